#!/usr/bin/env node
// npm run fuzz -- analyzer|readers [RUNS SEED]: bundles a fuzzer with what it feeds and runs it.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../fingerprint.mjs';

const fuzzers = ['analyzer', 'readers'];
const [name = 'readers', ...rest] = process.argv.slice(2);

if (!fuzzers.includes(name)) {
  process.stderr.write(`There is no fuzzer "${name}"; there are ${fuzzers.join(' and ')}.\n`);
  process.exit(2);
}

const outfile = path.join(root, '.layerwise/fuzz', `${name}.mjs`);
await build({
  absWorkingDir: root,
  entryPoints: [`scripts/fuzz/${name}.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...rest], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);

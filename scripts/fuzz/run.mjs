#!/usr/bin/env node
// npm run fuzz [-- RUNS SEED]: bundles the fuzzer of the readers with what it feeds and runs it.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../fingerprint.mjs';

const outfile = path.join(root, '.layerwise/fuzz/readers.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['scripts/fuzz/readers.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);

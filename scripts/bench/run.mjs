#!/usr/bin/env node
// npm run bench -- analyze|walk|rules|worker|readers|keystroke|lighthouse|all [ARGUMENTS]: bundles the benchmark with what it measures and runs it. The two that
// look at pages build them first, if anything changed, and serve them on a port of their own.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../fingerprint.mjs';

const benchmarks = ['analyze', 'walk', 'rules', 'worker', 'readers', 'keystroke', 'lighthouse'];
const ofPages = new Set(['keystroke', 'lighthouse']);
const wanted = process.argv[2] ?? 'analyze';
const chosen = wanted === 'all' ? benchmarks : benchmarks.filter((name) => name === wanted);

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (chosen.length === 0) {
  process.stderr.write(`There is no benchmark "${wanted}"; there are ${benchmarks.join(', ')} and all.\n`);
  process.exit(2);
}

for (const name of chosen) {
  const outfile = path.join(root, '.layerwise/bench', `${name}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [`scripts/bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  if (ofPages.has(name)) run('scripts/prepare.mjs', 'build');
  run('--enable-source-maps', outfile, ...process.argv.slice(3));
}

#!/usr/bin/env node
// npm run truth -- [DIR...]: bundles the truth harness (main.ts, which tells its options) and runs it. With --make DIR the
// recorder builds the case instead and writes its truth.json.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../fingerprint.mjs';

const given = process.argv.slice(2);

function run(...parts) {
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', ...parts], { cwd: root, stdio: 'inherit' });
  process.exit(status ?? 1);
}

if (given.includes('--make')) {
  const rest = given.filter((word) => word !== '--make');
  run('scripts/recordings/record.mjs', '--truth', '--no-recording', ...rest);
}

const outfile = path.join(root, '.layerwise/truth', 'main.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['scripts/truth/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
run(outfile, ...given);

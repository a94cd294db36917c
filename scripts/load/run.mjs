#!/usr/bin/env node
// npm run load -- room [one|two|kill|redis|offline|all] [--people N] [--seconds N] [--times N]: builds the pages if anything changed, bundles
// the load test with what it uses and runs it. It starts its own servers, on this machine only.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../fingerprint.mjs';

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const [subject, ...rest] = process.argv.slice(2);
if (subject !== 'room') {
  process.stderr.write('Say what to load: npm run load -- room [one|two|kill|redis|offline|all]\n');
  process.exit(2);
}
const outfile = path.join(root, '.layerwise/load/room.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['scripts/load/room.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
run('scripts/prepare.mjs', 'build');
run('--enable-source-maps', outfile, ...rest);

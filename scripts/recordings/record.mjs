#!/usr/bin/env node
// npm run record -- DIR...: bundles the recorder (record.ts, which tells its options) and runs it.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../fingerprint.mjs';

const outfile = path.join(root, '.layerwise/recordings', 'record.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['scripts/recordings/record.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);

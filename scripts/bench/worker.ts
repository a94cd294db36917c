import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { drawTable } from './measure';

// npm run bench -- worker: the size of the analyzer's worker, minified, without the catalog, which the page loads by itself.
const { outputFiles, metafile } = await build({
  entryPoints: ['components/workbench/analyzer.worker.ts'],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  write: false,
  outdir: '.layerwise/bench',
  metafile: true,
  external: ['@/content/*', '*.json'],
  logLevel: 'warning',
});

/** `lib/analyzer/rules`, or the name of a package. */
function roomOf(file: string): string {
  const [, ofPackage] = file.split('node_modules/');
  if (ofPackage !== undefined) return ofPackage.split('/')[0] ?? ofPackage;
  return file.split('/').slice(0, 3).join('/');
}

const sums = new Map<string, number>();
for (const output of Object.values(metafile.outputs)) {
  for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
    sums.set(roomOf(file), (sums.get(roomOf(file)) ?? 0) + bytesInOutput);
  }
}
const rows = [...sums]
  .toSorted(([, one], [, other]) => other - one)
  .slice(0, 12)
  .map(([room, bytes]) => [room, (bytes / 1_000).toFixed(1)]);
const whole = outputFiles.map(({ contents }) => [contents.length, gzipSync(contents, { level: 9 }).length] as const);
const [minified, zipped] = whole.reduce(([a, b], [c, d]) => [a + c, b + d] as const, [0, 0] as const);

process.stdout.write(`${drawTable(['Worker of the analyzer', 'kB minified'], rows)}\n\n`);
process.stdout.write(`${(minified / 1_000).toFixed(1)} kB minified, ${(zipped / 1_000).toFixed(1)} kB gzipped\n`);

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describeNeeds } from '@/components/workbench/catalog-loader';
import { analyzeBare } from '@/lib/analyzer/analyze-bare';
import { completeCatalog } from '@/lib/analyzer/catalog/complete';
import { findNeededParts } from '@/lib/analyzer/catalog/parts';
import { rules } from '@/lib/analyzer/rules/registry.generated';
import { drawTable } from './measure';
import { type Load, textsModule, weighModule, workerModule } from './weigh-worker';

// npm run bench -- worker: what the worker of the analyzer loads, and when: minified, and gzipped as it is served. Bundled
// by esbuild; the bundler of the page cuts the same modules a little differently.
const inKilobytes = (bytes: number) => (bytes / 1_000).toFixed(1);
const zip = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length;

function rowOf(name: string, { minified, zipped }: Pick<Load, 'minified' | 'zipped'>): readonly string[] {
  return [name, inKilobytes(minified), inKilobytes(zipped)];
}

const worker = await weighModule(workerModule);
const texts = await weighModule(textsModule);

const coreFile = 'content/catalog-core.generated.json';
const core = readFileSync(coreFile, 'utf8');
const catalog = completeCatalog(JSON.parse(core));
const plain = {
  dockerfile: 'Dockerfile',
  files: [
    {
      path: 'Dockerfile',
      text: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nCMD ["python", "main.py"]\n',
    },
    { path: 'requirements.txt', text: 'flask==3.1.0\n' },
    { path: 'main.py', text: 'import flask\n' },
  ],
  bulk: [],
};
const { analysis, parts, asksForTools } = analyzeBare(plain, { catalog, today: '2026-11-01' }, { rules, tools: null });
const needed = findNeededParts(
  describeNeeds(
    plain,
    analysis.stages.map((stage) => stage.profile),
  ),
  catalog,
);
const documents = [coreFile, ...needed.map((name) => `content/catalog/parts/${name}.json`)];

const rooms = [...worker.start.rooms].toSorted(([, one], [, other]) => other - one).slice(0, 12);
const head = ['', 'kB minified', 'kB gzipped'];
process.stdout.write(
  [
    drawTable(
      ['The first chunk', 'kB minified'],
      rooms.map(([room, bytes]) => [room, inKilobytes(bytes)]),
    ),
    drawTable(
      ['For a plain Dockerfile', ...head.slice(1)],
      [
        rowOf('the first chunk of the worker', worker.start),
        rowOf('the texts of rules, beside it', texts.start),
        ...documents.map((file) => rowOf(file, { minified: readFileSync(file).length, zipped: zip(file) })),
        ...worker.later
          .filter(
            ({ entry }) =>
              parts.some((part) => entry.endsWith(`/${part}.generated.ts`)) ||
              (asksForTools && entry.endsWith('/project-tools.ts')),
          )
          .map((load) => rowOf(load.entry, load)),
      ],
    ),
    drawTable(
      ['When it is asked for', ...head.slice(1)],
      worker.later.map((load) => rowOf(load.entry, load)),
    ),
    '',
  ].join('\n\n'),
);

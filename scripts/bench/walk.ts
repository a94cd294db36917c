import { walkBuild } from '@/lib/analyzer/build/walk-build';
import { parseDockerfile } from '@/lib/analyzer/syntax/parse';
import { readCatalog } from '@/lib/content/catalog';
import { makeLong, makeProject, sixtyLines, thirtyLines } from './dockerfiles';
import { describeMachine, drawTable, percentile } from './measure';

const catalog = readCatalog();
const today = new Date().toISOString().slice(0, 10);

const manyFiles = Array.from({ length: 100_000 }, (_, at) => ({ path: `data/${at % 500}/${at}.txt`, text: 'x' }));
const manyStages = Array.from({ length: 200 }, (_, at) =>
  at === 0
    ? 'FROM python:3.13-slim AS s0\nRUN mkdir /out'
    : `FROM python:3.13-slim AS s${at}\nCOPY --from=s${at - 1} /out /out`,
).join('\n');

const subjects = [
  { name: 'one stage', project: makeProject(thirtyLines) },
  { name: 'three stages', project: makeProject(sixtyLines) },
  { name: 'very long', project: makeProject(makeLong(5_000)) },
  { name: '200 stages', project: makeProject(manyStages) },
  {
    name: '100,000 files',
    project: {
      ...makeProject('FROM python:3.13-slim\nCOPY . /app/\nRUN chown -R nobody /app && rm -rf /app/data/1\n'),
      files: [
        ...makeProject('FROM python:3.13-slim\nCOPY . /app/\nRUN chown -R nobody /app && rm -rf /app/data/1\n').files,
        ...manyFiles,
      ],
    },
  },
];

/** Milliseconds of each of many walks, parsing included, after a warm-up. */
function time(project: (typeof subjects)[number]['project']): number[] {
  const text = project.files.find((file) => file.path === project.dockerfile)?.text ?? '';
  const once = () => {
    const started = performance.now();
    walkBuild(project, parseDockerfile(text), { catalog, today });
    return performance.now() - started;
  };
  const first = once();
  const runs = Math.max(5, Math.min(500, Math.floor(2_000 / Math.max(first / 4, 1))));
  for (let index = 0; index < runs / 5; index += 1) once();
  return Array.from({ length: runs }, once);
}

// A name as argument measures that one alone.
const [only] = process.argv.slice(2);
const rows = subjects
  .filter(({ name }) => only === undefined || name === only)
  .map(({ name, project }) => {
    const times = time(project);
    return [
      name,
      String(times.length),
      ...[percentile(times, 0.5), percentile(times, 0.95)].map((value) => value.toFixed(2)),
    ];
  });

process.stdout.write(`Walk of a build, milliseconds (${describeMachine()})\n\n`);
process.stdout.write(`${drawTable(['Dockerfile', 'runs', 'median', '95 %'], rows)}\n`);

import { analyze } from '@/lib/analyzer/index';
import type { Project } from '@/lib/analyzer/project';
import { readCatalog } from '@/lib/content/catalog';
import { readLessons } from '@/lib/content/lessons';
import { makeLong, makeProject, sixtyLines, thirtyLines } from './dockerfiles';
import { describeMachine, drawTable, percentile } from './measure';

const catalog = readCatalog();
const today = new Date().toISOString().slice(0, 10);

interface Subject {
  readonly name: string;
  readonly project: Project;
}

const subjects: readonly Subject[] = [
  ...readLessons().flatMap(({ track, name, start, solution }) => [
    { name: `${track}/${name}, start`, project: start },
    { name: `${track}/${name}, solution`, project: solution },
  ]),
  { name: 'one stage', project: makeProject(thirtyLines) },
  { name: 'three stages', project: makeProject(sixtyLines) },
  { name: 'very long', project: makeProject(makeLong(5_000)) },
];

function countLines(project: Project): number {
  const text = project.files.find((file) => file.path === project.dockerfile)?.text ?? '';
  return text.trimEnd().split('\n').length;
}

/** Milliseconds of each of many analyses, after a warm-up; a few seconds for one subject. */
function time(project: Project): number[] {
  const once = () => {
    const started = performance.now();
    analyze(project, { catalog, today });
    return performance.now() - started;
  };
  const first = once();
  const runs = Math.max(5, Math.min(500, Math.floor(3_000 / Math.max(first / 4, 1))));
  for (let index = 0; index < runs / 5; index += 1) once();
  return Array.from({ length: runs }, once);
}

const rows = subjects.map(({ name, project }) => {
  const times = time(project);
  const figures = [percentile(times, 0.5), percentile(times, 0.95)].map((value) => value.toFixed(2));
  return [name, String(countLines(project)), String(times.length), ...figures];
});

process.stdout.write(`Analysis of a whole project, milliseconds (${describeMachine()})\n\n`);
process.stdout.write(`${drawTable(['Dockerfile', 'lines', 'runs', 'median', '95 %'], rows)}\n`);

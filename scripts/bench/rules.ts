import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { z } from 'zod';
import { walkBuild } from '@/lib/analyzer/build/walk-build';
import { analyze } from '@/lib/analyzer/index';
import type { Project } from '@/lib/analyzer/project';
import { checkRules } from '@/lib/analyzer/run-rules';
import { parseDockerfile } from '@/lib/analyzer/syntax/parse';
import { readCatalog } from '@/lib/content/catalog';
import { readLessons } from '@/lib/content/lessons';
import { makeLong, makeProject, makeStages } from './dockerfiles';
import { describeMachine, drawTable, percentile } from './measure';

// npm run bench -- rules [DIR]: parse, walk and rules beside dockerfile-utils on the same Dockerfiles: the hadolint cases of the
// folder, where one is named, the lessons', and two of five thousand lines: as people write them, and an instruction each.
const catalog = readCatalog();
const options = { catalog, today: new Date().toISOString().slice(0, 10) };
const cases = z.array(z.object({ dockerfile: z.string() }));
const [directory] = process.argv.slice(2);

function alone(text: string): Project {
  return { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text }], bulk: [] };
}

/** Most cases have no FROM, and without one there is nothing to walk. */
function withFrom(text: string): string {
  return /^\s*FROM\s/im.test(text) ? text : `FROM debian:trixie-slim\n${text}`;
}

function readCases(): readonly Project[] {
  const file = path.join(directory ?? '.', 'hadolint-cases.json');
  if (directory === undefined || !existsSync(file)) return [];
  return cases.parse(JSON.parse(readFileSync(file, 'utf8'))).map(({ dockerfile }) => alone(withFrom(dockerfile)));
}

function textOf(project: Project): string {
  return project.files.find((file) => file.path === project.dockerfile)?.text ?? '';
}

const contenders: readonly (readonly [name: string, run: (project: Project) => unknown])[] = [
  ['parse, walk and rules', (project) => checkRules(walkBuild(project, parseDockerfile(textOf(project)), options))],
  ['analyze', (project) => analyze(project, options)],
  ['dockerfile-utils', (project) => validate(textOf(project))],
];

function time(run: (project: Project) => unknown, project: Project): number {
  const started = performance.now();
  run(project);
  return performance.now() - started;
}

/** Milliseconds of each file: the median of several runs, after a warm-up of some seconds: V8 compiles as it goes. */
function timeEach(run: (project: Project) => unknown, projects: readonly Project[], rounds: number): number[] {
  const until = performance.now() + 4_000;
  do for (const project of projects) run(project);
  while (performance.now() < until);
  return projects.map((project) =>
    percentile(
      Array.from({ length: rounds }, () => time(run, project)),
      0.5,
    ),
  );
}

const lessons = readLessons().flatMap(({ start, solution }) => [start, solution]);
const subjects: readonly (readonly [name: string, projects: readonly Project[], rounds: number])[] = [
  ['hadolint cases', readCases(), 9],
  ['lessons', lessons, 25],
  ['5,000 lines as written', [makeProject(makeStages(5_000))], 31],
  ['5,000 instructions', [makeProject(makeLong(5_000))], 31],
];

const rows = subjects
  .filter(([, projects]) => projects.length > 0)
  .flatMap(([name, projects, rounds]) =>
    contenders.map(([contender, run]) => {
      const times = timeEach(run, projects, rounds);
      const figures = [percentile(times, 0.5), percentile(times, 0.95), Math.max(...times)];
      return [`${name}: ${contender}`, String(projects.length), ...figures.map((value) => value.toFixed(3))];
    }),
  );

process.stdout.write(`Milliseconds for each file (${describeMachine()})\n\n`);
process.stdout.write(`${drawTable(['', 'files', 'median', '95 %', 'longest'], rows)}\n`);

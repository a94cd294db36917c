import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Catalog, catalogSchema } from '../../catalog/types';
import type { Project } from '../../project';
import { parseDockerfile } from '../../syntax/parse';
import type { Build, BuildOptions, Step } from '../types';
import { walkBuild } from '../walk-build';

const folder = path.resolve(import.meta.dirname, '../../../../content/catalog');

function readCatalog(): Catalog {
  const lists = new Map<string, unknown[]>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  )) {
    const part: Record<string, unknown[]> = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    for (const [key, records] of Object.entries(part)) lists.set(key, [...(lists.get(key) ?? []), ...records]);
  }
  return catalogSchema.parse(Object.fromEntries(lists));
}

/** The catalog as it is committed. */
export const catalog = readCatalog();

export const today = '2026-11-21';

/** A project of a Dockerfile and other files, by path. */
export function makeProject(
  dockerfile: string,
  files: Readonly<Record<string, string>> = {},
  bulk: Project['bulk'] = [],
): Project {
  const others = Object.entries(files).map(([name, text]) => ({ path: name, text }));
  return { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text: dockerfile }, ...others], bulk };
}

/** Walks the build of a project. */
export function walk(
  dockerfile: string,
  files: Readonly<Record<string, string>> = {},
  options: Partial<BuildOptions> = {},
  bulk: Project['bulk'] = [],
): Build {
  return walkBuild(makeProject(dockerfile, files, bulk), parseDockerfile(dockerfile), { catalog, today, ...options });
}

/** The step of the final stage, or another, that stands at a 0-based position. */
export function stepAt(build: Build, position: number, stage = build.stages.length - 1): Step {
  const step = build.stages[stage]?.steps[position];
  if (step === undefined) throw new Error(`The build has no step ${stage}:${position}.`);
  return step;
}

/** The likely bytes of a kind in a step. */
export function bytesOf(step: Step, kind: Step['contributions'][number]['kind']): number {
  return step.contributions
    .filter((entry) => entry.kind === kind)
    .reduce((total, entry) => total + entry.bytes.likely, 0);
}

/** The queue consumer of the lessons: requirements and program. */
export const consumer = {
  'requirements.txt': [
    'pika==1.3.2',
    'pymongo==4.10.1',
    'structlog==24.4.0',
    'black==24.8.0',
    'isort==5.13.2',
    'autoflake==2.3.1',
    '',
  ].join('\n'),
  'src/main.py': 'import pika\nimport pymongo\nimport structlog\n',
} as const;

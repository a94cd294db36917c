import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readProject } from '@/cli/read-project';
import type { Project } from '@/lib/analyzer';
import { notOfTheContext } from '../recordings/spec';
import { type Truth, truth } from './schema';

export interface TruthCase {
  readonly name: string;
  readonly project: Project;
  readonly truth: Truth;
}

/** Folders with a truth.json, the given one or those below it (three levels at most), sorted. */
export function findCases(folder: string, depth = 3): readonly string[] {
  if (existsSync(path.join(folder, 'truth.json'))) return [folder];
  if (depth === 0 || !existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(folder, entry.name))
    .sort()
    .flatMap((inner) => findCases(inner, depth - 1));
}

/** Reads a case. Throws with the folder's name where it does not fit the format. */
export function readCase(folder: string): TruthCase {
  const parsed = truth.safeParse(JSON.parse(readFileSync(path.join(folder, 'truth.json'), 'utf8')));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${folder}/truth.json: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const read = readProject(path.resolve(folder), process.cwd());
  if (!read.ok) throw new Error(`${folder}: ${read.message}`);
  const { project } = read;
  return {
    name: path.basename(folder),
    truth: parsed.data,
    project: {
      ...project,
      files: project.files.filter((file) => !notOfTheContext.has(file.path)),
      bulk: [...project.bulk.filter((file) => !notOfTheContext.has(file.path)), ...parsed.data.bulk],
    },
  };
}

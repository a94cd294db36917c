import { statSync } from 'node:fs';
import path from 'node:path';
import { Misuse, type Surroundings } from './command';
import { findDockerfiles, searchLimits } from './find-dockerfiles';
import { type ProjectValues, readGivenProject } from './project-options';
import { explainUnreadable, findDockerfile, isReadable, missingDockerfile, type ProjectOnDisk } from './read-project';

/** One Dockerfile that a command was asked to look at. */
export interface Input extends ProjectOnDisk {
  /** As given, or as found below what was given. */
  readonly path: string;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  /** Sentences: what cannot be used. */
  readonly unusable: readonly string[];
}

function isFolder(target: string): boolean {
  try {
    return statSync(target).isDirectory();
  } catch {
    return false;
  }
}

interface Expanded {
  readonly paths: readonly string[];
  readonly unusable: readonly string[];
}

/** A folder with a Dockerfile of its own stands for that one, unless all are asked for; any other folder for those below it. */
function expandPath(given: string, all: boolean, { folder }: Surroundings): Expanded {
  const target = path.resolve(folder, given);
  if (given === '-' || !isFolder(target)) return { paths: [given], unusable: [] };
  const own = findDockerfile(target);
  if (own !== undefined && !all) return { paths: [given], unusable: [] };
  if (!isReadable(target)) return { paths: [], unusable: [explainUnreadable(given)] };
  const { paths, cut } = findDockerfiles(target);
  if (paths.length === 0) return { paths: [], unusable: [missingDockerfile(given)] };
  const limit = `"${given}" holds more files than are searched (${searchLimits.entries.toLocaleString('en')}), or more than ${searchLimits.found.toLocaleString('en')} Dockerfiles: name the folders below it.`;
  return {
    // The Dockerfile of the folder itself comes with the folder as its context.
    paths: paths.map((found) => (found === own ? given : path.join(given, found))),
    unusable: cut ? [limit] : [],
  };
}

/** Every Dockerfile that the paths name: files, `-` for standard input, folders. Throws `Misuse` where there are none. */
export function expandPaths(given: readonly string[], all: boolean, surroundings: Surroundings): Expanded {
  if (given.length === 0 || given.includes(''))
    throw new Misuse('Name a Dockerfile, a folder (. is the one you are in), or - for standard input.');
  const expanded = given.map((each) => expandPath(each, all, surroundings));
  return {
    paths: [...new Set(expanded.flatMap(({ paths }) => paths))],
    unusable: expanded.flatMap(({ unusable }) => unusable),
  };
}

/** Tells one Dockerfile from another, whatever path led to it. */
export function identify({ root, project }: ProjectOnDisk): string {
  return `${root}\0${project.dockerfile}`;
}

/** Reads one of the paths; a sentence where it cannot be used. */
export function readInput(path: string, values: ProjectValues, surroundings: Surroundings): Input | string {
  const read = readGivenProject(path, values, surroundings);
  if (!read.ok) return read.message;
  const { project, notes, root, home, shown } = read;
  return { project, notes, root, home, shown, path: path === '-' ? (values['stdin-filename'] ?? path) : path };
}

/** Reads every Dockerfile that the paths name, each once, however often it is named. */
export function readInputs(
  given: readonly string[],
  values: ProjectValues & { readonly all: boolean },
  surroundings: Surroundings,
): Inputs {
  const { paths, unusable } = expandPaths(given, values.all, surroundings);
  const inputs = new Map<string, Input>();
  const refused = [...unusable];
  for (const each of paths) {
    const input = readInput(each, values, surroundings);
    if (typeof input === 'string') refused.push(input);
    else if (!inputs.has(identify(input))) inputs.set(identify(input), input);
  }
  return { inputs: [...inputs.values()], unusable: refused };
}

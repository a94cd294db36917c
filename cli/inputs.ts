import { statSync } from 'node:fs';
import path from 'node:path';
import { Misuse, type Surroundings } from './command';
import { findDockerfiles, searchLimits } from './find-dockerfiles';
import { type ProjectValues, readGivenProject } from './project-options';
import { findDockerfile, type ProjectOnDisk } from './read-project';

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
  const { paths, cut } = findDockerfiles(target);
  if (paths.length === 0) return { paths: [], unusable: [`The folder "${given}" has no Dockerfile.`] };
  const limit = `"${given}" holds more files than are searched (${searchLimits.entries.toLocaleString('en')}), or more than ${searchLimits.found.toLocaleString('en')} Dockerfiles: name the folders below it.`;
  return {
    // The Dockerfile of the folder itself comes with the folder as its context.
    paths: paths.map((found) => (found === own ? given : path.join(given, found))),
    unusable: cut ? [limit] : [],
  };
}

/**
 * Reads every Dockerfile that the paths name: files, `-` for standard input, folders. Each file is read once, however often
 * it is named. Throws `Misuse` where there are no paths, or an empty one.
 */
export function readInputs(
  given: readonly string[],
  values: ProjectValues & { readonly all: boolean },
  surroundings: Surroundings,
): Inputs {
  if (given.length === 0 || given.includes(''))
    throw new Misuse('Name a Dockerfile, a folder, or - for standard input.');
  const expanded = given.map((each) => expandPath(each, values.all, surroundings));
  const unusable = expanded.flatMap((each) => each.unusable);
  const inputs = new Map<string, Input>();
  for (const each of new Set(expanded.flatMap(({ paths }) => paths))) {
    const read = readGivenProject(each, values, surroundings);
    if (!read.ok) unusable.push(read.message);
    else {
      const { project, notes, root, home, shown } = read;
      const key = `${root}\0${project.dockerfile}`;
      const name = each === '-' ? (values['stdin-filename'] ?? each) : each;
      if (!inputs.has(key)) inputs.set(key, { project, notes, root, home, shown, path: name });
    }
  }
  return { inputs: [...inputs.values()], unusable };
}

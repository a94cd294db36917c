import { lstatSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { Project } from '@/lib/analyzer/project';
import { readContext } from './read-context';

/** Bytes of a Dockerfile that is still read. */
export const longestDockerfile = 1_000_000;

/** Names under which a Dockerfile is looked for in a folder, in this order. */
const usualNames = ['Dockerfile', 'Containerfile'];

export type ReadProject =
  | { readonly ok: true; readonly project: Project; readonly notes: readonly string[] }
  /** `message` is a sentence: why the path cannot be checked. */
  | { readonly ok: false; readonly message: string };

const refuse = (message: string): ReadProject => ({ ok: false, message });

function statIfThere(file: string): Stats | null {
  try {
    return statSync(file);
  } catch {
    return null;
  }
}

/** Why the bytes cannot be a Dockerfile, as the end of a sentence; `null` where they can. */
function explainUnusable(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return 'holds NUL bytes: it is a binary file or not UTF-8, and no Dockerfile';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return null;
  } catch {
    return 'is not UTF-8 text, so it cannot be read as a Dockerfile';
  }
}

function checkDockerfile(file: string, shown: string, stats: Stats): string | null {
  if (stats.size > longestDockerfile) {
    return `${shown} is ${stats.size.toLocaleString('en')} bytes long; a Dockerfile of more than ${longestDockerfile.toLocaleString('en')} bytes is not read.`;
  }
  try {
    const unusable = explainUnusable(readFileSync(file));
    return unusable === null ? null : `${shown} ${unusable}.`;
  } catch {
    return `${shown} cannot be read: you lack the permission, or it has just gone.`;
  }
}

function findDockerfile(folder: string): string | undefined {
  return usualNames.find((name) => lstatSync(path.join(folder, name), { throwIfNoEntry: false }) !== undefined);
}

/**
 * Reads what `docker build` would find: `given` is a Dockerfile, whose folder is the build context, or a folder with one in it.
 * `from` is the folder that a relative path starts at. A path that cannot be checked is a result with a sentence.
 */
export function readProject(given: string, from: string): ReadProject {
  const target = path.resolve(from, given);
  const stats = statIfThere(target);
  if (stats === null) return refuse(`There is no file or folder "${given}".`);
  if (!stats.isDirectory() && !stats.isFile()) return refuse(`"${given}" is neither a file nor a folder.`);

  const folder = realpathSync(stats.isDirectory() ? target : path.dirname(target));
  const name = stats.isDirectory() ? findDockerfile(folder) : path.basename(target);
  if (name === undefined) return refuse(`The folder "${given}" has no Dockerfile.`);
  const file = path.join(folder, name);
  const shown = stats.isDirectory() ? `"${path.join(given, name)}"` : `"${given}"`;
  const fileStats = statIfThere(file);
  if (!fileStats?.isFile()) return refuse(`${shown} is not a file.`);
  if (
    stats.isDirectory() &&
    path.dirname(realpathSync(file)) !== folder &&
    !realpathSync(file).startsWith(folder + path.sep)
  ) {
    return refuse(`${shown} is a link that leads out of its folder, and such links are not followed.`);
  }
  const unusable = checkDockerfile(file, shown, fileStats);
  if (unusable !== null) return refuse(unusable);

  const context = readContext(folder, name);
  const text = readFileSync(file, 'utf8');
  return {
    ok: true,
    project: { dockerfile: name, files: [{ path: name, text }, ...context.files], bulk: context.bulk },
    notes: context.notes,
  };
}

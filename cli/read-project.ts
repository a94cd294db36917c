import { accessSync, constants, lstatSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { Project } from '@/lib/analyzer/project';
import { type ContextReading, readContext } from './read-context';

/** Bytes of a Dockerfile that is still read. */
export const longestDockerfile = 1_000_000;

/** Names under which a Dockerfile is looked for in a folder, in this order. */
const usualNames = ['Dockerfile', 'Containerfile'];

/** A project as it was read, and where it lies. */
export interface ProjectOnDisk {
  readonly project: Project;
  readonly notes: readonly string[];
  /** Absolute path of the build context; `null` for standard input without one. */
  readonly root: string | null;
  /** Absolute path of the folder in which the Dockerfile lies, or would lie by the name that standard input is given. */
  readonly home: string;
  /** The Dockerfile as people are told of it: relative to the folder that paths start at where it lies in that. */
  readonly shown: string;
}

export type ReadProject =
  | ({ readonly ok: true } & ProjectOnDisk)
  /** `message` is a sentence: why the path cannot be checked. */
  | { readonly ok: false; readonly message: string };

const refuse = (message: string) => ({ ok: false, message }) as const;

function statIfThere(file: string): Stats | null {
  try {
    return statSync(file);
  } catch {
    return null;
  }
}

/** Why the bytes cannot be a Dockerfile, as the end of a sentence; `null` where they can. */
function explainUnusable(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return 'holds NUL bytes: it is a binary file, or text that is to be saved as UTF-8';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return null;
  } catch {
    return 'is not UTF-8 text, so it cannot be read as a Dockerfile';
  }
}

type ReadText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

function explainTooLong(shown: string, bytes: number): string {
  return `${shown} is ${bytes.toLocaleString('en')} bytes long; a Dockerfile of more than ${longestDockerfile.toLocaleString('en')} bytes is not read.`;
}

function decode(bytes: Uint8Array, shown: string): ReadText {
  const unusable = explainUnusable(bytes);
  if (unusable !== null) return refuse(`${shown} ${unusable}.`);
  return { ok: true, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}

function readDockerfile(file: string, shown: string): ReadText {
  const stats = statIfThere(file);
  if (!stats?.isFile()) return refuse(`${shown} is not a file.`);
  if (stats.size > longestDockerfile) return refuse(explainTooLong(shown, stats.size));
  try {
    return decode(readFileSync(file), shown);
  } catch {
    return refuse(`${shown} cannot be read: you lack the permission, or it has just gone.`);
  }
}

/** Of a folder without a Dockerfile. */
export function missingDockerfile(given: string): string {
  return `The folder "${given}" has no Dockerfile. Name the file itself, if it is called otherwise.`;
}

/** The Dockerfile that lies directly in a folder under one of its usual names. */
export function findDockerfile(folder: string): string | undefined {
  return usualNames.find((name) => {
    try {
      return lstatSync(path.join(folder, name), { throwIfNoEntry: false }) !== undefined;
    } catch {
      return false;
    }
  });
}

/** A path as people are told of it: relative to `from` where it lies in there, with slashes. */
export function showPath(file: string, from: string): string {
  const relative = path.relative(realpathIfThere(from), file);
  const shown = relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
  return shown.split(path.sep).join('/');
}

function realpathIfThere(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

interface Place {
  readonly root: string;
  /** Path of the Dockerfile in the context. */
  readonly name: string;
  /** A folder was named as the context, and not only concluded from where the Dockerfile lies. */
  readonly stated: boolean;
}

/** Whether the names in a folder can be read. */
export function isReadable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const explainUnreadable = (given: string) => `The folder "${given}" cannot be read: you lack the permission.`;

function findPlace(target: string, given: string, isFolder: boolean, context: string | undefined) {
  if (isFolder) {
    const root = realpathSync(target);
    const name = findDockerfile(root);
    if (name === undefined) {
      return refuse(isReadable(root) ? missingDockerfile(given) : explainUnreadable(given));
    }
    const file = realpathIfThere(path.join(root, name));
    if (!file.startsWith(root + path.sep))
      return refuse(
        `"${path.join(given, name)}" is a link that leads out of its folder, and such links are not followed.`,
      );
    return { ok: true, place: { root, name, stated: true } satisfies Place } as const;
  }
  const folder = realpathSync(path.dirname(target));
  if (context === undefined)
    return { ok: true, place: { root: folder, name: path.basename(target), stated: false } satisfies Place } as const;
  const name = path
    .relative(context, path.join(folder, path.basename(target)))
    .split(path.sep)
    .join('/');
  if (name.startsWith('../')) return refuse(`"${given}" does not lie in the build context that --context names.`);
  return { ok: true, place: { root: context, name, stated: true } satisfies Place } as const;
}

/** The absolute, real path of the folder that `--context` names. */
function readContextFolder(given: string, from: string) {
  const folder = path.resolve(from, given);
  if (!statIfThere(folder)?.isDirectory()) return refuse(`There is no folder "${given}" to be the build context.`);
  return { ok: true, folder: realpathSync(folder) } as const;
}

function assemble({ root, name, stated }: Place, text: string, shown: string, reading: ContextReading): ReadProject {
  const { files, bulk, notes, complete } = readContext(root, name, reading);
  const project: Project = { dockerfile: name, files: [{ path: name, text }, ...files], bulk };
  const known = stated ? { contextKnown: complete } : complete ? {} : { contextKnown: false };
  const home = path.dirname(path.join(root, name));
  return { ok: true, project: { ...project, ...known }, notes, root, home, shown };
}

/**
 * Reads what `docker build` would find: `given` is a Dockerfile, whose folder is the build context unless `context` names
 * another, or a folder with one in it. `from` is the folder that a relative path starts at. A path that cannot be checked is
 * a result with a sentence.
 */
export function readProject(given: string, from: string, context?: string, reading: ContextReading = {}): ReadProject {
  const target = path.resolve(from, given);
  const stats = statIfThere(target);
  if (stats === null)
    return refuse(`There is no file or folder "${given}". A path starts at the folder that you are in.`);
  if (!stats.isDirectory() && !stats.isFile())
    return refuse(`"${given}" is neither a file nor a folder. Name a Dockerfile, or - to read from a pipe.`);
  const stated = context === undefined ? undefined : readContextFolder(context, from);
  if (stated?.ok === false) return stated;
  const found = findPlace(target, given, stats.isDirectory(), stated?.folder);
  if (!found.ok) return found;
  const { place } = found;
  const read = readDockerfile(
    path.join(place.root, place.name),
    `"${stats.isDirectory() ? path.join(given, place.name) : given}"`,
  );
  if (!read.ok) return read;
  return assemble(place, read.text, showPath(path.join(place.root, place.name), from), reading);
}

/**
 * Reads a Dockerfile from the standard input. Without `context` nothing is known of the build context. `name` is what
 * people are told of it, and `Dockerfile` where it has none.
 */
export function readStandardInput(
  bytes: Uint8Array,
  from: string,
  name: string | undefined,
  context?: string,
): ReadProject {
  const shown = name ?? 'standard input';
  if (bytes.length > longestDockerfile) {
    return refuse(
      `"${shown}" is too long: a Dockerfile of more than ${longestDockerfile.toLocaleString('en')} bytes is not read.`,
    );
  }
  const read = decode(bytes, `"${shown}"`);
  if (!read.ok) return read;
  if (context !== undefined) {
    const folder = readContextFolder(context, from);
    return folder.ok
      ? assemble({ root: folder.folder, name: 'Dockerfile', stated: true }, read.text, shown, {})
      : folder;
  }
  const dockerfile = path.posix.basename((name ?? 'Dockerfile').replaceAll('\\', '/')) || 'Dockerfile';
  const project: Project = {
    dockerfile,
    files: [{ path: dockerfile, text: read.text }],
    bulk: [],
    contextKnown: false,
  };
  const notes = [
    'Standard input comes without a build context: files that COPY takes in are unknown. --context names one.',
  ];
  const home = path.dirname(path.resolve(realpathIfThere(from), name ?? dockerfile));
  return { ok: true, project, notes, root: null, home, shown };
}

import { type Argument, type Options, readOptions } from '../invocation';
import { resolvePath } from '../paths';
import { refuse } from '../permissions';
import type { Running } from './running';

/** The operands of a command as paths, seen from the shell's working directory. */
export interface PathOperands {
  readonly options: Options;
  readonly paths: readonly { readonly path: string; readonly argument: Argument }[];
  /** Every operand is known. */
  readonly known: boolean;
}

export function readPaths(running: Running, valued: readonly string[] = []): PathOperands {
  const { workingDirectory, invocation } = running;
  const options = readOptions(invocation.words, valued.length === 0 ? noOptions : new Set(valued));
  const paths = options.operands
    .filter((argument) => argument.known)
    .map((argument) => ({ path: resolvePath(workingDirectory, argument.text), argument }));
  return { options, paths, known: paths.length === options.operands.length };
}

const noOptions: ReadonlySet<string> = new Set();

export function hasPattern(path: string): boolean {
  return /[*?{]/.test(path);
}

/** Reports a path that is certainly not there; `true` where it did. */
export function reportMissing(running: Running, { path, argument }: PathOperands['paths'][number]): boolean {
  const { walk, invocation } = running;
  if (hasPattern(path) || walk.lookUp(path) !== 'missing') return false;
  walk.fail('missing-file', argument.range, invocation.name, path);
  return true;
}

/** Reports a folder into which the user in force may not write; `true` where it did. */
export function reportForbidden(running: Running, folder: string, path: string, argument: Argument): boolean {
  const problem = refuse(folder, path, running.walk);
  if (problem === null) return false;
  running.walk.fail(problem.kind, argument.range, ...problem.facts);
  return true;
}

/** The nearest folder above a path that is there. */
export function existingParent(path: string, { walk }: Running): string {
  let folder = path;
  while (folder !== '/' && walk.lookUp(folder) === 'missing') folder = folder.slice(0, folder.lastIndexOf('/')) || '/';
  return folder;
}

/** `a/{b,c}` as bash reads it. */
export function expandBraces(path: string): readonly string[] {
  const match = /^([^{}]*)\{([^{}]*,[^{}]*)\}([^{}]*)$/.exec(path);
  if (match === null) return [path];
  return (match[2] ?? '').split(',').map((part) => `${match[1]}${part}${match[3]}`);
}

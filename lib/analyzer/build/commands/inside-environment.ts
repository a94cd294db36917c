import { indexCatalog } from '../../catalog/look-up';
import { type Argument, readInvocation } from '../invocation';
import { findProgram } from '../programs';
import type { PythonEnvironment } from '../types';
import type { Running } from './running';

/** Walks one program. */
export type RunProgram = (running: Running) => void;

/**
 * Runs what a tool such as `poetry run` starts, with the programs of an environment first; `environment` is `null` where
 * nobody knows which. `false` where no program is named.
 */
export function runInside(
  running: Running,
  words: readonly Argument[],
  environment: PythonEnvironment | null,
  run: RunProgram,
): boolean {
  const { invocation, walk } = running;
  const inner = readInvocation(invocation.command, words, invocation.variables);
  if (inner === null || !inner.programKnown) return false;
  const variables: Running['variables'] = (name) => inner.variables.get(name) ?? readActive(running, environment, name);
  const found = findProgram(inner.program, walk, variables, running.workingDirectory);
  // A project may define commands of its own, under any other name.
  const isPackages = indexCatalog(walk.catalog).scripts.has(inner.program);
  if (environment !== null && found.kind === 'missing' && isPackages) {
    walk.fail('command-not-found:in-environment', inner.programRange, invocation.name, inner.program, environment.path);
    return true;
  }
  run({ ...running, invocation: inner, variables });
  return true;
}

/** The variables as in an activated environment. */
function readActive({ variables }: Running, environment: PythonEnvironment | null, name: string): string | undefined {
  if (environment === null) return variables(name);
  if (name === 'VIRTUAL_ENV') return environment.path;
  const value = variables(name);
  return name === 'PATH' && value !== undefined ? `${environment.path}/bin:${value}` : value;
}

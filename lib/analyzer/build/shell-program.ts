import { baseName } from './paths';
import type { StageWalk } from './stage-walk';
import type { PythonEnvironment } from './types';
import type { Variables } from './variables';

/** The shell that runs the scripts of a stage, and what is in force for them. */
export interface ShellProgram {
  readonly shell: string;
  readonly flags: readonly string[];
  readonly variables: Variables;
}

/**
 * What SHELL names. `["conda", "run", "-n", "app", "/bin/bash", "-c"]` is a shell inside an environment, whose programs then
 * go first.
 */
export function readShellProgram(walk: StageWalk, variables: Variables): ShellProgram {
  const [shell = '/bin/sh', ...flags] = walk.state.shell;
  if (!/^(conda|mamba|micromamba)$/.test(baseName(shell)) || flags[0] !== 'run') return { shell, flags, variables };
  const at = flags.findIndex((word) => /(^|\/)(ba|da|a|k|z)?sh$/.test(word));
  const inner = flags[at];
  if (inner === undefined) return { shell, flags, variables };
  const environment = findCondaEnvironment(flags.slice(1, at), walk);
  const path = environment === null ? null : `${environment.path}/bin`;
  return {
    shell: inner,
    flags: flags.slice(at + 1),
    variables: (name) => {
      const value = variables(name);
      return name === 'PATH' && path !== null && value !== undefined ? `${path}:${value}` : value;
    },
  };
}

function findCondaEnvironment(words: readonly string[], { state }: StageWalk): PythonEnvironment | null {
  const value = (...names: readonly string[]) => {
    const at = words.findIndex((word) => names.includes(word));
    return at < 0 ? undefined : words[at + 1];
  };
  const prefix = value('-p', '--prefix');
  const name = value('-n', '--name');
  const environments = state.pythonEnvironments.filter((entry) => entry.kind === 'conda');
  return (
    environments.find(({ path }) => (prefix === undefined ? path.endsWith(`/envs/${name}`) : path === prefix)) ?? null
  );
}

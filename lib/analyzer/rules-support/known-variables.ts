import type { Stage, Step } from '../build/types';

/** What the official Python images set beside PATH. */
const pythonVariables = ['LANG', 'GPG_KEY', 'PYTHON_VERSION', 'PYTHON_SHA256', 'PYTHON_PIP_VERSION'];

/** The names that ENV, ARG and the base image give a value to before a step, as far as we know the base. */
export function variablesBefore(stage: Stage, { before }: Step): ReadonlySet<string> {
  const ofBase = stage.profile.python === null ? [] : pythonVariables;
  return new Set([...before.environment.keys(), ...before.buildArguments.keys(), ...ofBase]);
}

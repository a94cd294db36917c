import type { Build } from '../../build/types';
import { placedInstalls } from '../pip-calls';
import { startCommand } from '../start-command';
import { isCalled } from '../steps';

/** Tools that install a project and what it depends on. */
const tools = ['uv', 'poetry', 'pipenv', 'conda', 'mamba', 'micromamba'];

/** Those that also start its programs, by the end of their path. */
const starters = /(?:^|\/)(?:uv|poetry|pipenv|pdm|hatch)$/;

/** Whether a build installs a project by what its own files say, or starts it by such a tool. */
export function usesProjects(build: Build): boolean {
  return (
    isCalled(build, ...tools) ||
    starters.test(startCommand(build)?.words[0]?.text ?? '') ||
    placedInstalls(build).some(
      ({ pip: { operands, options } }) =>
        operands.some(({ text }) => namesProject(text)) || options.some(({ value }) => namesProject(value ?? '')),
    )
  );
}

function namesProject(text: string): boolean {
  return text.startsWith('.') || text.endsWith('pyproject.toml');
}

import type { Build } from '../../build/types';
import { pipInstalls } from '../pip';
import { startCommand } from '../start-command';
import { isCalled, runs } from '../steps';

/** Tools that install a project and what it depends on. */
const tools = ['uv', 'poetry', 'pipenv', 'conda', 'mamba', 'micromamba'];

/** Those that also start its programs, by the end of their path. */
const starters = /(?:^|\/)(?:uv|poetry|pipenv|pdm|hatch)$/;

/** Whether a build installs a project by what its own files say, or starts it by such a tool. */
export function usesProjects(build: Build): boolean {
  return (
    isCalled(build, ...tools) ||
    starters.test(startCommand(build)?.words[0]?.text ?? '') ||
    runs(build, 'pip').some(({ commands }) =>
      pipInstalls(commands).some(({ operands, options }) =>
        [...operands.map(({ text }) => text), ...options.map(({ value }) => value ?? '')].some(
          (text) => text.startsWith('.') || text.endsWith('pyproject.toml'),
        ),
      ),
    )
  );
}

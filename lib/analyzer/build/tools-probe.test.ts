import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../syntax/parse';
import { projectTools } from './commands/project-tools';
import { catalog, makeProject, today } from './testing/project';
import { probeTools, toolPrograms } from './tools-probe';
import { walkBuildWith } from './walk';

function asks(dockerfile: string, files: Readonly<Record<string, string>> = {}): boolean {
  const probe = probeTools();
  walkBuildWith(probe.tools, makeProject(dockerfile, files), parseDockerfile(dockerfile), { catalog, today });
  return probe.isAsked();
}

const base = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n';
const pyproject = { 'pyproject.toml': '[project]\nname = "app"\nversion = "1"\n' };

describe('a first look without tools', () => {
  it('knows the names of all programs that the tools walk', () => {
    expect([...toolPrograms].toSorted()).toEqual([...projectTools.programs.keys()].toSorted());
  });

  it.each([
    ['a program of the tools', 'RUN pip install uv && uv pip install flask\n', {}],
    ['one that is called as a module', 'RUN python -m piptools sync\n', {}],
    ['one in a script of the project', 'RUN sh setup.sh\n', { 'setup.sh': 'pip install pipx\npipx install black\n' }],
    ['the file of a project', 'RUN pip install .\n', pyproject],
  ])('tells that a build asks for them: %s', (_, run, files) => {
    expect(asks(`${base}${run}`, files)).toBe(true);
  });

  it('tells that a build does not', () => {
    expect(
      asks(`${base}RUN apt-get update && pip install -r requirements.txt\n`, { 'requirements.txt': 'flask\n' }),
    ).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../syntax/parse';
import { allParts } from './commands/all-tools';
import { downloadTools } from './commands/download-tools';
import { managerTools } from './commands/manager-tools';
import { packageTools } from './commands/package-tools';
import { projectTools } from './commands/project-tools';
import { stageTools } from './commands/stage-tools';
import { systemTools } from './commands/system-tools';
import { joinTools, programsOfParts } from './join-tools';
import { catalog, makeProject, today } from './testing/project';
import type { ToolPart } from './tools';
import { walkBuildWith } from './walk';

function asked(dockerfile: string, files: Readonly<Record<string, string>> = {}): readonly ToolPart[] {
  const parts = new Set<ToolPart>();
  const tools = joinTools({}, (part) => parts.add(part));
  walkBuildWith(tools, makeProject(dockerfile, files), parseDockerfile(dockerfile), { catalog, today });
  return [...parts].toSorted();
}

const base = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n';
const pyproject = { 'pyproject.toml': '[project]\nname = "app"\nversion = "1"\n' };

describe('tools of which no part is there', () => {
  it.each([
    { part: 'downloads', tools: downloadTools },
    { part: 'managers', tools: managerTools },
    { part: 'packages', tools: packageTools },
    { part: 'projects', tools: projectTools },
    { part: 'stages', tools: stageTools },
    { part: 'system', tools: systemTools },
  ] as const)('know the names of all programs of $part', ({ part, tools }) => {
    const names = Object.values(programsOfParts).flatMap((each) => each.split(' '));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names)
      expect([name, tools.programs.get(name) !== undefined]).toEqual([
        name,
        programsOfParts[part].split(' ').includes(name),
      ]);
  });

  it.each<readonly [string, string, Readonly<Record<string, string>>, readonly ToolPart[]]>([
    ['a program of the tools', 'RUN pip install uv && uv pip install flask\n', {}, ['projects']],
    ['one that is called as a module', 'RUN python -m piptools sync\n', {}, ['packages']],
    [
      'one in a script of the project',
      'RUN sh setup.sh\n',
      { 'setup.sh': 'pip install pipx\npipx install black\n' },
      ['projects'],
    ],
    ['the file of a project', 'RUN pip install .\n', pyproject, ['projects']],
    ['a loop', 'RUN for name in a b; do pip install $name; done\n', {}, ['scripts']],
    ['output to a file', 'RUN echo text > /app/notes\n', {}, ['scripts']],
    ['a command that few scripts call', 'RUN test -d /app\n', {}, ['scripts']],
    ['what a command prints', 'RUN echo $(pwd)\n', {}, ['scripts']],
    ['a virtual environment', 'RUN python -m venv /opt/venv\n', {}, ['stages']],
    ['another stage', 'FROM python:3.13-slim\nCOPY --from=0 /app /app\n', {}, ['stages']],
    ['an archive', 'RUN tar -xf app.tar\n', {}, ['downloads']],
    ['a manager that few call', 'FROM python:3.13\nRUN make\n', {}, ['managers']],
    ['a package manager', 'RUN apt-get update\n', {}, ['system']],
    ['what stops the build', 'COPY missing.txt .\n', { 'main.py': '' }, ['failures']],
    ['a failure that the script goes on after', 'RUN cd /missing || true\n', {}, []],
  ])('tell that a build asks for them: %s', (_, run, files, parts) => {
    expect(asked(`${base}${run}`, files)).toEqual(parts);
  });

  it('are not asked for by a plain Dockerfile', () => {
    expect(
      asked(`${base}RUN pip install -r requirements.txt\nUSER 1000\nCMD ["python", "main.py"]\n`, {
        'requirements.txt': 'flask\n',
        'main.py': 'import flask\n',
      }),
    ).toEqual([]);
  });
});

describe('tools of which every part is there', () => {
  it('ask for nothing', () => {
    const tools = joinTools(allParts, (part) => {
      throw new Error(part);
    });
    expect(tools.readPyproject(pyproject['pyproject.toml'])?.name).toBe('app');
    expect(tools.programs.get('apt-get')).toBe(systemTools.programs.get('apt-get'));
  });
});

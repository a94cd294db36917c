import { describe, expect, it } from 'vitest';
import { hasDevelopmentGroup, readPyproject } from './pyproject';

describe('what is read off a pyproject.toml', () => {
  it.each([
    ['a version in double quotes', '[project]\nname = "app"\nrequires-python = ">=3.12" # settled\n', '>=3.12'],
    ['a version in single quotes', "[project]\nrequires-python = '~=3.11'\n", '~=3.11'],
    ['the key of another table is not it', '[tool.other]\nrequires-python = ">=3.12"\n', null],
    [
      'a list over several lines in between',
      '[project]\ndependencies = [\n  "a[b]",\n]\nrequires-python = ">=3"\n',
      '>=3',
    ],
  ])('%s', (_, text, expected) => {
    expect(readPyproject(text)?.requiresPython).toBe(expected);
  });

  it('is read through strings over several lines and dotted keys', () => {
    expect(readPyproject('project.requires-python = ">=3.12"\n')?.requiresPython).toBe('>=3.12');
    expect(readPyproject('[project]\ndescription = """\n[x]\n"""\nname = "My_App"\n')?.name).toBe('my-app');
  });

  it('is unknown where the file is no TOML', () => {
    expect(readPyproject('[project\n')).toBeNull();
    expect(readPyproject('name = "a"\nname = "b"\n')).toBeNull();
  });

  it('has the dependencies, extras and groups, with what groups include', () => {
    const project = readPyproject(
      '[project]\nname = "app"\ndependencies = ["Flask>=3; python_version > \'3.9\'", "uvicorn[standard]"]\n' +
        '[project.optional-dependencies]\npg = ["psycopg[binary]"]\n' +
        '[dependency-groups]\ndev = ["pytest", {include-group = "Lint"}]\nlint = ["ruff==0.8.0", {include-group = "dev"}]\n',
    );
    expect(
      project?.dependencies.map(({ name, extras, specifier, marker }) => [name, extras, specifier, marker]),
    ).toEqual([
      ['flask', [], '>=3', "python_version > '3.9'"],
      ['uvicorn', ['standard'], '', null],
    ]);
    expect(project?.extras.get('pg')?.map(({ name }) => name)).toEqual(['psycopg']);
    expect(project?.groups.get('dev')?.dependencies.map(({ name }) => name)).toEqual(['pytest', 'ruff']);
  });

  it('has the tables of Poetry, with optional dependencies in extras only', () => {
    const project = readPyproject(
      '[tool.poetry]\nname = "app"\n[tool.poetry.dependencies]\npython = "^3.11"\nflask = "^3"\n' +
        'psycopg = { version = ">=3.2", optional = true }\nnumpy = [{ version = "1.26", markers = "python_version < \'3.12\'" }, { version = ">=2" }]\n' +
        '[tool.poetry.extras]\npg = ["psycopg"]\n',
    );
    expect(project?.dependencies.map(({ name, specifier }) => `${name}${specifier}`)).toEqual([
      'flask',
      'numpy',
      'numpy>=2',
    ]);
    expect(project?.extras.get('pg')?.map(({ name, specifier }) => `${name}${specifier}`)).toEqual(['psycopg>=3.2']);
  });

  it('tells whether there are dependencies for development', () => {
    const grouped = readPyproject('[dependency-groups]\ndev = ["pytest"]\n');
    const plain = readPyproject('[project]\nname = "app"\n');
    const old = readPyproject('[tool.poetry.group.dev.dependencies]\npytest = "*"\n');
    if (grouped === null || plain === null || old === null) throw new Error('These can be read.');
    expect(hasDevelopmentGroup(grouped, 'uv')).toBe(true);
    expect(hasDevelopmentGroup(plain, 'uv')).toBe(false);
    expect(hasDevelopmentGroup(old, 'poetry')).toBe(true);
    expect(hasDevelopmentGroup(plain, 'poetry')).toBe(false);
    const optional = readPyproject(
      '[tool.poetry.group.dev]\noptional = true\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n',
    );
    const unasked = readPyproject('[dependency-groups]\ndev = ["pytest"]\n[tool.uv]\ndefault-groups = []\n');
    if (optional === null || unasked === null) throw new Error('These can be read.');
    expect(hasDevelopmentGroup(optional, 'poetry')).toBe(false);
    expect(hasDevelopmentGroup(unasked, 'uv')).toBe(false);
  });

  it('knows a Poetry project without a package', () => {
    expect(readPyproject('[tool.poetry]\npackage-mode = false\n')?.packageMode).toBe(false);
    expect(readPyproject('[tool.poetry]\nname = "app"\n')?.packageMode).toBe(true);
  });
});

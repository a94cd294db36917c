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

  it('is unknown where a string runs over several lines or a key is dotted', () => {
    expect(readPyproject('[project]\ndescription = """\n[x]\n"""\n')).toBeNull();
    expect(readPyproject('project.requires-python = ">=3.12"\n')).toBeNull();
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
  });

  it('knows a Poetry project without a package', () => {
    expect(readPyproject('[tool.poetry]\npackage-mode = false\n')?.packageMode).toBe(false);
    expect(readPyproject('[tool.poetry]\nname = "app"\n')?.packageMode).toBe(true);
  });
});

import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDockerfiles, searchLimits } from './find-dockerfiles';
import { type FixtureFolder, makeFixtureFolder } from './testing/fixture-folder';

let folder: FixtureFolder;

beforeEach(() => {
  folder = makeFixtureFolder();
});

afterEach(() => folder.remove());

describe('the search for Dockerfiles', () => {
  const names: readonly [string, boolean][] = [
    ['Dockerfile', true],
    ['Dockerfile.dev', true],
    ['web.Dockerfile', true],
    ['web.dockerfile', true],
    ['Containerfile', true],
    ['services/api/Containerfile.prod', true],
    ['Dockerfile.dockerignore', false],
    ['web.Dockerfile.dockerignore', false],
    ['.dockerignore', false],
    ['.Dockerfile', false],
    ['Dockerfiles.md', false],
    ['docker-compose.yml', false],
    ['node_modules/some/Dockerfile', false],
    ['.git/Dockerfile', false],
    ['.venv/Dockerfile', false],
  ];
  it.each(names)('takes %s for one: %s', (name, taken) => {
    folder.write(name, 'FROM scratch\n');
    expect(findDockerfiles(folder.path)).toEqual({ paths: taken ? [path.normalize(name)] : [], cut: false });
  });

  it('passes over environments of any name, and what links lead to', () => {
    folder.write('environment/pyvenv.cfg', 'home = /usr\n');
    folder.write('environment/Dockerfile', 'FROM scratch\n');
    folder.write('real/Dockerfile', 'FROM scratch\n');
    symlinkSync('..', path.join(folder.path, 'real/up'));
    symlinkSync('real', path.join(folder.path, 'linked'));
    expect(findDockerfiles(folder.path).paths).toEqual([path.join('real', 'Dockerfile')]);
  });

  it('names those nearest to the folder first', () => {
    for (const name of ['a/b/Dockerfile', 'z/Dockerfile', 'Dockerfile']) folder.write(name, '');
    expect(findDockerfiles(folder.path).paths).toEqual(
      ['Dockerfile', 'z/Dockerfile', 'a/b/Dockerfile'].map(path.normalize),
    );
  });

  it('ends at its bound, and says so', () => {
    for (let index = 0; index <= searchLimits.found; index += 1) folder.write(`Dockerfile.${index}`, '');
    const { paths, cut } = findDockerfiles(folder.path);
    expect(paths).toHaveLength(searchLimits.found);
    expect(cut).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { installedFromLock, type LockTarget } from './install';
import {
  pdmLock,
  pdmProject,
  pipfileLock,
  poetryLock11,
  poetryLock20,
  poetryLock21,
  poetryProject,
  pylock,
  uvLock,
  uvWorkspaceLock,
} from './locks.fixture';
import { lockFormatOf, readLockFile } from './read-lock';
import { readSelection } from './select';
import type { LockFile } from './types';

function read(path: string, text: string, pyproject?: string): LockFile {
  const lock = readLockFile(path, text, pyproject);
  if (lock === null) throw new Error(`${path} is the name of a lock file.`);
  return lock;
}

function names(lock: LockFile, target: Partial<LockTarget> = {}): readonly string[] {
  return installedFromLock(lock, { python: '3.13', ...target })
    .packages.map((entry) => `${entry.name} ${entry.version ?? '?'}`)
    .toSorted();
}

describe('a lock file', () => {
  it.each([
    ['uv.lock', 'uv'],
    ['services/api/poetry.lock', 'poetry'],
    ['pylock.toml', 'pylock'],
    ['pylock.production.toml', 'pylock'],
    ['Pipfile.lock', 'pipfile'],
    ['pdm.lock', 'pdm'],
    ['package-lock.json', null],
    ['pylock.a.b.toml', null],
  ])('is known by its name: %s', (path, format) => {
    expect(lockFormatOf(path)).toBe(format);
  });

  it('that cannot be read has a problem and no packages', () => {
    for (const path of ['uv.lock', 'poetry.lock', 'pylock.toml', 'Pipfile.lock', 'pdm.lock']) {
      const lock = read(path, '[[package]\nname = ');
      expect(lock.packages).toEqual([]);
      expect(lock.problems).toHaveLength(1);
      expect(installedFromLock(lock, { python: '3.13' }).packages).toEqual([]);
    }
  });

  it('never throws, whatever it holds', () => {
    const path = fc.constantFrom('uv.lock', 'poetry.lock', 'pylock.toml', 'Pipfile.lock', 'pdm.lock');
    const whole = fc.constantFrom(
      uvLock,
      uvWorkspaceLock,
      poetryLock21,
      poetryLock20,
      poetryLock11,
      pylock,
      pipfileLock,
      pdmLock,
    );
    const cut = fc
      .tuple(whole, fc.nat(), fc.nat(40), fc.string())
      .map(
        ([text, at, length, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + length),
      );
    fc.assert(
      fc.property(path, fc.oneof(fc.string(), cut), fc.option(fc.constant(poetryProject)), (name, text, project) => {
        const lock = read(name, text, project ?? undefined);
        const { packages } = installedFromLock(lock, { python: '3.13', extras: 'all', groups: 'all' });
        expect(packages.length).toBeLessThanOrEqual(lock.packages.length);
      }),
    );
  });

  it('of any kind installs no less with every group and extra', () => {
    const lock = fc.constantFrom(
      read('uv.lock', uvLock),
      read('poetry.lock', poetryLock21, poetryProject),
      read('poetry.lock', poetryLock20, poetryProject),
      read('poetry.lock', poetryLock11, poetryProject),
      read('pylock.toml', pylock),
      read('Pipfile.lock', pipfileLock),
      read('pdm.lock', pdmLock, pdmProject),
    );
    const python = fc.constantFrom('3.9', '3.11', '3.12', '3.13', null);
    const some = fc.subarray(['dev', 'docs']);
    fc.assert(
      fc.property(lock, python, some, fc.subarray(['pg']), (each, version, groups, extras) => {
        const part = names(each, { python: version, groups, extras, noDefaultGroups: true });
        const all = new Set(names(each, { python: version, groups: 'all', extras: 'all' }));
        expect(part.filter((name) => !all.has(name))).toEqual([]);
      }),
    );
  });
});

describe('what is installed from a uv.lock', () => {
  const lock = read('uv.lock', uvLock);

  it('is what the project needs, and the group for development', () => {
    expect(names(lock)).toEqual(['click 8.2.0', 'flask 3.0.3', 'numpy 2.2.0', 'ruff 0.8.0', 'uvloop 0.21.0']);
  });

  it('leaves the group out where it is told to', () => {
    expect(names(lock, { noDev: true })).not.toContain('ruff 0.8.0');
    expect(names(lock, { noDefaultGroups: true })).not.toContain('ruff 0.8.0');
    const none = '[project]\nname = "sample-app"\n[tool.uv]\ndefault-groups = []\n';
    expect(names(read('uv.lock', uvLock, none))).not.toContain('ruff 0.8.0');
  });

  it('takes the version that the Python of the image asks for', () => {
    expect(names(lock, { python: '3.11', noDev: true })).toContain('numpy 1.26.4');
  });

  it('follows extras of extras', () => {
    expect(names(lock, { noDev: true, extras: ['PG'] })).toEqual([
      'click 8.2.0',
      'flask 3.0.3',
      'numpy 2.2.0',
      'psycopg 3.2.1',
      'psycopg-binary 3.2.1',
      'uvloop 0.21.0',
    ]);
    expect(names(lock, { noDev: true, extras: 'all', python: '3.12' })).toContain('typing-extensions 4.12.2');
  });

  it('is one group alone where only that is asked for', () => {
    expect(names(lock, { only: ['docs'] })).toEqual(['typing-extensions 4.12.2']);
  });

  it('tells what is asked for by name, and what only development needs', () => {
    const { packages } = installedFromLock(lock, { python: '3.13' });
    const byName = new Map(packages.map((entry) => [entry.name, entry]));
    expect(byName.get('flask')).toMatchObject({ direct: true, development: false });
    expect(byName.get('uvloop')).toMatchObject({ direct: false, development: false });
    expect(byName.get('ruff')).toMatchObject({ direct: true, development: true });
    expect(byName.get('click')).toMatchObject({ development: false });
  });

  it('comes with the size of the file that fits, or the source where none does', () => {
    const { packages } = installedFromLock(lock, { python: '3.13' });
    const byName = new Map(packages.map((entry) => [entry.name, entry.file]));
    expect(byName.get('flask')).toEqual({
      kind: 'wheel',
      file: { fileName: 'flask-3.0.3-py3-none-any.whl', bytes: 101_735 },
    });
    expect(byName.get('uvloop')).toEqual({
      kind: 'source',
      file: { fileName: 'uvloop-0.21.0.tar.gz', bytes: 2_492_741 },
    });
    expect(byName.get('numpy')).toEqual({ kind: 'unknown' });
    const musl = installedFromLock(lock, { python: '3.13', platform: { machine: 'x86_64', libc: 'musl' } });
    expect(musl.packages.find((entry) => entry.name === 'ruff')?.file).toMatchObject({ file: { bytes: 11_540_000 } });
  });

  it('includes the project unless told otherwise', () => {
    expect(installedFromLock(lock, { python: '3.13' }).projects).toEqual([{ name: 'sample-app', path: '.' }]);
    expect(installedFromLock(lock, { python: '3.13', projects: 'leave-root' }).projects).toEqual([]);
    const virtual = read('uv.lock', uvLock.replace('editable = "."', 'virtual = "."'));
    expect(installedFromLock(virtual, { python: '3.13' }).projects).toEqual([]);
  });

  it('is everything of a workspace that has no project of its own', () => {
    const workspace = read('uv.lock', uvWorkspaceLock);
    expect(names(workspace)).toEqual(['click 8.2.0', 'iniconfig 2.3.1']);
    expect(names(workspace, { noDev: true })).toEqual(['click 8.2.0']);
    expect(installedFromLock(workspace, { python: '3.13' }).projects).toEqual([{ name: 'api', path: 'packages/api' }]);
  });

  it('heeds the names that stand for extras which exclude each other', () => {
    const conflicting = uvLock.replace(
      '{ name = "flask" }, {',
      '{ name = "flask" }, { name = "typing-extensions", marker = "extra == \'extra-10-sample-app-pg\'" }, {',
    );
    const with_ = read('uv.lock', conflicting);
    expect(names(with_, { noDev: true })).not.toContain('typing-extensions 4.12.2');
    expect(names(with_, { noDev: true, extras: ['pg'] })).toContain('typing-extensions 4.12.2');
  });
});

describe.each([
  ['2.1', poetryLock21],
  ['2.0', poetryLock20],
  ['1.1', poetryLock11],
])('what is installed from a poetry.lock of version %s', (version, text) => {
  const lock = read('poetry.lock', text, poetryProject);

  it('is what the project needs, and every group that is not optional', () => {
    const expected = ['click 8.2.0', 'flask 3.0.3', 'pytest 8.3.3'];
    // The category of the old form says no more than that it is not for development.
    const got = names(lock).filter((name) => version !== '1.1' || !/^(?:mkdocs|colorama)/.test(name));
    expect(got).toEqual(expected);
  });

  it('is the project alone with --only main', () => {
    expect(names(lock, { only: ['main'] })).not.toContain('pytest 8.3.3');
    expect(names(lock, { without: ['dev'] })).not.toContain('pytest 8.3.3');
  });

  it('has the packages of an extra only where it is asked for', () => {
    expect(names(lock)).not.toContain('psycopg-binary 3.2.1');
    expect(names(lock, { extras: ['pg'] })).toContain('psycopg 3.2.1');
    expect(names(lock, { extras: ['pg'] })).toContain('psycopg-binary 3.2.1');
  });

  it('tells what is asked for by name', () => {
    const { packages } = installedFromLock(lock, { python: '3.13' });
    expect(packages.find((entry) => entry.name === 'flask')).toMatchObject({ direct: true, development: false });
    expect(packages.find((entry) => entry.name === 'click')).toMatchObject({ direct: false });
    expect(packages.find((entry) => entry.name === 'pytest')).toMatchObject({ direct: true, development: true });
  });
});

describe('a poetry.lock by itself', () => {
  it('is read as far as it tells, with what nothing pulls in as the start', () => {
    expect(names(read('poetry.lock', poetryLock20))).toContain('flask 3.0.3');
    expect(names(read('poetry.lock', poetryLock20))).not.toContain('psycopg-binary 3.2.1');
    expect(names(read('poetry.lock', poetryLock21), { only: ['main'] })).toEqual(['click 8.2.0', 'flask 3.0.3']);
  });
});

describe('what is installed from the other lock files', () => {
  it('is what the markers of a pylock.toml say', () => {
    const lock = read('pylock.toml', pylock);
    expect(names(lock)).toEqual(['click 8.2.0', 'flask 3.0.3', 'pytest 8.3.3']);
    expect(names(lock, { noDefaultGroups: true, extras: ['pg'] })).toEqual([
      'click 8.2.0',
      'flask 3.0.3',
      'psycopg 3.2.1',
    ]);
    expect(installedFromLock(lock, { python: '3.13' }).packages[0]).toMatchObject({ name: 'flask', direct: true });
  });

  it('is the default section of a Pipfile.lock', () => {
    const lock = read('Pipfile.lock', pipfileLock);
    expect(names(lock)).toEqual(['click 8.2.0', 'flask 3.0.3', 'tool ?']);
    expect(names(lock, readSelection('pipenv', [{ name: '--dev', value: null }]))).toContain('pytest 8.3.3');
    expect(lock.requiresPython).toBe('==3.13.*');
    expect(installedFromLock(lock, { python: '3.13' }).packages[0]).toMatchObject({
      direct: true,
      file: { kind: 'unknown' },
    });
  });
});

describe('the options of an install', () => {
  const given = (text: string) =>
    text.split(' ').map((word) => {
      const [name = '', value = null] = word.split('=');
      return { name, value };
    });

  it.each([
    ['uv', '--no-dev --extra=pg --no-install-project', { noDev: true, extras: ['pg'], projects: 'leave-root' }],
    ['uv', '--only-group=docs', { only: ['docs'], projects: 'leave-root' }],
    ['uv', '--all-groups --all-extras', { groups: 'all', extras: 'all' }],
    ['poetry', '--only=main', { only: ['main'], projects: 'install' }],
    ['poetry', '--without=dev,docs --no-root', { without: ['dev', 'docs'], projects: 'leave-root' }],
    ['poetry', '-E=pg', { extras: ['pg'] }],
    ['pipenv', '--deploy', { groups: [] }],
  ] as const)('%s %s are read', (tool, text, expected) => {
    expect(readSelection(tool, given(text))).toMatchObject(expected);
  });

  it('of Poetry can leave out all dependencies', () => {
    const lock = read('poetry.lock', poetryLock21, poetryProject);
    const installed = installedFromLock(lock, { python: '3.13', ...readSelection('poetry', given('--only-root')) });
    expect(installed.packages).toEqual([]);
    expect(installed.projects).toEqual([{ name: 'sample-app', path: '.' }]);
  });
});

describe('what is installed from a pdm.lock', () => {
  const lock = read('pdm.lock', pdmLock, pdmProject);
  const select = (...options: readonly (readonly [string, string | null])[]) =>
    names(
      lock,
      readSelection(
        'pdm',
        options.map(([name, value]) => ({ name, value })),
      ),
    );

  it('is what the project needs, and every group for development, but no extra', () => {
    expect(select()).toEqual(['click 8.2.0', 'flask 3.0.3', 'mkdocs 1.6.1', 'pytest 8.3.3']);
  });

  it('is the project alone in production', () => {
    expect(select(['--prod', null])).toEqual(['click 8.2.0', 'flask 3.0.3']);
  });

  it('has an extra where it is asked for, each package once', () => {
    expect(select(['--prod', null], ['-G', 'pg'])).toEqual([
      'click 8.2.0',
      'flask 3.0.3',
      'psycopg 3.2.1',
      'psycopg-binary 3.2.1',
    ]);
  });

  it('leaves out what only another system needs, and builds the project’s own folders', () => {
    const { packages, projects } = installedFromLock(lock, { python: '3.13', noDefaultGroups: true });
    expect(packages.map(({ name }) => name)).not.toContain('colorama');
    expect(projects.map(({ name }) => name)).toEqual(['sample-app', 'own-library']);
    expect(packages.find(({ name }) => name === 'flask')).toMatchObject({ direct: true, file: { kind: 'wheel' } });
  });

  it('takes every group for one of development where the project’s own file is not there', () => {
    expect(names(read('pdm.lock', pdmLock))).toContain('psycopg 3.2.1');
  });
});

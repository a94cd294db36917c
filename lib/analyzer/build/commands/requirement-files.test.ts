import { describe, expect, it } from 'vitest';
import { walk } from '../testing/project';

const dockerfile = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n';

function install(requirements: string, more: Readonly<Record<string, string>> = {}, text = dockerfile) {
  const { failures, target, unknown } = walk(text, { 'requirements.txt': requirements, ...more });
  const packages = target?.after.pythonEnvironments[0]?.packages ?? [];
  return {
    failures: failures.map(({ code }) => code),
    versions: new Map(packages.map((entry) => [entry.name, entry.version])),
    unknown,
  };
}

const hash = `--hash=sha256:${'0'.repeat(64)}`;

describe('what pip reads from requirements files', () => {
  it.each([
    ['continuations', 'flask==3.0.3 \\\n  # a comment\nsix==1.17.0\n', ['flask', 'six']],
    ['CRLF and a byte order mark', '\uFEFFflask==3.0.3\r\nsix==1.17.0\r\n', ['flask', 'six']],
    ['comments', '# first\nflask==3.0.3 # why\n\n   # last\n', ['flask']],
    ['extras', 'uvicorn[standard]==0.32.0\n', ['uvicorn', 'uvloop']],
    ['markers that hold', 'flask==3.0.3 ; python_version >= "3.9"\n', ['flask']],
    ['a URL with a name', 'six @ https://example.org/six-1.17.0-py2.py3-none-any.whl\n', ['six']],
    ['a file with a name', 'six @ file:///app/six-1.17.0-py2.py3-none-any.whl\n', ['six']],
    ['a repository', 'git+https://example.org/a/six.git#egg=six\nflask\n', ['six', 'flask']],
    ['variables of the environment', 'flask==${FLASK_VERSION}\n', ['flask']],
    ['an index of its own', '--index-url https://example.org/simple\nflask==3.0.3\n', ['flask']],
    ['hashes', `six==1.17.0 \\\n    ${hash} \\\n    ${hash}\n`, ['six']],
    ['a line that it refuses, beside those that it takes', 'flask==3.0.3\n=== what\nsix==1.17.0\n', ['flask', 'six']],
  ])('%s', (_what, requirements, names) => {
    const text = dockerfile.replace('RUN', 'ENV FLASK_VERSION=3.0.3\nRUN');
    const { versions, failures } = install(requirements, {}, text);
    expect(failures).toEqual([]);
    expect([...versions.keys()]).toEqual(expect.arrayContaining(names));
  });

  it('leaves out what a marker excludes', () => {
    expect([...install('flask\ncolorama ; sys_platform == "win32"\n').versions.keys()]).not.toContain('colorama');
  });

  it('takes the version that a variable names', () => {
    const text = dockerfile.replace('RUN', 'ENV FLASK_VERSION=3.0.3\nRUN');
    expect(install('flask==${FLASK_VERSION}\n', {}, text).versions.get('flask')).toBe('3.0.3');
  });

  it('follows files within files, seen from the folder of each', () => {
    const { versions, failures } = install('-r requirements/base.txt\n', {
      'requirements/base.txt': '-r more/six.txt\n-c limits.txt\nflask\n',
      'requirements/more/six.txt': 'six\n',
      'requirements/limits.txt': 'flask==3.0.3\n',
    });
    expect(failures).toEqual([]);
    expect(versions.has('six')).toBe(true);
    expect(versions.get('flask')).toBe('3.0.3');
  });

  it('ends where files take each other in', () => {
    const { versions, failures } = install('-r other.txt\nflask\n', {
      'other.txt': '-r requirements.txt\n-r other.txt\nsix\n',
    });
    expect(failures).toEqual([]);
    expect([...versions.keys()]).toEqual(expect.arrayContaining(['flask', 'six']));
  });

  it('stops where a file that another takes in was not copied', () => {
    const text = dockerfile.replace('COPY . .', 'COPY requirements.txt .');
    expect(install('-r base.txt\nflask\n', { 'base.txt': 'six\n' }, text).failures).toEqual(['missing-requirements']);
    expect(install('-r https://example.org/base.txt\n', {}, text).failures).toEqual([]);
    expect(install('-r ${BASE}\n', {}, text).failures).toEqual([]);
  });

  it('says which file nobody could read', () => {
    expect(install('-r https://example.org/base.txt\n').unknown.some((what) => what.includes('base.txt'))).toBe(true);
  });

  it('stops where some requirements have hashes and another has none', () => {
    expect(install(`six==1.17.0 ${hash}\nflask==3.0.3\n`).failures).toEqual(['hash-missing']);
    const more = dockerfile.replace('requirements.txt\n', 'requirements.txt gunicorn\n');
    expect(install(`six==1.17.0 ${hash}\n`, {}, more).failures).toEqual(['hash-missing']);
    expect(install(`six==1.17.0 ${hash}\nflask==3.0.3 ; sys_platform == "win32"\n`).failures).toEqual([]);
    const uv =
      'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install uv && uv pip install --system -r requirements.txt\n';
    expect(install(`six==1.17.0 ${hash}\nflask==3.0.3\n`, {}, uv).failures).toEqual([]);
  });

  it('is not judged by the public index where a file names another', () => {
    const alpine = 'FROM python:3.13-alpine\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n';
    expect(install('mysqlclient==2.2.4\n', {}, alpine).failures).toEqual(['no-compiler']);
    expect(install('--extra-index-url https://example.org/musl\nmysqlclient==2.2.4\n', {}, alpine).failures).toEqual(
      [],
    );
  });

  it('reads a project in the place of a requirements file, where uv does', () => {
    const project =
      '[project]\nname = "own"\ndependencies = ["flask==3.0.3"]\n[project.optional-dependencies]\nserve = ["gunicorn"]\n[dependency-groups]\ndev = ["pytest"]\n';
    const uv = (words: string) =>
      install(
        '',
        { 'pyproject.toml': project },
        `FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install uv && uv pip install --system ${words}\n`,
      );
    const plain = uv('-r pyproject.toml');
    expect(plain.failures).toEqual([]);
    expect(plain.versions.get('flask')).toBe('3.0.3');
    expect(plain.versions.has('gunicorn')).toBe(false);
    const more = uv('-r pyproject.toml --extra serve --group dev').versions;
    expect([...more.keys()]).toEqual(expect.arrayContaining(['flask', 'gunicorn', 'pytest']));
  });

  it('takes bounded time for a file of ten thousand lines and a chain of a hundred files', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`f${index}.txt`, `-r f${index + 1}.txt\nsix\n`]),
    );
    const { failures } = install(
      `-r f0.txt\n${'package-of-nobody==1.0 ; python_version > "3"\n'.repeat(10_000)}`,
      chain,
    );
    expect(failures.length).toBeLessThanOrEqual(1);
  });
});

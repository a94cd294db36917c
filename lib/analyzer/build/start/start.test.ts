import { describe, expect, it } from 'vitest';
import { walk } from '../testing/project';

const lines = (...text: readonly string[]) => `${text.join('\n')}\n`;

function startOf(dockerfile: string, files: Readonly<Record<string, string>>) {
  return walk(dockerfile, files).failures.map(({ code, when }) => `${when}: ${code}`);
}

describe('an application that a server names', () => {
  const run = (command: string, source: string, more: Readonly<Record<string, string>> = {}) =>
    startOf(
      lines(
        'FROM python:3.13-slim',
        'RUN pip install flask gunicorn uvicorn',
        'WORKDIR /app',
        'COPY . .',
        `CMD ${command}`,
      ),
      { 'main.py': source, ...more },
    );
  const missing = ['start: attribute-not-found'];

  it.each([
    [
      'a name that the module does not define',
      '["gunicorn", "main:app"]',
      'from flask import Flask\napplication = Flask("x")\n',
      missing,
    ],
    [
      'the name that it does define',
      '["gunicorn", "main:application"]',
      'from flask import Flask\napplication = Flask("x")\n',
      [],
    ],
    [
      'one that only a function makes',
      '["uvicorn", "main:app"]',
      'def create_app():\n    app = object()\n    return app\n',
      missing,
    ],
    [
      'the factory itself',
      '["uvicorn", "--factory", "main:create_app"]',
      'def create_app():\n    return object()\n',
      [],
    ],
    ['a call of the factory', '["gunicorn", "main:create_app()"]', 'def create_app():\n    return object()\n', []],
    [
      'a call of a factory of another name',
      '["gunicorn", "main:make_app()"]',
      'def create_app():\n    return object()\n',
      missing,
    ],
    ['a part of a name', '["gunicorn", "main:dash.server"]', 'import x\ndash = x.Dash()\n', []],
    ['what an import brings', '["gunicorn", "main:app"]', 'from wiring import app\nport = 1\n', []],
    ['what an import of everything may bring', '["gunicorn", "main:app"]', 'from wiring import *\nport = 1\n', []],
    ['what a try may bring', '["gunicorn", "main:app"]', 'try:\n    app = 1\nexcept Exception:\n    raise\n', []],
    [
      'a socket, which is no application',
      '["gunicorn", "-b", "unix:app.sock", "main:application"]',
      'application = 1\n',
      [],
    ],
    ['a name that flask looks for itself', '["flask", "--app", "main", "run"]', 'server = 1\n', []],
    ['a name that flask is told', '["flask", "--app", "main:app", "run"]', 'server = 1\n', missing],
    ['a module run by Python', '["python", "-m", "uvicorn", "main:app"]', 'server = 1\n', missing],
  ])('%s', (_why, command, source, expected) => {
    expect(run(command, source)).toEqual(expected);
  });

  it('may be a module of the package, or be put there by another file', () => {
    expect(run('["gunicorn", "pack:app"]', '', { 'pack/__init__.py': 'version = 1\n', 'pack/app.py': '' })).toEqual([]);
    expect(run('["gunicorn", "pack:app"]', '', { 'pack/__init__.py': 'version = 1\n' })).toEqual(missing);
    expect(
      run('["gunicorn", "main:app"]', 'import late\nport = 1\n', { 'late.py': 'import main\nmain.app = 1\n' }),
    ).toEqual([]);
  });

  it('is told what the module does define', () => {
    const { failures } = walk(
      lines('FROM python:3.13-slim', 'RUN pip install gunicorn', 'COPY main.py .', 'CMD ["gunicorn", "main:app"]'),
      { 'main.py': 'application = object()\n' },
    );
    expect(failures[0]?.remedy).toContain('`main:application`');
  });
});

describe('a virtual environment from another image', () => {
  const build = (first: string, last: string, source = 'print(1)\n', command = '["/opt/venv/bin/python", "main.py"]') =>
    startOf(
      lines(
        `FROM ${first} AS build`,
        'RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install numpy fastapi uvicorn markupsafe',
        `FROM ${last}`,
        'COPY --from=build /opt/venv /opt/venv',
        'WORKDIR /app',
        'COPY main.py .',
        `CMD ${command}`,
      ),
      { 'main.py': source },
    );

  it.each([
    ['of the same kind', 'python:3.13-slim', 'python:3.13-slim', 'import numpy\n', []],
    ['of the full variant', 'python:3.13', 'python:3.13-slim', 'import numpy\n', []],
    ['of another libc, where nothing compiled is imported', 'python:3.13', 'python:3.13-alpine', 'import json\n', []],
    [
      'of another libc, where a package with a part in Python is',
      'python:3.13',
      'python:3.13-alpine',
      'import markupsafe\n',
      [],
    ],
    ['of another libc', 'python:3.13', 'python:3.13-alpine', 'import numpy\n', ['start: compiled-for-another-libc']],
    [
      'of another libc, the other way round',
      'python:3.13-alpine',
      'python:3.13-slim',
      'import fastapi\n',
      ['start: compiled-for-another-libc'],
    ],
    [
      'of another Python',
      'python:3.12-slim',
      'python:3.13-slim',
      'print(1)\n',
      ['start: environment-without-its-python'],
    ],
  ])('%s', (_why, first, last, source, expected) => {
    expect(build(first, last, source)).toEqual(expected);
  });

  it('points nowhere where the same Python lies at another path', () => {
    const last = lines('debian:trixie-slim', 'RUN apt-get update && apt-get install -y python3').trim();
    expect(build('python:3.13-slim', last)).toEqual(['start: environment-without-its-python']);
    expect(build('python:3.12-slim', last)).toEqual(['start: environment-without-its-python']);
  });

  it('is not judged by its link where it was made with --copies', () => {
    const text = (option: string) =>
      lines(
        'FROM python:3.13-slim AS build',
        `RUN python -m venv ${option} /opt/venv`,
        'FROM debian:trixie-slim',
        'RUN apt-get update && apt-get install -y python3',
        'COPY --from=build /opt/venv /opt/venv',
        'COPY main.py .',
        'CMD ["/opt/venv/bin/python", "main.py"]',
      );
    expect(startOf(text('--copies'), { 'main.py': 'print(1)\n' })).toEqual([]);
    expect(startOf(text(''), { 'main.py': 'print(1)\n' })).toEqual(['start: environment-without-its-python']);
  });

  it('may be bridged on Alpine', () => {
    const text = lines(
      'FROM python:3.13-slim AS build',
      'RUN pip install --target /deps numpy',
      'FROM python:3.13-alpine',
      'RUN apk add --no-cache gcompat',
      'COPY --from=build /deps /deps',
      'ENV PYTHONPATH=/deps',
      'COPY main.py .',
      'CMD ["python", "main.py"]',
    );
    expect(startOf(text, { 'main.py': 'import numpy\n' })).toEqual([]);
    expect(startOf(text.replace('RUN apk add --no-cache gcompat\n', ''), { 'main.py': 'import numpy\n' })).toEqual([
      'start: compiled-for-another-libc',
    ]);
  });
});

describe('a folder of packages from another image', () => {
  const build = (first: string, last: string, source: string) =>
    startOf(
      lines(
        `FROM ${first} AS build`,
        'RUN pip install --target /deps numpy flask',
        `FROM ${last}`,
        'COPY --from=build /deps /deps',
        'ENV PYTHONPATH=/deps',
        'COPY main.py .',
        'CMD ["python", "main.py"]',
      ),
      { 'main.py': source },
    );

  it.each([
    ['fits the same Python', 'python:3.12', 'python:3.12-slim', 'import numpy\n', []],
    ['fits another where nothing compiled is imported', 'python:3.12', 'python:3.13-slim', 'import flask\n', []],
    [
      'does not where it is',
      'python:3.12',
      'python:3.13-slim',
      'import numpy\n',
      ['start: compiled-for-another-python'],
    ],
  ])('%s', (_why, first, last, source, expected) => {
    expect(build(first, last, source)).toEqual(expected);
  });
});

describe('a Python copied onto an image without one', () => {
  const build = (...copies: readonly string[]) =>
    startOf(
      lines(
        'FROM python:3.13-slim AS build',
        'RUN pip install flask && python -m venv /opt/venv',
        'FROM debian:trixie-slim',
        ...copies,
        'COPY main.py .',
        'CMD ["python3", "main.py"]',
      ),
      { 'main.py': 'import flask\n' },
    );

  it.each([
    ['as a whole', ['COPY --from=build /usr/local /usr/local']],
    [
      'its programs, then its library',
      ['COPY --from=build /usr/local/bin /usr/local/bin', 'COPY --from=build /usr/local/lib /usr/local/lib'],
    ],
    [
      'its library, then its programs',
      ['COPY --from=build /usr/local/lib /usr/local/lib', 'COPY --from=build /usr/local/bin /usr/local/bin'],
    ],
    [
      'its program by a pattern',
      ['COPY --from=build /usr/local/bin/python3* /usr/local/bin/', 'COPY --from=build /usr/local/lib /usr/local/lib'],
    ],
  ])('starts: %s', (_why, copies) => {
    expect(build(...copies)).toEqual([]);
  });

  it('does not where only its library came along', () => {
    expect(build('COPY --from=build /usr/local/lib /usr/local/lib')).toEqual(['start: command-not-found']);
  });
});

describe('another architecture, which FROM asks for', () => {
  const arm = 'FROM --platform=linux/arm64 python:3.13-slim';
  const get = (address: string, from: string) =>
    startOf(
      lines(
        from,
        'RUN apt-get update && apt-get install -y curl',
        `RUN curl -fsSL -o /usr/local/bin/tool ${address} && chmod +x /usr/local/bin/tool`,
        'ENTRYPOINT ["tool"]',
      ),
      {},
    );

  it.each([
    ['a program for it', 'https://example.org/v1/tool-linux-arm64', arm, []],
    ['one for another', 'https://example.org/v1/tool-linux-amd64', arm, ['start: compiled-for-another-machine']],
    [
      'one for another, by its other name',
      'https://example.org/tool_aarch64',
      arm.replace('arm64', 'amd64'),
      ['start: compiled-for-another-machine'],
    ],
    ['an archive, which may hold anything', 'https://example.org/tool-amd64.tar.gz', arm, []],
    ['an address that names neither', 'https://example.org/tool', arm, []],
    ['one for another, where nobody asks for any', 'https://example.org/tool-arm64', 'FROM python:3.13-slim', []],
    [
      'one for another, where the machine that builds decides',
      'https://example.org/tool-arm64',
      'FROM --platform=$BUILDPLATFORM python:3.13-slim',
      [],
    ],
    ['one that the build chooses', 'https://example.org/tool-$(dpkg --print-architecture)', arm, []],
  ])('%s', (_what, address, from, expected) => {
    expect(get(address, from)).toEqual(expected);
  });

  it('does not load what was compiled for another', () => {
    const text = (first: string) =>
      lines(
        `FROM --platform=linux/${first} python:3.13-slim AS build`,
        'RUN pip install --target /deps numpy',
        arm,
        'COPY --from=build /deps /deps',
        'ENV PYTHONPATH=/deps',
        'COPY main.py .',
        'CMD ["python", "main.py"]',
      );
    expect(startOf(text('amd64'), { 'main.py': 'import numpy\n' })).toEqual(['start: compiled-for-another-machine']);
    expect(startOf(text('arm64'), { 'main.py': 'import numpy\n' })).toEqual([]);
  });

  it('judges only what is known of it, and says whose sizes it shows', () => {
    const build = (from: string, requirement: string) => walk(lines(from, `RUN pip install ${requirement}`), {});
    const codes = (from: string, requirement: string) => build(from, requirement).failures.map(({ code }) => code);
    expect(codes('FROM --platform=linux/arm64 python:3.12-alpine', 'tensorflow-cpu==2.18.0')).toEqual([
      'no-matching-distribution',
    ]);
    expect(codes('FROM --platform=linux/arm64 python:3.12-slim', 'torch==2.5.1')).toEqual([]);
    expect(codes('FROM --platform=linux/arm64 python:3.12-slim', 'psycopg2')).toEqual(['no-compiler']);
    expect(codes('FROM --platform=linux/s390x python:3.12-alpine', 'tensorflow-cpu==2.18.0')).toEqual([]);
    expect(build(arm, 'flask').unknown).toContain('sizes on linux/arm64: those of linux/amd64 stand in for them');
    expect(build('FROM --platform=linux/amd64 python:3.13-slim', 'flask').unknown).toEqual([]);
  });
});

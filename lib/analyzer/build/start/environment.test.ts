import { describe, expect, it } from 'vitest';
import { lines, startOf } from '../testing/questions';

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

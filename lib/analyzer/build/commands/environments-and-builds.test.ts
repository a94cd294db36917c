import { describe, expect, it } from 'vitest';
import { stepAt, walk } from '../testing/project';
import { environmentAt, failuresOf, lines, names } from '../testing/questions';

describe('building a project', () => {
  const files = { 'pyproject.toml': '[project]\nname = "own"\nversion = "1"\n' };

  it.each([
    ['python -m build', 'RUN pip install build && python -m build --wheel --outdir /dist'],
    ['uv build', 'RUN pip install uv && uv build --wheel -o /dist'],
    ['hatch build', 'RUN pip install hatch && hatch build && mv dist /dist'],
    ['poetry build', 'RUN pip install poetry && poetry build -o /dist'],
    ['pip wheel', 'RUN pip wheel . -w /dist'],
  ])('%s: a later stage may take what it makes', (_name, step) => {
    const text = lines(
      'FROM python:3.13-slim AS build',
      'WORKDIR /src',
      'COPY . .',
      step,
      'FROM python:3.13-slim',
      'COPY --from=build /dist/*.whl /tmp/',
      'RUN pip install /tmp/*.whl',
    );
    expect(failuresOf(text, files)).toEqual([]);
  });

  it.each(['python -m build', 'uv build', 'flit build'])('%s stops where no project lies', (command) => {
    const text = lines('FROM python:3.13-slim', 'RUN pip install build uv flit', 'WORKDIR /src', `RUN ${command}`);
    expect(failuresOf(text, files)).toEqual([['missing-project', command]]);
  });
});

describe('environments by venv and virtualenv', () => {
  const size = (step: string) =>
    stepAt(walk(lines('FROM python:3.13-slim', 'RUN pip install virtualenv', `RUN ${step}`)), 2).bytes;

  it('are small without pip, and larger where the interpreter is copied', () => {
    expect(size('python -m venv --without-pip /v').likely).toBeLessThan(2_000_000);
    expect(size('python -m venv --without-pip --copies /v').high).toBeGreaterThan(
      size('python -m venv --without-pip /v').high,
    );
  });

  it('see the packages of the system’s Python where they are told to', () => {
    const files = { 'requirements.txt': 'flask\n', 'app.py': 'import flask\n' };
    const text = (option: string) =>
      lines(
        'FROM python:3.13-slim',
        'RUN pip install flask',
        `RUN python -m venv ${option} /v`,
        'WORKDIR /app',
        'COPY app.py .',
        'CMD ["/v/bin/python", "app.py"]',
      );
    expect(failuresOf(text('--system-site-packages'), files)).toEqual([]);
    expect(failuresOf(text(''), files).map(([code]) => code)).toEqual(['module-not-found']);
  });

  it('cannot get pip from ensurepip where Debian has switched it off', () => {
    const text = lines(
      'FROM debian:trixie-slim',
      'RUN apt-get update && apt-get install -y python3',
      'RUN python3 -m ensurepip',
    );
    expect(failuresOf(text)).toEqual([['command-fails', 'python3 -m ensurepip']]);
  });
});

describe('requirements that are compiled first', () => {
  it.each([
    ['pip-compile', 'RUN pip install pip-tools && pip-compile requirements.in && pip-sync'],
    [
      'uv pip compile',
      'RUN pip install uv && uv pip compile requirements.in -o requirements.txt && uv pip sync --system requirements.txt',
    ],
    [
      'the module of pip-tools',
      'RUN pip install pip-tools && python -m piptools compile -q requirements.in && pip install -r requirements.txt',
    ],
  ])('come to the same packages: %s', (_name, step) => {
    const { environment } = environmentAt(
      lines('FROM python:3.13-slim', 'COPY requirements.in .', step),
      '/usr/local',
      {
        'requirements.in': 'flask\n',
      },
    );
    expect(names(environment)).toEqual(expect.arrayContaining(['flask', 'werkzeug']));
  });

  it('stop where their source was not copied', () => {
    const text = lines(
      'FROM python:3.13-slim',
      'WORKDIR /app',
      'RUN pip install uv',
      'RUN uv pip compile requirements.in -o out.txt',
    );
    expect(failuresOf(text, { 'requirements.in': 'flask\n' })).toEqual([['missing-requirements', 'requirements.in']]);
  });
});

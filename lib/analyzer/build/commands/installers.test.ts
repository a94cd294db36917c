import { describe, expect, it } from 'vitest';
import { bytesOf, stepAt, walk } from '../testing/project';
import type { PythonEnvironment } from '../types';

/** What a build fails with: code and the text at its range. */
function failuresOf(dockerfile: string, files: Readonly<Record<string, string>> = {}) {
  return walk(dockerfile, files).failures.map(({ code, range }) => [code, dockerfile.slice(range.start, range.end)]);
}

function environmentAt(dockerfile: string, path: string, files: Readonly<Record<string, string>> = {}) {
  const { target, unknown } = walk(dockerfile, files);
  const environment = target?.after.pythonEnvironments.find((entry) => entry.path === path);
  return { environment, unknown };
}

function names(environment: PythonEnvironment | undefined): readonly string[] {
  return (environment?.packages ?? []).map((entry) => entry.name);
}

const lines = (...text: readonly string[]) => `${text.join('\n')}\n`;

describe('conda', () => {
  const file = lines(
    'name: service',
    'dependencies:',
    '  - python=3.11',
    '  - numpy',
    '  - pip:',
    '    - flask==3.0.3',
  );

  it('makes an environment of its name, with its Python, its packages and those of pip', () => {
    const { environment, unknown } = environmentAt(
      lines(
        'FROM continuumio/miniconda3',
        'COPY environment.yml .',
        'RUN conda env create -f environment.yml && conda clean -afy',
      ),
      '/opt/conda/envs/service',
      { 'environment.yml': file },
    );
    expect(environment).toMatchObject({ kind: 'conda', python: '3.11' });
    expect(names(environment)).toEqual(expect.arrayContaining(['numpy', 'flask', 'werkzeug']));
    expect(unknown).toContain('the size of the conda package numpy');
  });

  it('has a range that holds what such environments take, and says that it is one', () => {
    const build = walk(
      lines('FROM continuumio/miniconda3', 'RUN conda install -y dask numpy pandas && conda clean -afy'),
    );
    const { bytes } = stepAt(build, 1);
    expect(bytes.low).toBeLessThan(250_000_000);
    expect(bytes.high).toBeGreaterThan(900_000_000);
    expect(bytes.unknown.length).toBeGreaterThan(0);
  });

  it('keeps archives and indexes until they are cleaned in the same step', () => {
    const kept = walk(lines('FROM continuumio/miniconda3', 'RUN conda install -y numpy'));
    const cleaned = walk(lines('FROM continuumio/miniconda3', 'RUN conda install -y numpy && conda clean --all --yes'));
    expect(bytesOf(stepAt(kept, 1), 'caches')).toBeGreaterThan(10_000_000);
    expect(bytesOf(stepAt(cleaned, 1), 'caches')).toBe(0);
  });

  it('takes no more bytes for an environment file that nobody has read than it admits', () => {
    const build = walk(lines('FROM mambaorg/micromamba', 'RUN micromamba install -y -n base -f /tmp/env.yaml'));
    expect(stepAt(build, 1).bytes.high).toBeGreaterThan(1_000_000_000);
    expect(build.unknown).toContain('the packages in /tmp/env.yaml');
  });

  it('stops where the environment file was not copied', () => {
    expect(
      failuresOf(
        lines(
          'FROM python:3.13-slim',
          'WORKDIR /app',
          'COPY conda /usr/local/bin/',
          'RUN conda env create -f environment.yml',
        ),
        {
          conda: '#!/bin/sh\n',
          'environment.yml': file,
        },
      ),
    ).toEqual([['missing-requirements', 'environment.yml']]);
  });

  it('comes from its own installer, to the prefix that it is told', () => {
    const { environment } = environmentAt(
      lines(
        'FROM debian:trixie-slim',
        'ADD https://example.org/Miniforge3.sh /tmp/Miniforge3.sh',
        'RUN bash /tmp/Miniforge3.sh -b -p /opt/forge',
      ),
      '/opt/forge',
    );
    expect(environment?.kind).toBe('conda');
  });

  it('runs a command inside an environment', () => {
    const { environment } = environmentAt(
      lines(
        'FROM continuumio/miniconda3',
        'RUN conda create -y -n app python=3.12',
        'RUN conda run -n app pip install flask',
      ),
      '/opt/conda/envs/app',
    );
    expect(names(environment)).toContain('flask');
  });
});

describe('npm, Yarn and pnpm', () => {
  const lock = JSON.stringify({
    packages: {
      '': {},
      'node_modules/react': {},
      'node_modules/vite': { dev: true },
      'node_modules/fsevents': { optional: true, os: ['darwin'] },
    },
  });
  const files = {
    'package.json': JSON.stringify({ scripts: { build: 'vite build' }, dependencies: { react: '^19' } }),
    'package-lock.json': lock,
  };
  const head = ['FROM python:3.13', 'RUN apt-get update && apt-get install -y npm', 'WORKDIR /web'];

  it.each([
    ['npm ci without the lock file', ['COPY package.json .', 'RUN npm ci'], [['missing-project', 'npm ci']]],
    ['npm ci with it', ['COPY package.json package-lock.json ./', 'RUN npm ci && npm run build'], []],
    ['npm ci in a folder of a workspace', ['COPY package*.json ./', 'WORKDIR /web/packages/one', 'RUN npm ci'], []],
    ['npm install, which needs none', ['COPY package.json .', 'RUN npm install'], []],
    [
      'a script that package.json does not have',
      ['COPY package*.json ./', 'RUN npm ci', 'RUN npm run bundle'],
      [['missing-script', 'bundle']],
    ],
    ['a script that may be missing', ['COPY package*.json ./', 'RUN npm run bundle --if-present'], []],
    [
      'the same words to Yarn, which runs programs by them',
      ['COPY package*.json ./', 'RUN npm i -g yarn && yarn run vite'],
      [],
    ],
    [
      'pnpm told to keep to a lock that is not there',
      ['COPY package.json ./', 'RUN npm i -g pnpm && pnpm install --frozen-lockfile'],
      [['missing-project', 'pnpm install --frozen-lockfile']],
    ],
  ])('%s', (_why, steps, expected) => {
    expect(failuresOf(lines(...head, ...steps), files)).toEqual(expected);
  });

  it('counts the packages of the lock file, those for development where they are installed', () => {
    const size = (command: string) =>
      stepAt(walk(lines(...head, 'COPY package*.json ./', `RUN ${command} && npm cache clean --force`), files), 4)
        .bytes;
    expect(size('npm ci').likely).toBe(2 * size('npm ci --omit=dev').likely);
    expect(size('npm ci').unknown).toContain('the size of /web/node_modules');
  });

  it('leaves the rest of the image as it was: a step after it is still judged', () => {
    expect(
      failuresOf(
        lines(...head, 'COPY . .', 'RUN npm ci && npm run build', 'FROM python:3.13-slim', 'RUN curl x'),
        files,
      ),
    ).toEqual([['command-not-found', 'curl']]);
  });

  it('lets a later stage take what the build of the front end has written', () => {
    const text = lines(
      ...head,
      'COPY . .',
      'RUN npm ci && npm run build',
      'FROM nginx',
      'COPY --from=0 /web/dist /srv',
    );
    expect(failuresOf(text, files)).toEqual([]);
  });
});

describe('dnf and its kin', () => {
  it('brings a Python of that version, and packages of unknown size', () => {
    const { environment, unknown } = environmentAt(
      lines(
        'FROM fedora:42',
        'RUN dnf install -y python3.12 python3-pip gcc && dnf clean all',
        'RUN pip3 install flask',
      ),
      '/usr',
    );
    expect(environment).toMatchObject({ kind: 'system', python: '3.12' });
    expect(names(environment)).toContain('flask');
    expect(unknown).toContain('OS package gcc');
  });

  it('leaves its lists unless they are cleaned away', () => {
    const step = (command: string) => stepAt(walk(lines('FROM rockylinux:9', `RUN ${command}`)), 1);
    expect(bytesOf(step('microdnf install -y python3.11'), 'caches')).toBeGreaterThan(0);
    expect(bytesOf(step('microdnf install -y python3.11 && microdnf clean all'), 'caches')).toBe(0);
  });
});

describe('pipx and the tools of uv', () => {
  it('puts a program into an environment of its own, and links it where PATH finds it', () => {
    const text = lines(
      'FROM python:3.13-slim',
      'RUN pip install pipx && pipx install poetry==2.1.3',
      'ENV PATH=/root/.local/bin:$PATH',
      'RUN poetry --version',
    );
    const { environment } = environmentAt(text, '/root/.local/share/pipx/venvs/poetry');
    expect(names(environment)).toEqual(expect.arrayContaining(['poetry', 'poetry-core']));
    expect(failuresOf(text)).toEqual([]);
  });

  it('stops where that folder is not on PATH', () => {
    const text = lines('FROM python:3.13-slim', 'RUN pip install pipx && pipx install black', 'RUN black --version');
    expect(failuresOf(text)).toEqual([['command-not-found', 'black']]);
  });

  it('goes where PIPX_HOME and PIPX_BIN_DIR say', () => {
    const text = lines(
      'FROM python:3.13-slim',
      'ENV PIPX_HOME=/opt/pipx PIPX_BIN_DIR=/usr/local/bin',
      'RUN pip install pipx && pipx install black',
      'RUN black --version',
    );
    expect(failuresOf(text)).toEqual([]);
    expect(environmentAt(text, '/opt/pipx/venvs/black').environment?.kind).toBe('virtual');
  });

  it('links the programs of uv’s tools in the same way', () => {
    const text = lines(
      'FROM python:3.13-slim',
      'RUN pip install uv && uv tool install ruff',
      'ENV PATH=/root/.local/bin:$PATH',
      'RUN ruff --version',
    );
    expect(failuresOf(text)).toEqual([]);
    expect(names(environmentAt(text, '/root/.local/share/uv/tools/ruff').environment)).toEqual(['ruff']);
  });

  it('says that a Python which uv fetches has a size that nobody has measured', () => {
    const build = walk(
      lines('FROM debian:trixie-slim', 'COPY --from=ghcr.io/astral-sh/uv /uv /bin/', 'RUN uv python install 3.13'),
    );
    expect(build.unknown).toContain('the size of Python 3.13 as uv fetches it');
    expect(stepAt(build, 2).bytes.high).toBeGreaterThan(100_000_000);
  });
});

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

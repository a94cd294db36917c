import { describe, expect, it } from 'vitest';
import { bytesOf, consumer, stepAt, walk } from './testing/project';

describe('stages', () => {
  it('expands an ARG above the first FROM in the base', () => {
    const [stage] = walk('ARG VERSION=3.12\nFROM python:${VERSION}-slim\n').stages;
    expect(stage?.profile.python).toBe('3.12');
  });

  it('takes a build argument before the default', () => {
    const build = walk('ARG VERSION=3.12\nFROM python:${VERSION}-slim\n', {}, { buildArguments: { VERSION: '3.11' } });
    expect(build.stages[0]?.profile.python).toBe('3.11');
    expect(build.globalArguments.get('VERSION')).toBe('3.11');
  });

  it('does not see an ARG of a stage in a later FROM', () => {
    const build = walk('FROM python:3.13-slim\nARG TAG=3.12-slim\nFROM python:$TAG\n');
    expect(build.stages[1]?.base).toEqual({ kind: 'unresolved', text: 'python:' });
  });

  it('builds on an earlier stage by name, whatever the case', () => {
    const build = walk('FROM python:3.13-slim AS Base\nWORKDIR /app\nFROM base\n');
    expect(build.stages[1]?.base).toEqual({ kind: 'stage', stage: 0 });
    expect(build.stages[1]?.profile).toEqual(build.stages[0]?.profile);
    expect(build.target?.after.workingDirectory).toBe('/app');
  });

  it('takes a FROM of its own name or of a later stage for an image, so that there is no cycle', () => {
    const build = walk('FROM two AS one\nFROM one AS two\nFROM self AS self\n');
    expect(build.stages.map((stage) => stage.base.kind)).toEqual(['image', 'stage', 'image']);
  });

  it('does not take a number for a stage in FROM', () => {
    expect(walk('FROM python:3.13-slim\nFROM 0\n').stages[1]?.base.kind).toBe('image');
  });

  it.each([
    ['the last stage is the target', undefined, 2],
    ['a target is found by name', 'test', 1],
    ['a target is found by number', '0', 0],
  ])('%s', (_, target, index) => {
    const text = 'FROM python:3.13-slim AS base\nFROM base AS test\nFROM base\n';
    expect(walk(text, {}, target === undefined ? {} : { target }).target?.index).toBe(index);
  });

  it('needs the stages below the target, those that it copies from and those that it mounts', () => {
    const build = walk(
      [
        'FROM python:3.13-slim AS base',
        'FROM base AS builder',
        'FROM base AS mounted',
        'FROM base AS unused',
        'FROM base',
        'COPY --from=builder /tmp /tmp',
        'RUN --mount=type=bind,from=mounted,source=/tmp,target=/mnt true',
      ].join('\n'),
    );
    expect(build.stages.map((stage) => stage.needed)).toEqual([true, true, true, false, true]);
  });

  it('knows scratch', () => {
    expect(walk('FROM scratch\nCOPY a b\n', { a: '' }).target?.base).toEqual({ kind: 'scratch' });
  });
});

describe('the state after a step', () => {
  const stateAfter = (lines: string) => {
    const state = walk(`FROM python:3.13-slim\n${lines}\n`, consumer).target?.after;
    if (state === undefined) throw new Error('no stage');
    return state;
  };

  it.each([
    ['an absolute WORKDIR', 'WORKDIR /srv', '/srv'],
    ['a relative WORKDIR after an absolute one', 'WORKDIR /srv\nWORKDIR app', '/srv/app'],
    ['a relative WORKDIR from the root', 'WORKDIR app', '/app'],
    ['a WORKDIR with dots', 'WORKDIR /srv/app/../web/', '/srv/web'],
    ['a WORKDIR from a variable', 'ENV HOME_OF=/opt\nWORKDIR $HOME_OF/app', '/opt/app'],
  ])('%s', (_, lines, expected) => {
    expect(stateAfter(lines).workingDirectory).toBe(expected);
    expect(stateAfter(lines).workingDirectorySet).toBe(true);
  });

  it('has no working directory of its own without WORKDIR', () => {
    expect(stateAfter('RUN true')).toMatchObject({ workingDirectory: '/', workingDirectorySet: false });
  });

  it('is root until a USER says otherwise, and a group does not count', () => {
    expect(stateAfter('RUN true').user).toBe('root');
    expect(stateAfter('USER app:app').user).toBe('app');
  });

  it('expands all values of one ENV with the variables before it', () => {
    const { environment } = stateAfter('ENV A=one\nENV A=two B=$A PATH="/opt/venv/bin:$PATH"');
    expect(environment.get('B')).toBe('one');
    expect(environment.get('PATH')).toMatch(/^\/opt\/venv\/bin:\/usr\/local\/bin:/);
  });

  it('lets ENV go before ARG, and keeps an ARG without a value as null', () => {
    const state = stateAfter('ARG MODE=fast\nARG OTHER\nENV MODE=slow\nWORKDIR /$MODE');
    expect(state.workingDirectory).toBe('/slow');
    expect(state.buildArguments.get('OTHER')).toBeNull();
  });

  it('gives an ARG without a default the value of the one above the first FROM', () => {
    const build = walk('ARG PLACE=/srv\nFROM python:3.13-slim\nARG PLACE\nWORKDIR $PLACE\n');
    expect(build.target?.after.workingDirectory).toBe('/srv');
  });

  it('keeps the arguments of a stage in one that builds on it', () => {
    const build = walk('FROM python:3.13-slim AS one\nARG PLACE=/srv\nFROM one\n');
    expect(build.target?.after.buildArguments.get('PLACE')).toBe('/srv');
  });

  it('forgets the CMD of the base at an ENTRYPOINT, but not one of the same stage', () => {
    const inherited = walk('FROM python:3.13-slim AS one\nCMD ["a"]\nFROM one\nENTRYPOINT ["b"]\n').target?.after;
    expect(inherited?.command).toBeNull();
    expect(stateAfter('CMD ["a"]\nENTRYPOINT ["b"]').command?.keyword).toBe('CMD');
  });

  it('places files where COPY puts them', () => {
    const { files } = stateAfter(
      'WORKDIR /app\nCOPY requirements.txt .\nCOPY src/main.py start.py\nCOPY src lib/\nCOPY . /all/',
    );
    expect([...files].toSorted()).toEqual([
      ['/all/Dockerfile', 'Dockerfile'],
      ['/all/requirements.txt', 'requirements.txt'],
      ['/all/src/main.py', 'src/main.py'],
      ['/app/lib/main.py', 'src/main.py'],
      ['/app/requirements.txt', 'requirements.txt'],
      ['/app/start.py', 'src/main.py'],
    ]);
  });

  it('copies a file into a folder that exists, even without a slash', () => {
    expect(stateAfter('WORKDIR /app\nWORKDIR /\nCOPY requirements.txt /app').files.has('/app/requirements.txt')).toBe(
      true,
    );
    expect(stateAfter('COPY requirements.txt /new').files.has('/new')).toBe(true);
  });

  it('matches wildcards part by part', () => {
    expect(stateAfter('COPY *.txt /a/\nCOPY s*/*.py /b/').files.size).toBe(2);
    expect(stateAfter('COPY *.py /a/').files.size).toBe(0);
  });

  it('knows what a requirements file installs, direct or pulled in', () => {
    const state = stateAfter('COPY requirements.txt .\nRUN pip install -r requirements.txt');
    const packages = state.pythonEnvironments.find((entry) => entry.path === '/usr/local')?.packages ?? [];
    expect(packages.find((entry) => entry.name === 'pika')).toMatchObject({ version: '1.3.2', direct: true });
    expect(packages.find((entry) => entry.name === 'dnspython')).toMatchObject({ version: null, direct: false });
  });

  it.each([
    ['the system', 'RUN pip install flask', 'system', '/usr/local'],
    ['a virtual environment by its path', 'RUN python -m venv /v && /v/bin/pip install flask', 'virtual', '/v'],
    [
      'a virtual environment on PATH',
      'RUN python -m venv /v\nENV PATH=/v/bin:$PATH\nRUN pip install flask',
      'virtual',
      '/v',
    ],
    ['an activated environment', 'RUN python -m venv /v && . /v/bin/activate && pip install flask', 'virtual', '/v'],
    ['the Python that runs pip', 'RUN python -m venv /v && /v/bin/python -m pip install flask', 'virtual', '/v'],
    ['the home of the user', 'RUN pip install --user flask', 'user', '/root/.local'],
    ['a prefix', 'RUN pip install --prefix=/install flask', 'prefix', '/install'],
    ['a folder', 'RUN pip install -t /packages flask', 'target', '/packages'],
    ['a relative folder after cd', 'RUN cd /srv && pip install --target packages flask', 'target', '/srv/packages'],
  ])('installs into %s', (_, lines, kind, path) => {
    const environment = stateAfter(lines).pythonEnvironments.find((entry) =>
      entry.packages.some(({ name }) => name === 'flask'),
    );
    expect(environment).toMatchObject({ kind, path });
  });
});

describe('what a layer holds', () => {
  const step = (lines: string, position: number) =>
    stepAt(walk(`FROM python:3.13-slim\n${lines}\n`, consumer), position);

  it('keeps the lists of apt unless the same step removes them', () => {
    expect(bytesOf(step('RUN apt-get update && apt-get install -y curl', 1), 'caches')).toBeGreaterThan(15e6);
    const clean = 'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*';
    expect(bytesOf(step(clean, 1), 'caches')).toBe(0);
  });

  it('counts what a later step removes as waste of the earlier layer', () => {
    const lines = 'RUN apt-get update\nRUN rm -rf /var/lib/apt/lists/*';
    expect(bytesOf(step(lines, 1), 'waste')).toBeGreaterThan(15e6);
    expect(step(lines, 2).bytes.likely).toBe(0);
  });

  it('is no waste what lies on a cache mount', () => {
    const mounted = step('RUN --mount=type=cache,target=/root/.cache/pip pip install flask', 1);
    expect(bytesOf(mounted, 'caches')).toBe(0);
    expect(bytesOf(step('RUN pip install flask', 1), 'caches')).toBeGreaterThan(100_000);
  });

  it.each([
    ['an option', 'RUN pip install --no-cache-dir flask'],
    ['a variable', 'ENV PIP_NO_CACHE_DIR=1\nRUN pip install flask'],
    ['a variable of the command', 'RUN PIP_NO_CACHE_DIR=1 pip install flask'],
    ['removing it in the same step', 'RUN pip install flask && rm -rf ~/.cache/pip'],
    ['pip cache purge', 'RUN pip install flask && pip cache purge'],
  ])('has no cache of pip by %s', (_, lines) => {
    const last = walk(`FROM python:3.13-slim\n${lines}\n`).target?.steps.at(-1);
    expect(last === undefined ? -1 : bytesOf(last, 'caches')).toBe(0);
  });

  it('is smaller without the bytecode of the packages', () => {
    const [plain, bare] = [step('RUN pip install flask', 1), step('RUN pip install --no-compile flask', 1)];
    expect(bytesOf(plain, 'python-packages') / bytesOf(bare, 'python-packages')).toBeGreaterThan(1.7);
  });

  it('has the bytecode of pip and the library once, and not when Python may not write it', () => {
    const twice = walk('FROM python:3.13-slim\nRUN pip install flask\nRUN pip install click requests\n');
    expect(bytesOf(stepAt(twice, 1), 'python')).toBeGreaterThan(7e6);
    expect(bytesOf(stepAt(twice, 2), 'python')).toBe(0);
    expect(bytesOf(step('ENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install flask', 2), 'python')).toBe(0);
  });

  it('installs a package once', () => {
    const twice = walk('FROM python:3.13-slim\nRUN pip install flask\nRUN pip install click\n');
    const packages = twice.target?.after.pythonEnvironments[0]?.packages ?? [];
    expect(packages.filter((entry) => entry.name === 'click')).toHaveLength(1);
  });

  it('adds a tool chain where python3-pip may recommend one', () => {
    const install = (option: string) =>
      stepAt(walk(`FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y ${option} python3-pip\n`), 1);
    expect(bytesOf(install(''), 'build-tools')).toBeGreaterThan(250e6);
    expect(bytesOf(install('--no-install-recommends'), 'build-tools')).toBe(0);
    expect(install('').bytes.likely - install('--no-install-recommends').bytes.likely).toBeGreaterThan(300e6);
  });

  it('hardly grows by a compiler that the full image has already', () => {
    const gcc = 'RUN apt-get update && apt-get install -y --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*';
    expect(stepAt(walk(`FROM python:3.13-slim\n${gcc}\n`), 1).bytes.likely).toBeGreaterThan(150e6);
    expect(stepAt(walk(`FROM python:3.13\n${gcc}\n`), 1).bytes.likely).toBeLessThan(1e6);
  });

  it('counts development tools as build tools, and what only they pull in', () => {
    const layer = step('COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt', 2);
    const tools = layer.contributions.filter((entry) => entry.kind === 'build-tools').map((entry) => entry.label);
    expect(tools).toContain('black');
    expect(layer.contributions.find((entry) => entry.label === 'pymongo')?.kind).toBe('python-packages');
  });

  it('holds a copied environment whole, each part of its kind', () => {
    const build = walk(
      'FROM python:3.13-slim AS builder\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install flask\nFROM python:3.13-slim\nCOPY --from=builder /opt/venv /opt/venv\n',
    );
    const copied = stepAt(build, 1);
    expect(bytesOf(copied, 'python')).toBeGreaterThan(9e6);
    expect(bytesOf(copied, 'python-packages')).toBeGreaterThan(3e6);
    expect(bytesOf(copied, 'base')).toBe(0);
    expect(bytesOf(copied, 'caches')).toBe(0);
  });

  it('holds what a prefix brought to /usr/local, importable there', () => {
    const build = walk(
      'FROM python:3.13-slim AS builder\nRUN pip install --prefix=/install flask\nFROM python:3.13-slim\nCOPY --from=builder /install /usr/local\n',
    );
    const system = build.target?.after.pythonEnvironments.find((entry) => entry.kind === 'system');
    expect(system?.packages.map((entry) => entry.name)).toContain('flask');
  });

  it('copies every byte again at chown -R, and none at COPY --chown', () => {
    const bulk = [{ path: 'data', bytes: 50_000_000, files: 10 }];
    const build = walk('FROM python:3.13-slim\nCOPY data /data\nRUN chown -R 1000 /data\n', {}, {}, bulk);
    expect(stepAt(build, 2).bytes.likely).toBe(50_000_000);
    expect(bytesOf(stepAt(build, 1), 'waste')).toBe(50_000_000);
  });

  it('takes declared bulk in with COPY . . unless it is ignored', () => {
    const bulk = [{ path: '.git', bytes: 48_000_000, files: 900 }];
    const text = 'FROM python:3.13-slim\nCOPY . /app/\n';
    expect(stepAt(walk(text, {}, {}, bulk), 1).bytes.likely).toBeGreaterThan(48e6);
    expect(stepAt(walk(text, { '.dockerignore': '.git\n' }, {}, bulk), 1).bytes.likely).toBeLessThan(1e6);
  });

  it('names packages that the catalog does not know, and widens the range by them', () => {
    const build = walk(
      'FROM python:3.13-slim\nRUN pip install no-such-package-here && apt-get update && apt-get install -y strange-thing\n',
    );
    expect(build.unknown).toEqual(
      expect.arrayContaining(['Python package no-such-package-here', 'OS package strange-thing']),
    );
    const { bytes } = stepAt(build, 1);
    expect(bytes.high / bytes.low).toBeGreaterThan(3);
  });

  it('knows the files of a bind mount only while the step runs', () => {
    const build = walk(
      'FROM python:3.13-slim\nRUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt pip install -r /tmp/requirements.txt\n',
      consumer,
    );
    expect(build.failures).toEqual([]);
    expect(stepAt(build, 1).requirements).toHaveLength(6);
    expect(stepAt(build, 1).contextPaths).toEqual(['requirements.txt']);
    expect(build.target?.after.files.size).toBe(0);
  });
});

it('finds every figure that the model asks for in the catalog', () => {
  const build = walk(
    [
      'FROM nginx',
      'RUN apk update && apk add thing; apt-get update; apt-get upgrade; apt-get install other; ./run; poetry install',
      'RUN curl -O https://example.org/x; uv pip install z; python -m venv --without-pip /v; git clone https://example.org/y',
      'COPY --from=busybox /bin/sh /bin/sh',
      'ADD https://example.org/x /x',
      'COPY . /all/',
      'FROM python:3.5-slim',
      'RUN python -m venv --without-pip /v && python -m venv /w && pip install z',
    ].join('\n'),
  );
  const named = build.stages.flatMap((stage) =>
    stage.steps.flatMap((step) => [...step.bytes.unknown, ...step.seconds.unknown]),
  );
  expect(named.filter((entry) => /^[a-z0-9-]+$/.test(entry))).toEqual([]);
  expect(named.length).toBeGreaterThan(3);
});

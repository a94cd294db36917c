import { chmodSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rebuildDocument } from '../rebuild-document';
import { type FixtureFolder, makeFixtureFolder } from '../testing/fixture-folder';

const dockerfile = `FROM python:3.13-slim AS build
ARG EXTRA=none
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY data data
COPY main.py .
FROM build AS test
RUN python -m unittest
FROM build
CMD ["python", "main.py"]
`;

const files: Readonly<Record<string, string | Uint8Array>> = {
  Dockerfile: dockerfile,
  'requirements.txt': 'flask==3.1.2\n',
  'main.py': 'import flask\n',
  'data/model.bin': Uint8Array.of(0, 1, 2),
};

let folder: FixtureFolder;

beforeEach(() => {
  folder = makeFixtureFolder();
  for (const [name, content] of Object.entries(files)) {
    folder.write(`before/${name}`, content);
    folder.write(`after/${name}`, content);
  }
});

afterEach(() => folder.remove());

function readDocument(...given: string[]) {
  const { status, stdout, stderr } = folder.layerwise(['rebuild', 'before', 'after', '--format=json', ...given]);
  expect([status, stderr]).toEqual([0, '']);
  return rebuildDocument.parse(JSON.parse(stdout));
}

const lines = (...given: string[]) =>
  readDocument(...given)
    .steps.filter(({ outcome }) => outcome === 'again')
    .map(({ line }) => line);

describe('a rebuild', () => {
  it('of the same runs nothing, whatever the times of the files', () => {
    utimesSync(path.join(folder.path, 'after/main.py'), 1, 1);
    const document = readDocument();
    expect(document).toMatchObject({ ran: [], reason: null, before: { builds: true }, after: { builds: true } });
    expect(document.reused).toEqual(['0:2', '0:3', '0:4', '0:5', '0:6']);
  });

  it('runs from the first step that takes in a change, and says why', () => {
    folder.write('after/requirements.txt', 'flask==3.1.2\nsix\n');
    const document = readDocument();
    expect(lines()).toEqual([4, 5, 6, 7]);
    expect(document.ran).toEqual(['0:3', '0:4', '0:5', '0:6']);
    expect(document.reason).toContain('requirements.txt');
    expect(document.steps.find(({ line }) => line === 4)?.reason).toContain('requirements.txt');
  });

  it('tells binary files apart by what they hold, and files by their modes', () => {
    folder.write('after/data/model.bin', Uint8Array.of(0, 1, 3));
    expect(lines()).toEqual([6, 7]);
    folder.write('after/data/model.bin', Uint8Array.of(0, 1, 2));
    expect(lines()).toEqual([]);
    chmodSync(path.join(folder.path, 'after/main.py'), 0o755);
    expect(lines()).toEqual([7]);
  });

  it('takes no notice of what is ignored', () => {
    for (const side of ['before', 'after']) folder.write(`${side}/.dockerignore`, 'notes\n');
    folder.write('after/notes', 'other\n');
    expect(lines()).toEqual([]);
  });

  it('takes the build arguments for what changed where the files are the same', () => {
    expect(lines('--build-arg=EXTRA=some')).toEqual([5, 6, 7]);
    expect(lines('--build-arg=EXTRA=some', '--before-build-arg=EXTRA=some')).toEqual([]);
  });

  it('builds both with them where the files differ', () => {
    folder.write('after/main.py', 'import flask  # new\n');
    expect(lines('--build-arg=EXTRA=some')).toEqual([7]);
  });

  it('builds the target both times, unless it is told otherwise', () => {
    expect(lines('--build-arg=EXTRA=some', '--before-build-arg=EXTRA=none')).toEqual([5, 6, 7]);
    expect(lines('--target=test')).toEqual([]);
    expect(lines('--target=test', '--before-target=build')).toEqual([9]);
  });

  it('runs everything without a cache or with new base images', () => {
    expect(lines('--no-cache')).toHaveLength(5);
    expect(lines('--pull')).toHaveLength(5);
  });

  it('has steps that are not reached where the build stops', () => {
    folder.write('after/Dockerfile', dockerfile.replace('COPY data data', 'COPY gone data'));
    const document = readDocument();
    expect(document.after.builds).toBe(false);
    expect(document.steps.at(-1)?.outcome).toBe('not-reached');
  });

  it('is a table for people, with the reason below each step that runs', () => {
    folder.write('after/main.py', 'import flask  # new\n');
    const { status, stdout } = folder.layerwise(['rebuild', 'before', 'after']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^after after before {2}Simulated/);
    expect(stdout).toMatch(/^cached +5 {2}\[build\] RUN pip install/m);
    expect(stdout).toMatch(/^runs +7 {2}\[build\] COPY main\.py \.\n +It takes in `main\.py`, which changed\.$/m);
    expect(stdout).toMatch(/^Of 5 steps, 1 runs again\.\nRebuild +about /m);
  });

  it.each([
    [['before'], 'Name two folders'],
    [['before', 'after', 'third'], '"third" is one too many'],
    [['before', 'nowhere'], 'There is no file or folder "nowhere".'],
    [['before', 'after', '--target=none'], 'There is no stage "none"'],
    [['before', 'after', '--format=sarif'], '--format takes text or json'],
  ])('is refused for %j', (given, message) => {
    const { status, stdout, stderr } = folder.layerwise(['rebuild', ...given]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildDocument } from '../build-document';
import { type FixtureFolder, makeFixtureFolder } from '../testing/fixture-folder';

const program = 'import flask\n';
const requirements = 'flask==3.1.2\n';

const stages = `ARG VERSION
FROM python:\${VERSION:-3.13}-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim AS test
RUN pip install pytest

FROM python:\${VERSION:-3.13}-slim
COPY --from=build /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY main.py .
CMD ["python", "main.py"]
`;

const fixtures: Readonly<Record<string, string | Uint8Array>> = {
  'stages/Dockerfile': stages,
  'stages/requirements.txt': requirements,
  'stages/main.py': program,
  'missing/Dockerfile': 'FROM python:3.13-slim AS build\nCOPY missing.txt /\nRUN pip list\nFROM build\nRUN pip list\n',
  'not-starting/Dockerfile': 'FROM python:3.13-slim\nCOPY main.py /app/\nCMD ["python", "main.py"]\n',
  'not-starting/main.py': 'print(1)\n',
  'broken/Dockerfile': 'FROM python:3.13-slim\nFORM x\n',
  'empty/Dockerfile': '',
  'foreign/Dockerfile': 'FROM registry.example.com/team/base:1\nRUN make\n',
  'hostile/Dockerfile': 'FROM python:3.13-slim\nRUN echo \u001b[31m "unterminated\n',
  'binary/Dockerfile': Uint8Array.of(0, 1, 2),
};

let folder: FixtureFolder;

beforeAll(() => {
  folder = makeFixtureFolder(fixtures);
});

afterAll(() => folder.remove());

const encode = (text: string) => ({ readStandardInput: () => new TextEncoder().encode(text) });

function readDocument(given: readonly string[], input = '') {
  const { stdout, stderr } = folder.layerwise(['build', ...given, '--format=json'], encode(input));
  expect(stderr).toBe('');
  return buildDocument.parse(JSON.parse(stdout));
}

describe('a build as JSON', () => {
  it('fits the schema that is written down, whatever the input', () => {
    const file = path.resolve(import.meta.dirname, '../../docs/build.schema.json');
    const schema = z.fromJSONSchema(JSON.parse(readFileSync(file, 'utf8')));
    for (const name of Object.keys(fixtures).filter(
      (each) => each.endsWith('Dockerfile') && !each.includes('binary'),
    )) {
      const { stdout } = folder.layerwise(['build', name, '--format=json']);
      expect(schema.safeParse(JSON.parse(stdout)).error, name).toBeUndefined();
    }
  });

  it('has every stage and step with its line, bytes and seconds, and which are not needed', () => {
    const document = readDocument(['stages']);
    expect(document).toMatchObject({ simulated: true, builds: true, starts: true, failures: [], target: { stage: 2 } });
    expect(document.stages.map(({ name, base, needed }) => [name, base, needed])).toEqual([
      ['build', 'python:3.13-slim', true],
      ['test', 'python:3.13-slim', false],
      [null, 'python:3.13-slim', true],
    ]);
    const [first, , , install] = document.stages[0]?.steps ?? [];
    expect(first).toMatchObject({ id: '0:0', line: 2, kind: 'from', outcome: 'runs' });
    expect(install).toMatchObject({ id: '0:3', line: 5, kind: 'run', layer: true });
    expect(install?.bytes.likely).toBeGreaterThan(1_000_000);
    expect(install?.seconds.likely).toBeGreaterThan(0);
    expect(document.stages[1]?.steps.map(({ outcome }) => outcome)).toEqual(['not-needed', 'not-needed']);
  });

  it('adds up: the layers are the image, and every range holds its likely value', () => {
    const { image, stages: all, cold } = readDocument(['stages']);
    const layers = image.layers.reduce((total, layer) => total + layer.bytes.likely, 0);
    expect(Math.abs(layers - image.size.classic.likely)).toBeLessThanOrEqual(image.layers.length);
    expect(image.layers.map(({ step }) => step)).toEqual(['2:0', '2:1', '2:3', '2:4']);
    const ranges = [
      cold,
      ...Object.values(image.size),
      ...all.flatMap(({ steps }) => steps.flatMap((s) => [s.bytes, s.seconds])),
    ];
    for (const { low, likely, high } of ranges) {
      expect(low).toBeLessThanOrEqual(likely);
      expect(likely).toBeLessThanOrEqual(high);
    }
  });

  it('says where a build stops, and what comes not to pass by that', () => {
    const document = readDocument(['missing']);
    expect(document).toMatchObject({ builds: false, starts: false });
    expect(document.failures).toMatchObject([
      { code: 'missing-source', when: 'build', stage: 0, step: '0:1', line: 2 },
    ]);
    expect(document.stages.map(({ steps }) => steps.map(({ outcome }) => outcome))).toEqual([
      ['runs', 'fails', 'not-reached'],
      ['not-reached', 'not-reached'],
    ]);
  });

  it('says why an image does not start', () => {
    const document = readDocument(['not-starting']);
    expect(document).toMatchObject({ builds: true, starts: false });
    expect(document.failures).toMatchObject([{ when: 'start', step: '0:2', line: 3 }]);
  });

  it('takes what BuildKit refuses to read for a failure', () => {
    expect(readDocument(['broken'])).toMatchObject({ builds: false, failures: [{ stage: null, step: null, line: 2 }] });
  });

  it('says unknown where a base image is, or the context', () => {
    expect(readDocument(['foreign'])).toMatchObject({ builds: 'unknown', starts: 'unknown', failures: [] });
    const alone = readDocument(['-'], 'FROM python:3.13-slim\nCOPY main.py /\nCMD ["python", "/main.py"]\n');
    expect(alone).toMatchObject({ builds: 'unknown', starts: 'unknown', input: { contextKnown: false } });
    expect(alone.input.notes).toHaveLength(1);
    expect(readDocument(['-'], 'FROM python:3.13-slim\nRUN pip install flask\n').builds).toBe(true);
  });

  it('builds the stage and takes the arguments that are given', () => {
    expect(readDocument(['stages', '--target=test']).target).toEqual({ stage: 1, name: 'test' });
    const bases = (...given: string[]) => readDocument(['stages', ...given]).stages.map(({ base }) => base);
    expect(bases('--build-arg', 'VERSION=3.12')[0]).toBe('python:3.12-slim');
    const { stdout } = folder.layerwise(['build', 'stages', '--build-arg=VERSION', '--format=json'], {
      environment: { VERSION: '3.11' },
    });
    expect(buildDocument.parse(JSON.parse(stdout)).stages[0]?.base).toBe('python:3.11-slim');
  });
});

describe('a build for people', () => {
  it('is a log of steps in the look of BuildKit, marked as simulated', () => {
    const { status, stdout } = folder.layerwise(['build', 'stages']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^stages {2}Simulated: nothing is run, every figure is predicted\.\n/);
    expect(stdout).toMatch(/^#2 \[build 1\/4\] FROM python:3\.13-slim\n#2 predicted .*\n#2 DONE /m);
    expect(stdout).toMatch(/^#\d+ \[stage-2 4\/4\] COPY main\.py \.$/m);
    expect(stdout).not.toContain('pytest');
    expect(stdout).toMatch(/^Builds +yes\nStarts +yes$/m);
    for (const label of ['Layers', 'Image size', 'Cold build'])
      expect(stdout).toMatch(new RegExp(`^${label} .*\\d`, 'm'));
  });

  it('shows where it stops with the lines around, and no sizes of an image that never comes to be', () => {
    const { status, stdout } = folder.layerwise(['build', 'missing']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^#3 ERROR: .*missing\.txt/m);
    expect(stdout).toMatch(/^#4 CANCELED$/m);
    expect(stdout).toMatch(/^ {3}2 \| >>> COPY missing\.txt \/$/m);
    expect(stdout).not.toMatch(/^Image size/m);
  });

  it('is a line for each step on a terminal, within its width', () => {
    const terminal = { attached: true, columns: 80 };
    const { stdout } = folder.layerwise(['build', 'stages', '--no-color'], { terminal });
    expect(stdout).toMatch(/^\[\+\] Simulated build .* \(8\/8\) FINISHED$/m);
    expect(stdout).toMatch(/^ => \[build 1\/4\] FROM .* 126 MB +\d/m);
    for (const line of stdout.split('\n').filter((each) => each.startsWith(' =>')))
      expect(line.length).toBeLessThanOrEqual(80);
    const failed = folder.layerwise(['build', 'missing', '--no-color'], { terminal }).stdout;
    expect(failed).toMatch(/^ => ERROR \[build 2\/3\] COPY missing\.txt \/$/m);
    expect(folder.layerwise(['build', 'stages', '--progress=plain', '--no-color'], { terminal }).stdout).toContain(
      '#2 ',
    );
  });

  it('passes no control characters of the file on to the terminal', () => {
    expect(folder.layerwise(['build', 'hostile']).stdout).not.toContain('\u001b');
  });
});

describe('the exit status of a build', () => {
  const statuses: readonly [string, readonly string[], number][] = [
    ['0 where it builds and starts', ['stages'], 0],
    ['0 where that is not known', ['foreign'], 0],
    ['1 where it would not build', ['missing'], 1],
    ['1 where it would not start', ['not-starting'], 1],
    ['1 for an empty Dockerfile', ['empty'], 1],
    ['2 for no such path', ['nowhere'], 2],
    ['2 for a binary file', ['binary'], 2],
    ['2 for no such stage', ['stages', '--target=none'], 2],
    ['2 for two paths', ['stages', 'missing'], 2],
    ['2 for a build argument without a name', ['stages', '--build-arg', '=1'], 2],
    ['2 for an unknown format', ['stages', '--format=xml'], 2],
  ];
  it.each(statuses)('is %s', (_, given, status) => {
    const result = folder.layerwise(['build', ...given]);
    expect(result.status).toBe(status);
    expect(result.stderr === '').toBe(status < 2);
    expect(result.stdout === '').toBe(status === 2);
  });
});

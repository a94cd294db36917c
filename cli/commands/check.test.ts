import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { analysisDocument } from '../document';
import { type FixtureFolder, makeFixtureFolder } from '../testing/fixture-folder';

const root = path.resolve(import.meta.dirname, '../..');
let folder: FixtureFolder;

const layerwise: FixtureFolder['layerwise'] = (given, surroundings) => folder.layerwise(given, surroundings);

function readDocument(result: { readonly stdout: string }) {
  return analysisDocument.parse(JSON.parse(result.stdout));
}

const requirements = 'flask==3.1.2\n';
const program = 'from flask import Flask\n\napp = Flask(__name__)\n';

const careful = `FROM python:3.13-slim AS build
ENV PYTHONDONTWRITEBYTECODE=1
RUN python -m venv --without-pip /opt/venv
WORKDIR /app
`;

const careless = `FROM python:latest
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
CMD ["python", "main.py"]
`;

const fixtures: Readonly<Record<string, string | Uint8Array>> = {
  'careless/Dockerfile': careless,
  'careless/requirements.txt': requirements,
  'careless/main.py': program,
  'careless/model.bin': new Uint8Array(1_000_000),
  'stages/Dockerfile': `${careful}FROM python:3.13 AS last\n`,
  'broken/Dockerfile': 'FORM python:3.13-slim\n',
  'failing/Dockerfile': 'FROM python:3.13-slim\nCOPY missing.txt /\n',
  'failing/main.py': program,
  'empty/Dockerfile': '',
  'windows/Dockerfile': `\ufeff${careless.replaceAll('\n', '\r\n')}`,
  'windows/requirements.txt': requirements,
  'windows/main.py': program,
  'heredoc/Dockerfile': 'FROM python:3.13-slim\nRUN <<EOF\necho never ended',
  'escape/Dockerfile': 'FROM python:3.13-slim\nRUN echo \u001b[31m "unterminated\n',
  'binary/Dockerfile': Uint8Array.of(0, 1, 2),
  'long/Dockerfile': `FROM python:3.13-slim\n${'#'.repeat(1_048_576)}\n`,
  'bare/main.py': program,
};

beforeAll(() => {
  folder = makeFixtureFolder(fixtures);
});

afterAll(() => folder.remove());

describe('a check for people', () => {
  it('shows findings with their place and sentences, the score and the figures, and ends with 1', () => {
    const { status, stdout, stderr } = layerwise(['check', 'careless']);
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^careless {2}\d+ files read, 1 MB of large or binary files counted\n/);
    expect(stdout).toMatch(/^(error|warning|info) {2}Dockerfile:\d+:\d+ {2}[a-z-]+$/m);
    expect(stdout).toMatch(/^ {4}1 │ FROM python:latest\n {6}│ +\^+$/m);
    expect(stdout).toMatch(/^Score {8}[A-F] {2}\d+ of 100 {2}ruleset /m);
    for (const label of ['Image size', 'Cold build', 'Rebuild'])
      expect(stdout).toMatch(new RegExp(`^${label} .*\\d`, 'm'));
    expect(stdout).toMatch(/^Failed\. .*The limit is warning \(--fail-on\)\.$/m);
    expect(stdout).not.toContain('\u001b');
  });

  it('says the same of a Dockerfile as of its folder', () => {
    const [byFolder, byFile] = [layerwise(['check', 'careless']), layerwise(['check', 'careless/Dockerfile'])];
    expect(byFile.stdout.split('\n').slice(1)).toEqual(byFolder.stdout.split('\n').slice(1));
  });

  it('never passes control characters of the file on to the terminal', () => {
    const { stdout } = layerwise(['check', 'escape']);
    expect(stdout).toContain('Dockerfile');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('a check as JSON', () => {
  it('prints one document that fits the schema that is written down', () => {
    const schema = z.fromJSONSchema(JSON.parse(readFileSync(path.join(root, 'docs/analysis.schema.json'), 'utf8')));
    for (const name of ['careless', 'stages', 'broken', 'failing', 'empty', 'windows', 'heredoc', 'escape']) {
      const { stdout, stderr } = layerwise(['check', name, '--format', 'json']);
      expect(stderr).toBe('');
      const result = schema.safeParse(JSON.parse(stdout));
      expect(result.error, name).toBeUndefined();
    }
  });

  it('points at the exact place of every finding', () => {
    const { findings } = readDocument(layerwise(['check', 'careless', '--format', 'json']));
    expect(findings.length).toBeGreaterThan(0);
    for (const { place } of findings) {
      const lines = careless.slice(0, place.offsets.start).split('\n');
      expect(place.start).toEqual({ line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 });
    }
  });

  it('tells what was read and what was only counted', () => {
    const { input, tool } = readDocument(layerwise(['check', 'careless', '--format=json']));
    expect(input).toMatchObject({
      path: 'careless',
      dockerfile: 'Dockerfile',
      filesRead: 3,
      counted: [{ path: 'model.bin', bytes: 1_000_000, files: 1 }],
    });
    expect(tool.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('accounts for all hundred points', () => {
    const { score } = readDocument(layerwise(['check', 'careless', '--format=json']));
    expect(score.lost.reduce((total, entry) => total + entry.points, score.points)).toBe(100);
  });
});

describe('the exit status', () => {
  const statuses: readonly [string, readonly string[], number][] = [
    ['1 where something is at the default limit', ['check', 'careless'], 1],
    ['0 where nothing fails the check', ['check', 'careless', '--fail-on', 'none'], 0],
    ['1 where a step cannot work', ['check', 'failing', '--fail-on', 'error'], 1],
    ['1 for a Dockerfile that BuildKit refuses', ['check', 'broken', '--fail-on', 'error'], 1],
    ['1 for an empty Dockerfile', ['check', 'empty'], 1],
    ['0 for the help', ['--help'], 0],
    ['0 for the version', ['--version'], 0],
  ];
  it.each(statuses)('is %s', (_, given, status) => {
    expect(layerwise(given)).toMatchObject({ status, stderr: '' });
  });

  it('follows the severity at which it shall fail', () => {
    const { verdict } = readDocument(layerwise(['check', 'careless', '--format=json', '--fail-on=none']));
    expect(layerwise(['check', 'careless', '--fail-on=error']).status).toBe(verdict.errors > 0 ? 1 : 0);
    expect(verdict.errors + verdict.warnings).toBeGreaterThan(0);
    expect(verdict.passed).toBe(true);
  });

  const unusable: readonly [string, readonly string[], string][] = [
    ['no such path', ['check', 'nowhere'], 'There is no file or folder "nowhere".'],
    ['a folder without a Dockerfile', ['check', 'bare'], 'The folder "bare" has no Dockerfile.'],
    ['a binary file', ['check', 'binary'], 'NUL bytes'],
    ['a Dockerfile of a megabyte', ['check', 'long'], 'is not read'],
    [
      'no such stage',
      ['check', 'stages', '--target', 'test'],
      'There is no stage "test" in this Dockerfile. Name one of build, last.',
    ],
    ['misuse', ['check'], 'Name a Dockerfile'],
    ['an unknown option', ['check', '.', '--bogus'], 'There is no option --bogus.'],
  ];
  it.each(unusable)('is 2, with a sentence on stderr and nothing on stdout, for %s', (_, given, sentence) => {
    const { status, stdout, stderr } = layerwise(given);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr.startsWith('layerwise: ')).toBe(true);
  });
});

describe('the target', () => {
  it('is the last stage, or the one that is named', () => {
    const target = (...given: string[]) =>
      readDocument(layerwise(['check', 'stages', '--format=json', ...given])).target;
    expect(target()).toBe(1);
    expect(target('--target', 'build')).toBe(0);
    expect(target('--target', '0')).toBe(0);
  });
});

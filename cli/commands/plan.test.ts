import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applyPatch } from 'diff';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planDocument } from '../plan-document';
import { type FixtureFolder, makeFixtureFolder } from '../testing/fixture-folder';

const careless = `FROM python:3.13
WORKDIR /app
COPY main.py requirements.txt ./
RUN pip install -r requirements.txt
CMD ["python", "main.py"]
`;

let folder: FixtureFolder;

beforeEach(() => {
  folder = makeFixtureFolder({
    'web/Dockerfile': careless,
    'web/requirements.txt': 'flask==3.1.2\n',
    'web/main.py': 'import flask\n',
    'failing/Dockerfile': 'FROM python:3.13-slim\nCOPY main.py /app/\nCMD ["python", "main.py"]\n',
    'failing/main.py': 'print(1)\n',
    'fine/Dockerfile': 'FROM scratch\nCOPY tool /tool\nUSER 1000\nENTRYPOINT ["/tool"]\n',
    'fine/tool': '#!/bin/sh\n',
  });
});

afterEach(() => folder.remove());

const read = (name: string) => readFileSync(path.join(folder.path, name), 'utf8');

function readDocument(...given: string[]) {
  const { status, stdout, stderr } = folder.layerwise(['plan', ...given, '--format=json']);
  expect([status, stderr]).toEqual([0, '']);
  return planDocument.parse(JSON.parse(stdout));
}

describe('a plan', () => {
  it('says what to do in which order, what each step saves, and where that leads', () => {
    const { before, steps, after, files } = readDocument('web');
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.map(({ source }) => source)).toContain('full-base');
    expect(after.points).toBeGreaterThan(before.points);
    expect(after.bytes.likely).toBeLessThan(before.bytes.likely / 2);
    expect(steps.at(-1)?.after).toEqual(after);
    expect(files.find(({ path: name }) => name === 'Dockerfile')?.text).toContain('-slim');
  });

  it('can be cut to the next best step', () => {
    const { steps } = readDocument('web', '--steps=1');
    expect(steps).toHaveLength(1);
    expect(steps[0]).toEqual(readDocument('web').steps[0]);
  });

  it('prints a diff of all its steps, and writes them', () => {
    const diff = folder.layerwise(['plan', 'web', '--diff']).stdout;
    const wanted = readDocument('web').files.find(({ path: name }) => name === 'Dockerfile')?.text;
    expect(applyPatch(careless, diff.split(/^--- (?=\/dev\/null)/m)[0] ?? '')).toBe(wanted);
    expect(read('web/Dockerfile')).toBe(careless);
    expect(folder.layerwise(['plan', 'web', '--write']).status).toBe(0);
    expect(read('web/Dockerfile')).toBe(wanted);
  });

  it('goes by the settings', () => {
    folder.write('web/layerwise.yaml', 'rules: {full-base: off}\n');
    expect(readDocument('web').steps.map(({ source }) => source)).not.toContain('full-base');
  });

  it('is a numbered list for people', () => {
    const { status, stdout } = folder.layerwise(['plan', 'web']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Now {5}[A-F], \d+ of 100 {2}about /m);
    expect(stdout).toMatch(/^ 1\. \S.* {2}Dockerfile:\d+ {2}[a-z-]+/m);
    expect(stdout).toMatch(/^ {4}Saves .* of the image/m);
    expect(stdout).toMatch(/^Then {4}[A-F], \d+ of 100/m);
  });

  it('tells of failures, and of a project with little to do', () => {
    expect(folder.layerwise(['plan', 'failing']).stdout).toMatch(/^Now .* 1 failure$/m);
    expect(folder.layerwise(['plan', 'fine']).status).toBe(0);
  });

  it.each([
    [[], 'Name a Dockerfile'],
    [['web', 'fine'], '"fine" is one too many'],
    [['web', '--steps=0'], '--steps takes a number from 1 on'],
    [['web', '--steps=two'], '--steps takes a number from 1 on'],
    [['web', '--write', '--diff'], 'exclude each other'],
    [['-', '--write'], 'Standard input cannot be written to'],
    [['web', '--target=none'], 'There is no stage "none"'],
    [['nowhere'], 'There is no file or folder "nowhere".'],
  ])('is refused for %j', (given, message) => {
    const { status, stdout, stderr } = folder.layerwise(['plan', ...given]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

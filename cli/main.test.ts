import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analysisDocument } from './document';
import { type FixtureFolder, makeFixtureFolder } from './testing/fixture-folder';

const root = path.resolve(import.meta.dirname, '..');
let folder: FixtureFolder;

/** Runs the bundled command in the fixtures' folder, as a process of its own. */
function start(given: readonly string[], environment: Readonly<Record<string, string>> = {}, input = '') {
  return spawnSync(process.execPath, [path.join(root, '.layerwise/cli.mjs'), ...given], {
    cwd: folder.path,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    input,
  });
}

beforeAll(() => {
  const prepared = spawnSync(process.execPath, ['scripts/prepare.mjs', 'generate', 'cli'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(prepared.status, prepared.stderr).toBe(0);
  expect(prepared.stdout).toBe('');
  folder = makeFixtureFolder({
    'web/Dockerfile': 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nCMD ["python", "main.py"]\n',
    'web/main.py': 'print(1)\n',
    'web/model.bin': new Uint8Array(1_000_000),
  });
});

afterAll(() => folder.remove());

const readDocument = (result: { readonly stdout: string }) => analysisDocument.parse(JSON.parse(result.stdout));

describe('the bundled command', () => {
  it('prints to the standard output and ends with the status of the command', () => {
    expect(start(['check', 'web', '--fail-on=info'])).toMatchObject({ status: 1, stderr: '' });
    expect(start(['check', 'web', '--fail-on=none'])).toMatchObject({ status: 0, stderr: '' });
    expect(start(['check', 'nowhere'])).toMatchObject({ status: 2, stdout: '' });
  });

  it('reads the standard input, and no more of it than a Dockerfile may be long', () => {
    expect(start(['fix', '-'], {}, 'FROM python:3.13-slim\nRUN pip install x\n').stdout).toContain('--no-cache-dir');
    expect(start(['check', '-'], {}, '# comment\n'.repeat(200_000)).stderr).toContain('is too long');
    expect(start(['check', '-', '--fail-on=none']).status).toBe(0);
  });
});

describe('run through npm', () => {
  it('takes the path from where npm was called, not from the package that npm changes to', () => {
    const called = { npm_lifecycle_event: 'layerwise', INIT_CWD: path.join(folder.path, 'web') };
    expect(readDocument(start(['check', 'Dockerfile', '--format=json'], called)).input.counted).toHaveLength(1);
  });

  it('takes no notice of the folder from which another script was called', () => {
    const called = { npm_lifecycle_event: 'test', INIT_CWD: path.join(folder.path, 'web') };
    expect(start(['check', 'Dockerfile'], called)).toMatchObject({ status: 2, stdout: '' });
  });
});

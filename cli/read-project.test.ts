import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contextLimits } from './read-context';
import { longestDockerfile, readProject, readStandardInput } from './read-project';

let folder: string;
let outside: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'layerwise-context-'));
  outside = mkdtempSync(path.join(tmpdir(), 'layerwise-outside-'));
});

afterEach(() => {
  for (const each of [folder, outside]) rmSync(each, { recursive: true, force: true });
});

function write(name: string, content: string | Uint8Array = ''): void {
  mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
}

function read(given = '.') {
  const result = readProject(given, folder);
  if (!result.ok) throw new Error(result.message);
  return result;
}

function refusal(given: string): string {
  const result = readProject(given, folder);
  if (result.ok) throw new Error(`"${given}" was read.`);
  return result.message;
}

const paths = (entries: readonly { readonly path: string }[]) => entries.map((entry) => entry.path);

describe('a folder', () => {
  it('is read with its Dockerfile first and its text files as they are', () => {
    write('Dockerfile', '\ufeffFROM scratch\r\n');
    write('.dockerignore', '.git\n');
    write('src/main.py', 'print("schön")\n');
    expect(read().project).toEqual({
      dockerfile: 'Dockerfile',
      files: [
        { path: 'Dockerfile', text: '\ufeffFROM scratch\r\n' },
        { path: '.dockerignore', text: '.git\n' },
        { path: 'src/main.py', text: 'print("schön")\n' },
      ],
      bulk: [],
      contextKnown: true,
    });
  });

  it('has empty folders, which COPY can take', () => {
    write('Dockerfile');
    mkdirSync(path.join(folder, 'static/images'), { recursive: true });
    expect(read().project.bulk).toEqual([{ path: 'static/images', bytes: 0, files: 0 }]);
  });

  it('may call its Dockerfile a Containerfile', () => {
    write('Containerfile', 'FROM scratch');
    expect(read().project.dockerfile).toBe('Containerfile');
  });

  it('keeps the executable bit of a file', () => {
    write('Dockerfile');
    write('start.sh', '#!/bin/sh\n');
    chmodSync(path.join(folder, 'start.sh'), 0o755);
    expect(read().project.files[1]).toEqual({ path: 'start.sh', text: '#!/bin/sh\n', executable: true });
  });

  it('counts what is binary, large or not UTF-8, with true sizes', () => {
    write('Dockerfile');
    write('logo.png', Uint8Array.of(137, 80, 78, 71, 0, 1));
    write('latin.txt', Uint8Array.of(0x73, 0x63, 0x68, 0xf6, 0x6e));
    write('data.csv', 'x'.repeat(contextLimits.textFile + 1));
    expect(read().project.bulk).toEqual([
      { path: 'data.csv', bytes: contextLimits.textFile + 1, files: 1 },
      { path: 'latin.txt', bytes: 5, files: 1 },
      { path: 'logo.png', bytes: 6, files: 1 },
    ]);
  });

  it('counts repositories, environments and caches as wholes and reads nothing in them', () => {
    write('Dockerfile');
    write('.git/HEAD', 'ref: refs/heads/main\n');
    write('.git/objects/ab/cdef', 'x'.repeat(100));
    write('.venv/bin/python', 'x'.repeat(50));
    write('environment/pyvenv.cfg', 'home = /usr\n');
    write('environment/lib/a.py', 'a = 1\n');
    write('src/__pycache__/a.pyc', 'x'.repeat(7));
    const { project } = read();
    expect(project.bulk).toEqual([
      { path: '.git', bytes: 121, files: 2 },
      { path: '.venv', bytes: 50, files: 1 },
      { path: 'environment', bytes: 18, files: 2 },
      { path: 'src/__pycache__', bytes: 7, files: 1 },
    ]);
    expect(paths(project.files)).toEqual(['Dockerfile']);
  });

  it('has more text than is read: what is nearest to the Dockerfile is, the rest is counted', () => {
    write('Dockerfile');
    for (let index = 0; index < contextLimits.textFiles; index += 1) write(`deep/down/${index}.txt`, 'x');
    write('deep/near.txt', 'near');
    const { project, notes } = read();
    expect(project.files).toHaveLength(contextLimits.textFiles + 1);
    expect(paths(project.files)).toContain('deep/near.txt');
    expect(project.bulk.reduce((total, entry) => total + entry.files, 0)).toBe(1);
    expect(notes).toEqual([]);
  });

  it('counts a folder of many large files as a whole, and says so', () => {
    write('Dockerfile');
    for (let index = 0; index <= contextLimits.unreadInFolder; index += 1)
      write(`data/${index}.bin`, Uint8Array.of(0, 1));
    const { project, notes } = read();
    expect(project.bulk).toEqual([{ path: 'data', bytes: 202, files: 101 }]);
    expect(notes).toEqual(['Folders with many large or binary files are counted as a whole.']);
  });
});

describe('a link', () => {
  it('within the folder is read as the file that it names', () => {
    write('Dockerfile');
    write('base.txt', 'flask\n');
    symlinkSync('base.txt', path.join(folder, 'requirements.txt'));
    expect(read().project.files).toContainEqual({ path: 'requirements.txt', text: 'flask\n', link: 'base.txt' });
  });

  it('out of the folder is never followed, but is known to be there', () => {
    write('Dockerfile');
    writeFileSync(path.join(outside, 'secret.txt'), 'secret');
    symlinkSync(path.join(outside, 'secret.txt'), path.join(folder, 'file.txt'));
    symlinkSync(outside, path.join(folder, 'folder'));
    symlinkSync('nowhere', path.join(folder, 'broken'));
    const { project } = read();
    expect(paths(project.files)).toEqual(['Dockerfile']);
    expect(project.bulk).toEqual([
      { path: 'broken', bytes: 0, files: 1 },
      { path: 'file.txt', bytes: 0, files: 1 },
      { path: 'folder', bytes: 0, files: 1 },
    ]);
  });

  it('in a circle ends', () => {
    write('Dockerfile');
    write('src/a.py', '');
    symlinkSync('..', path.join(folder, 'src/up'));
    expect(paths(read().project.files)).toEqual(['Dockerfile', 'src/a.py']);
  });

  it('that stands for the Dockerfile must stay within the folder', () => {
    writeFileSync(path.join(outside, 'Dockerfile'), 'FROM scratch');
    symlinkSync(path.join(outside, 'Dockerfile'), path.join(folder, 'Dockerfile'));
    expect(refusal('.')).toContain('leads out of its folder');
    rmSync(path.join(folder, 'Dockerfile'));
    write('docker/web', 'FROM scratch');
    symlinkSync('docker/web', path.join(folder, 'Dockerfile'));
    expect(read().project.files[0]).toEqual({ path: 'Dockerfile', text: 'FROM scratch' });
  });
});

describe('a file', () => {
  it('is the Dockerfile, whatever it is called, and its folder is the context', () => {
    write('services/web.Dockerfile', 'FROM scratch');
    write('services/web.Dockerfile.dockerignore', '*');
    write('services/main.py', '');
    write('other.py', '');
    const { project } = read('services/web.Dockerfile');
    expect(project.dockerfile).toBe('web.Dockerfile');
    expect(paths(project.files)).toEqual(['web.Dockerfile', 'web.Dockerfile.dockerignore', 'main.py']);
  });

  it('leaves it open whether its folder is the whole context, unless one is named', () => {
    write('docker/web.Dockerfile', 'FROM scratch');
    write('main.py', '');
    expect(read('docker/web.Dockerfile').project.contextKnown).toBeUndefined();
    const result = readProject('docker/web.Dockerfile', folder, '.');
    expect(result).toMatchObject({ ok: true, project: { dockerfile: 'docker/web.Dockerfile', contextKnown: true } });
  });

  it.each([
    ['that is none', 'nowhere', 'There is no folder "nowhere" to be the build context.'],
    ['in which it does not lie', 'src', '"Dockerfile" does not lie in the build context that --context names.'],
  ])('is refused with a context %s', (_, context, message) => {
    write('Dockerfile');
    write('src/main.py');
    expect(readProject('Dockerfile', folder, context)).toEqual({ ok: false, message });
  });

  it('may be empty', () => {
    write('Dockerfile');
    expect(read('Dockerfile').project.files).toEqual([{ path: 'Dockerfile', text: '' }]);
  });
});

describe('the standard input', () => {
  const bytes = new TextEncoder().encode('\ufeffFROM scratch\nCOPY main.py /\n');

  it('comes without a context, and says so', () => {
    const result = readStandardInput(bytes, folder, 'docker/web.Dockerfile');
    expect(result).toMatchObject({ ok: true, shown: 'docker/web.Dockerfile', root: null });
    if (!result.ok) throw new Error(result.message);
    expect(result.project).toEqual({
      dockerfile: 'web.Dockerfile',
      files: [{ path: 'web.Dockerfile', text: '\ufeffFROM scratch\nCOPY main.py /\n' }],
      bulk: [],
      contextKnown: false,
    });
    expect(result.notes).toHaveLength(1);
  });

  it('stands for the Dockerfile of a context that is named', () => {
    write('Dockerfile', 'FROM busybox');
    write('main.py');
    const result = readStandardInput(bytes, folder, undefined, '.');
    if (!result.ok) throw new Error(result.message);
    expect(paths(result.project.files)).toEqual(['Dockerfile', 'main.py']);
    expect(result.project.files[0]?.text).toContain('COPY main.py');
  });

  it.each([
    ['binary', Uint8Array.of(0, 1), '"standard input" holds NUL bytes'],
    ['too long', new Uint8Array(longestDockerfile + 1), 'is not read'],
  ])('is refused where it is %s', (_, given, message) => {
    expect(readStandardInput(given, folder, undefined)).toMatchObject({
      ok: false,
      message: expect.stringContaining(message),
    });
  });
});

describe('a path that cannot be checked', () => {
  it('does not exist', () => {
    expect(refusal('missing')).toBe(
      'There is no file or folder "missing". A path starts at the folder that you are in.',
    );
  });

  it('is a folder without a Dockerfile', () => {
    write('src/main.py');
    expect(refusal('src')).toBe('The folder "src" has no Dockerfile. Name the file itself, if it is called otherwise.');
  });

  it('has a folder in the place of the Dockerfile', () => {
    mkdirSync(path.join(folder, 'Dockerfile'));
    expect(refusal('.')).toBe('"Dockerfile" is not a file.');
  });

  it('is binary', () => {
    write('Dockerfile', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0));
    expect(refusal('Dockerfile')).toContain('NUL bytes');
  });

  it('is not UTF-8', () => {
    write('Dockerfile', Uint8Array.of(0x23, 0xf6, 0x0a));
    expect(refusal('Dockerfile')).toContain('not UTF-8');
  });

  it('is too long', () => {
    write('Dockerfile', '#'.repeat(longestDockerfile + 1));
    expect(refusal('Dockerfile')).toBe(
      '"Dockerfile" is 1,000,001 bytes long; a Dockerfile of more than 1,000,000 bytes is not read.',
    );
  });

  it.skipIf(process.platform === 'win32')('is a pipe, which would never end', () => {
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    expect(refusal('pipe')).toContain('"pipe" is neither a file nor a folder.');
  });

  it.skipIf(process.platform === 'win32')('has a pipe beside it, which is passed over', () => {
    write('Dockerfile');
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    expect(paths(read().project.files)).toEqual(['Dockerfile']);
  });
});

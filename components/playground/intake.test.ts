import { describe, expect, it } from 'vitest';
import type { Project } from '@/lib/analyzer/project';
import { type Arrival, applyIntake, decodeText, intakeLimits, takeIn } from './intake';

function arrival(path: string, content: string | Uint8Array<ArrayBuffer> = 'text', bytes?: number): Arrival {
  const data = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, bytes: bytes ?? data.length, read: async () => data.buffer };
}

const present: Project = {
  dockerfile: 'Dockerfile',
  files: [
    { path: 'Dockerfile', text: 'FROM scratch' },
    { path: 'app.py', text: 'old' },
  ],
  bulk: [],
};

describe('files that arrive', () => {
  it('become a project where one of them is a Dockerfile', async () => {
    const intake = await takeIn([arrival('Dockerfile', 'FROM alpine'), arrival('src/main.py', 'pass')]);
    expect(applyIntake(present, intake)).toEqual({
      dockerfile: 'Dockerfile',
      files: [
        { path: 'Dockerfile', text: 'FROM alpine' },
        { path: 'src/main.py', text: 'pass' },
      ],
      bulk: [],
    });
  });

  it('lose the folder that all of them lie in', async () => {
    const intake = await takeIn([arrival('shop/Dockerfile'), arrival('shop/src/main.py')]);
    expect(intake.files.map((file) => file.path)).toEqual(['Dockerfile', 'src/main.py']);
  });

  const names: readonly [string, readonly string[], string | null][] = [
    ['the plain name before another', ['Dockerfile.dev', 'Dockerfile', 'x.txt'], 'Dockerfile'],
    ['the one nearest to the root', ['deploy/Dockerfile', 'web.Dockerfile', 'a/b/c.txt'], 'web.Dockerfile'],
    ["Podman's name", ['Containerfile', 'app.py'], 'Containerfile'],
    ['none where none is named so', ['app.py', 'docker.txt'], null],
  ];
  it.each(names)('have their Dockerfile found: %s', async (_, paths, dockerfile) => {
    expect((await takeIn(paths.map((path) => arrival(path)))).dockerfile).toBe(dockerfile);
  });

  it('are laid over the present project where there is no Dockerfile among them', async () => {
    const intake = await takeIn([arrival('app.py', 'new'), arrival('requirements.txt', 'flask')]);
    expect(applyIntake(present, intake).files).toEqual([
      { path: 'Dockerfile', text: 'FROM scratch' },
      { path: 'app.py', text: 'new' },
      { path: 'requirements.txt', text: 'flask' },
    ]);
  });

  it('count by size only where they lie in a folder that nobody edits', async () => {
    const intake = await takeIn([
      arrival('Dockerfile'),
      arrival('.git/config', 'x', 100),
      arrival('.git/objects/ab/cd', 'x', 900),
      arrival('web/node_modules/a.js', 'x', 50),
    ]);
    expect(intake.files.map((file) => file.path)).toEqual(['Dockerfile']);
    expect(intake.bulk).toEqual([
      { path: '.git', bytes: 1000, files: 2 },
      { path: 'web/node_modules', bytes: 50, files: 1 },
    ]);
    expect(intake.notes).toEqual([]);
  });

  const refused: readonly [string, Arrival, RegExp][] = [
    ['bytes that are no UTF-8', arrival('logo.png', new Uint8Array([0x89, 0x50, 0xff])), /^Not text.*logo\.png/],
    ['a NUL byte', arrival('odd.txt', 'a\0b'), /^Not text.*odd\.txt/],
    ['a file that is too large', arrival('dump.sql', 'x', intakeLimits.fileBytes + 1), /^Too large.*dump\.sql/],
    ['a path that climbs out', arrival('../secret'), /^Could not be read.*secret/],
    [
      'a file that the system does not hand over',
      { path: 'locked.txt', bytes: 1, read: () => Promise.reject(new Error('denied')) },
      /^Could not be read.*locked\.txt/,
    ],
  ];
  it.each(refused)('are refused in a sentence: %s', async (_, bad, sentence) => {
    const intake = await takeIn([arrival('Dockerfile'), bad]);
    expect(intake.files.map((file) => file.path)).toEqual(['Dockerfile']);
    expect(intake.notes).toHaveLength(1);
    expect(intake.notes[0]).toMatch(sentence);
  });

  it('are at most 64, and the Dockerfile is among them', async () => {
    const many = Array.from({ length: 90 }, (_, index) => arrival(`a${index}.txt`));
    const intake = await takeIn([...many, arrival('z/Dockerfile')]);
    expect(intake.files).toHaveLength(64);
    expect(intake.dockerfile).toBe('z/Dockerfile');
    expect(intake.notes[0]).toContain('More than 64 files');
  });
});

describe('a text', () => {
  it('keeps its byte order mark and its line ends', () => {
    const bytes = new TextEncoder().encode('\uFEFFFROM alpine\r\n');
    expect(decodeText(bytes.buffer)).toBe('\uFEFFFROM alpine\r\n');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Project } from '../project';
import { countBytes, readContext } from './read-context';

const project = (files: Record<string, string>, more: Partial<Project> = {}): Project => ({
  dockerfile: 'Dockerfile',
  files: Object.entries(files).map(([path, text]) => ({ path, text })),
  bulk: [],
  ...more,
});
const ignored = (given: Project) =>
  readContext(given)
    .entries.filter((entry) => entry.ignored)
    .map(({ path }) => path);

describe('a build context', () => {
  it('holds every file with its bytes', () => {
    expect(readContext(project({ Dockerfile: 'FROM a', 'é.txt': 'é😀\n' }))).toEqual({
      entries: [
        { path: 'Dockerfile', bytes: 6, files: 1, ignored: false, bulk: false },
        { path: 'é.txt', bytes: 7, files: 1, ignored: false, bulk: false },
      ],
      ignoreFile: null,
    });
  });

  it('leaves out what the ignore file says', () => {
    const given = project({
      Dockerfile: '',
      '.dockerignore': '*.md\n!README.md',
      'README.md': '',
      'a.md': '',
      'b/c.md': '',
    });
    expect(ignored(given)).toEqual(['a.md']);
    expect(readContext(given).ignoreFile).toMatchObject({
      path: '.dockerignore',
      patterns: [{ pattern: '*.md' }, { pattern: 'README.md', negated: true }],
      problems: [],
    });
  });

  it("reads the Dockerfile's own ignore file first", () => {
    const files = { 'ci/Dockerfile': '', 'ci/Dockerfile.dockerignore': 'a', '.dockerignore': 'b', a: '', b: '' };
    const given = project(files, { dockerfile: 'ci/Dockerfile' });
    expect(ignored(given)).toEqual(['a']);
    expect(readContext(given).ignoreFile?.path).toBe('ci/Dockerfile.dockerignore');
  });

  it('holds declared folders, left out if all in them is', () => {
    const bulk = [
      { path: '.git', bytes: 48_000_000, files: 900 },
      { path: 'data', bytes: 5_000_000, files: 3 },
      { path: 'model.bin', bytes: 9_000_000, files: 1 },
      { path: 'src/static', bytes: 1_000, files: 2 },
    ];
    const given = project({ Dockerfile: '', '.dockerignore': '.git\ndata/**\nmodel.bin/**\nsrc/*.py' }, { bulk });
    expect(ignored(given)).toEqual(['.git', 'data']);
    expect(readContext(given).entries.at(-1)).toEqual({
      path: 'src/static',
      bytes: 1_000,
      files: 2,
      ignored: false,
      bulk: true,
    });
  });

  it('is bounded', () => {
    const files = Array.from({ length: 100_002 }, (_, index) => ({ path: `f${index}`, text: '' }));
    expect(readContext(project({}, { files })).entries).toHaveLength(100_000);
  });
});

describe('bytes', () => {
  it('are those of UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(countBytes(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
    expect(countBytes('\ud800a\udc00')).toBe(7);
  });
});

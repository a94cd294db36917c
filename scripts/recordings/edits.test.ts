import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyToFolder, applyToProject, changeText, edit, editList, type FileChange, isRepeatable } from './edits';

const project = { dockerfile: 'Dockerfile', files: [{ path: 'app.py', text: 'one\n' }], bulk: [] };

describe('an edit', () => {
  it.each<[string, FileChange, string]>([
    ['gives the whole text', { text: 'two\n' }, 'two\n'],
    ['appends', { append: '# {random}\n' }, 'one\n# mark\n'],
    ['replaces the first place, dollar signs as they stand', { find: 'o', replace: '$&' }, '$&ne\n'],
    ['leaves the text where only the time changes', { touch: true }, 'one\n'],
  ])('%s', (_, change, expected) => {
    expect(changeText('one\n', change, 'mark')).toBe(expected);
  });

  it('refuses to replace what is not there', () => {
    expect(() => changeText('one\n', { find: 'two', replace: 'x' }, '')).toThrow(/not there: two/);
  });

  it.each([
    ['a text with a mark', { append: '{random}' }, true],
    ['a text without', { append: 'x' }, false],
    ['a mode', { executable: true }, false],
  ] as const)(
    'with %s can be built several times without finding itself in the cache: %s %s',
    (_, change, expected) => {
      expect(isRepeatable({ name: 'x', files: { a: change } })).toBe(expected);
    },
  );

  it('changes a project as it changes a folder', () => {
    const made = edit.parse({ name: 'x', files: { 'app.py': { executable: true }, 'new.py': { text: 'new\n' } } });
    expect(applyToProject(project, made).files).toEqual([
      { path: 'app.py', text: 'one\n', executable: true },
      { path: 'new.py', text: 'new\n' },
    ]);
    expect(applyToProject(project, edit.parse({ name: 'x', files: { 'app.py': { delete: true } } })).files).toEqual([]);
  });

  it('may be given in short, as a file and what is added to it', () => {
    expect(editList.parse([{ file: 'app.py' }, { name: 'b', file: 'x', find: 'a', replace: 'b' }])).toEqual([
      { name: 'an edit of app.py', files: { 'app.py': { append: '# edit {random}\n' } } },
      { name: 'b', files: { x: { find: 'a', replace: 'b' } } },
    ]);
  });
});

describe('an edit of a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'layerwise-edits-'));
    writeFileSync(path.join(folder, 'app.py'), 'one\n');
    chmodSync(path.join(folder, 'app.py'), 0o644);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each<[string, Record<string, FileChange>]>([
    ['another text', { 'app.py': { append: 'x' } }],
    ['a new file in a new folder', { 'deep/new.py': { text: 'x' } }],
    ['a deletion', { 'app.py': { delete: true } }],
    ['another mode', { 'app.py': { executable: true } }],
    ['another time', { 'app.py': { touch: true } }],
  ])('is taken back: %s', (_, files) => {
    const file = path.join(folder, 'app.py');
    const before = statSync(file);
    const undo = applyToFolder(folder, { name: 'x', files }, 'mark');
    undo();
    expect(readFileSync(file, 'utf8')).toBe('one\n');
    expect(statSync(file).mode).toBe(before.mode);
    expect(statSync(file).mtimeMs).toBeCloseTo(before.mtimeMs, -1);
    expect(existsSync(path.join(folder, 'deep/new.py'))).toBe(false);
  });
});

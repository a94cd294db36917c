import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPath } from './clean-path';
import { IgnoreMatcher, parseIgnoreFile } from './ignore';

const ignores = (text: string, path: string) => new IgnoreMatcher(parseIgnoreFile(text).patterns).ignores(path);

describe('an ignore file', () => {
  it('has a pattern a line, with its place', () => {
    const text = '\uFEFF# comment\r\n\r\n  /build/  \r\n! keep//this/../that \r\n #no-comment\r\n';
    const { patterns, problems } = parseIgnoreFile(text);
    expect(problems).toEqual([]);
    expect(
      patterns.map(({ pattern, negated, range }) => [pattern, negated, text.slice(range.start, range.end)]),
    ).toEqual([
      ['build', false, '/build/'],
      ['keep/that', true, '! keep//this/../that'],
      ['#no-comment', false, '#no-comment'],
    ]);
  });

  it.each([
    ['!', '!'],
    ['a[b', 'a[b'],
    ['a[', 'a['],
    ['[]a]', '[]a]'],
    ['a[b-]', 'a[b-]'],
    ['a\\', 'a\\'],
  ])('%j has a problem', (text, place) => {
    const { patterns, problems } = parseIgnoreFile(`${text}\nb`);
    expect(patterns.map(({ pattern }) => pattern)).toEqual(['b']);
    expect(problems.map(({ range: { start, end } }) => text.slice(start, end))).toEqual([place]);
    expect(problems[0]?.message).toMatch(/\.$/);
  });

  it('is bounded', () => {
    expect(parseIgnoreFile('a\n'.repeat(600_000))).toMatchObject({ patterns: [], problems: [{}] });
    expect(parseIgnoreFile('a\n'.repeat(20_000)).patterns).toHaveLength(10_000);
  });
});

describe('a pattern', () => {
  const cases: [sentence: string, patterns: string, left: string[], kept: string[]][] = [
    ['names a file at the root', 'notes.md', ['notes.md'], ['docs/notes.md', 'notes.mdx', 'my-notes.md']],
    ['takes a folder with all in it', 'data', ['data', 'data/a', 'data/b/c'], ['database', 'src/data']],
    ['may have a slash behind it', 'data/', ['data/a'], ['database']],
    ['has stars that stop at slashes', '*.py', ['a.py', '.py'], ['src/a.py', 'a.pyc']],
    ['may leave everything out', '*', ['a', 'a/b', '.git'], []],
    ['has question marks for one character', 'a?c', ['abc', 'a-c'], ['ac', 'a/c', 'abbc']],
    ['has ranges', 'v[0-3]', ['v0', 'v3'], ['v4', 'v']],
    ['has ranges turned round', 'v[^0-3]', ['v4', 'vx'], ['v1', 'v']],
    ['may escape a special character', 'a\\*b', ['a*b'], ['aab']],
    ['takes other special characters as they are', 'a.(b)+{c}|$', ['a.(b)+{c}|$'], ['ab']],
    [
      'finds a name at any depth',
      '**/__pycache__',
      ['__pycache__/a', 'a/b/__pycache__/c'],
      ['my__pycache__', 'x__pycache__/a'],
    ],
    ['finds an ending at any depth', '**/*.pyc', ['a.pyc', 'a/b.pyc'], ['a.py']],
    ['without a slash matches endings', '**cache', ['cache', 'a/my-cache'], ['cached']],
    ['takes what is in a folder, not itself', 'data/**', ['data/a', 'data/b/c'], ['data']],
    ['may have folders in between', 'a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['az', 'b/z']],
    ['may have two stars after a name', 'a**', ['a', 'ab', 'ab/c'], ['b/a']],
    ['of two stars leaves everything out', '**', ['a', 'b/c'], []],
    ['takes files back in', '*\n!src\n!pyproject.toml', ['a', 'docs/b'], ['src', 'src/a/b', 'pyproject.toml']],
    ['decides after those before it', '*.md\n!README.md\nREADME*', ['README.md', 'a.md'], []],
    ['takes a file back from a folder', 'docs\n!docs/a.md', ['docs/b.md'], ['docs/a.md']],
    [
      'leaves the rest of a folder out after that',
      '**\n!src/**/*.py',
      ['src/a.txt', 'b.py'],
      ['src/a.py', 'src/b/c.py'],
    ],
  ];
  it.each(cases)('%s', (_sentence, patterns, left, kept) => {
    expect(left.filter((path) => !ignores(patterns, path))).toEqual([]);
    expect(kept.filter((path) => ignores(patterns, path))).toEqual([]);
  });

  it('that changes nothing for a folder is not asked again for what is in it, as BuildKit does', () => {
    expect(ignores('data/a\n!data', 'data/a')).toBe(true);
    expect(ignores('data\n!data', 'data/a')).toBe(false);
  });

  it('agrees with a regular expression', () => {
    const pattern = fc.stringMatching(/^[ab/*?]{1,8}$/);
    const path = fc.stringMatching(/^[ab]{1,3}(\/[ab]{1,3}){0,3}$/);
    fc.assert(
      fc.property(pattern, path, (written, file) => {
        const clean = cleanPath(written);
        // Two stars at an end compare plain text; cases above say how.
        if (/^\*\*|\*\*$|^[./]/.test(clean)) return;
        const source = clean
          .replaceAll(/\*\*\/?|\*|\?/g, (part) => (part === '?' ? '[^/]' : part === '*' ? '[^/]*' : '(.*/)?'))
          .replaceAll('.', (dot) => dot);
        const expression = new RegExp(`^${source}$`);
        const parents = file.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
        expect(ignores(written, file)).toBe(parents.some((parent) => expression.test(parent)));
      }),
      { numRuns: 3000 },
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, path) => {
        const { patterns, problems } = parseIgnoreFile(text);
        expect(typeof new IgnoreMatcher(patterns).ignores(path)).toBe('boolean');
        for (const { range } of [...patterns, ...problems]) {
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a clean path', () => {
  it.each([
    ['a//b/./c/', 'a/b/c'],
    ['a/../b', 'b'],
    ['../a', '../a'],
    ['/../a', '/a'],
    ['./', '.'],
    ['', '.'],
    ['/', '/'],
  ])('of %j is %j', (path, clean) => {
    expect(cleanPath(path)).toBe(clean);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOf } from '@/components/workbench/testing';
import { compareLines, compareProjects, foldUnchanged } from './compare';

describe('compareProjects', () => {
  it('names what changed, came and went, in the order of the first project', () => {
    const from = projectOf('FROM a\n', { same: 'x', gone: 'y' });
    const to = projectOf('FROM b\n', { same: 'x', fresh: 'z' });
    expect(compareProjects(from, to).map(({ path, change }) => [path, change])).toEqual([
      ['Dockerfile', 'changed'],
      ['same', 'same'],
      ['gone', 'removed'],
      ['fresh', 'added'],
    ]);
  });
});

describe('compareLines', () => {
  it('numbers the lines of both texts', () => {
    expect(compareLines('a\nb\nc\n', 'a\nx\nc\n')).toEqual([
      { change: 'same', text: 'a', from: 1, to: 1 },
      { change: 'removed', text: 'b', from: 2, to: null },
      { change: 'added', text: 'x', from: null, to: 2 },
      { change: 'same', text: 'c', from: 3, to: 3 },
    ]);
  });

  it('sees no change in a missing last newline or in line ends of Windows', () => {
    expect(compareLines('a\r\nb', 'a\nb\n').every((line) => line.change === 'same')).toBe(true);
  });

  it('compares with nothing', () => {
    expect(compareLines('', 'a\n')).toEqual([{ change: 'added', text: 'a', from: null, to: 1 }]);
    expect(compareLines('', '')).toEqual([]);
  });

  it('holds every line of both texts, in order', () => {
    const texts = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(texts, texts, (from, to) => {
        const lines = compareLines(from, to);
        const side = (other: 'added' | 'removed') =>
          lines
            .filter((line) => line.change !== other)
            .map((line) => `${line.text}\n`)
            .join('');
        expect(side('added')).toBe(from);
        expect(side('removed')).toBe(to);
      }),
    );
  });
});

describe('foldUnchanged', () => {
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}\n`);

  it('keeps some lines around each change and counts the others', () => {
    const from = numbered(20);
    const to = from.with(10, 'changed\n');
    const parts = foldUnchanged(compareLines(from.join(''), to.join('')), 2);
    expect(parts).toHaveLength(1);
    expect(parts[0]?.skipped).toBe(8);
    expect(parts[0]?.lines.map((line) => line.text)).toEqual([
      'line 8',
      'line 9',
      'line 10',
      'changed',
      'line 11',
      'line 12',
    ]);
  });

  it('has nothing to show where nothing changed', () => {
    expect(foldUnchanged(compareLines('a\n', 'a\n'), 3)).toEqual([]);
  });
});

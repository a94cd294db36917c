import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markRanges } from './mark';

const show = (text: string, ...ranges: readonly (readonly [number, number])[]) =>
  markRanges(
    text,
    ranges.map(([start, end]) => ({ start, end })),
  ).map((part) => (part.marked ? `[${part.text}]` : part.text));

describe('markRanges', () => {
  it.each([
    [show('abc'), ['abc'], 'nothing to mark'],
    [show('abcdef', [1, 3]), ['a', '[bc]', 'def'], 'one range'],
    [show('abcdef', [4, 6], [0, 2]), ['[ab]', 'cd', '[ef]'], 'ranges in any order, to both ends'],
    [show('abcdef', [1, 4], [2, 3]), ['a', '[bcd]', 'ef'], 'a range inside another'],
    [show('abc', [1, 1]), ['abc'], 'an empty range'],
    [show('abc', [2, 9], [7, 8]), ['ab', '[c]'], 'ranges beyond the end'],
    [show(''), [], 'an empty text'],
  ])('gives %j', (parts, expected) => {
    expect(parts).toEqual(expected);
  });

  it('never loses or repeats a character', () => {
    const range = fc.record({ start: fc.nat(30), end: fc.nat(40) });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(range, { maxLength: 6 }), (text, ranges) => {
        expect(
          markRanges(text, ranges)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

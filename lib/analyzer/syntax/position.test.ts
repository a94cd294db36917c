import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexLines } from './position';

describe('a line index', () => {
  it.each([
    ['', 0, { line: 1, column: 1 }],
    ['ab\ncd', 2, { line: 1, column: 3 }],
    ['ab\ncd', 3, { line: 2, column: 1 }],
    ['ab\r\ncd', 3, { line: 1, column: 4 }],
    ['ab\r\ncd', 4, { line: 2, column: 1 }],
    ['ab\rcd', 3, { line: 2, column: 1 }],
    ['ab\n', 3, { line: 2, column: 1 }],
    ['ab', 99, { line: 1, column: 3 }],
    ['ab', -1, { line: 1, column: 1 }],
  ])('finds in %j the place of offset %i', (text, offset, position) => {
    expect(indexLines(text).positionAt(offset)).toEqual(position);
  });

  it('keeps positions outside of the text inside', () => {
    const index = indexLines('ab\r\ncd');
    expect(index.offsetAt({ line: 0, column: 5 })).toBe(0);
    expect(index.offsetAt({ line: 1, column: 99 })).toBe(2);
    expect(index.offsetAt({ line: 2, column: 0 })).toBe(4);
    expect(index.offsetAt({ line: 9, column: 1 })).toBe(6);
    expect(index.lineCount).toBe(2);
  });

  it('finds the way there and back', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'é', '😀') });
    fc.assert(
      fc.property(text, fc.nat(60), (written, offset) => {
        const index = indexLines(written);
        const position = index.positionAt(offset);
        const { start, end } = index.lineRange(position.line);
        expect(index.lineAt(offset)).toBe(position.line);
        expect(start).toBeLessThanOrEqual(Math.min(offset, written.length));
        // A newline's own characters lie behind the last column.
        expect(index.offsetAt(position)).toBe(Math.min(offset, end));
        expect(written.slice(start, end)).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findChange } from './replace-text';

const apply = (from: string, to: string) => {
  const change = findChange(from, to);
  return from.slice(0, change.start) + change.text + from.slice(change.end);
};

describe('findChange', () => {
  it('replaces only what differs', () => {
    expect(findChange('FROM a\nRUN x\n', 'FROM b\nRUN x\n')).toEqual({ start: 5, end: 6, text: 'b' });
  });

  it('inserts where something repeats', () => {
    expect(findChange('aa', 'aaa')).toEqual({ start: 2, end: 2, text: 'a' });
  });

  it('always leads from one text to the other', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', '\n'), { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(fc.property(texts, texts, (from, to) => apply(from, to) === to));
  });
});

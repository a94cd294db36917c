import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPattern, removePrefix, removeSuffix, replacePattern } from './pattern';

/** The same pattern as a regular expression: slow, but plain. */
const asExpression = (pattern: string, longest: boolean) =>
  [...pattern].map((part) => (part === '*' ? (longest ? '.*' : '.*?') : part === '?' ? '.' : part)).join('');

describe('a pattern', () => {
  const pattern = fc.stringMatching(/^[ab*?]{0,6}$/);
  const value = fc.stringMatching(/^[ab\n]{0,12}$/);

  it('removes the beginning that a regular expression finds', () => {
    fc.assert(
      fc.property(pattern, value, fc.boolean(), (text, subject, longest) => {
        const expected = subject.replace(new RegExp(`^${asExpression(text, longest)}`), '');
        expect(removePrefix(readPattern(text) ?? [], subject, longest)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('removes the ending that every shorter or longer ending is tried for', () => {
    fc.assert(
      fc.property(pattern, value, fc.boolean(), (text, subject, longest) => {
        const whole = new RegExp(`^${asExpression(text, true)}$(?!\\n)`);
        const lengths = Array.from({ length: subject.length + 1 }, (_, length) => length);
        const matching = lengths.filter((length) => whole.test(subject.slice(subject.length - length)));
        const length = longest ? matching.at(-1) : matching[0];
        const expected = subject.slice(0, subject.length - (length ?? 0));
        expect(removeSuffix(readPattern(text) ?? [], subject, longest)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('replaces what a regular expression finds', () => {
    fc.assert(
      fc.property(pattern, value, fc.boolean(), (text, subject, all) => {
        // Replacing nothing everywhere is left out: the two differ in where an empty match after another one counts.
        if (/^\**$/.test(text)) return;
        const expected = subject.replace(new RegExp(asExpression(text, true), all ? 'g' : ''), '<>');
        expect(replacePattern(readPattern(text) ?? [], subject, '<>', all)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['\\a', 'a\\'])('%s cannot be read', (text) => {
    expect(readPattern(text)).toBeNull();
  });

  it('takes an escaped star for a star', () => {
    expect(removePrefix(readPattern('\\*') ?? [], '*a', false)).toBe('a');
    expect(removePrefix(readPattern('\\*') ?? [], 'aa', false)).toBe('aa');
  });
});

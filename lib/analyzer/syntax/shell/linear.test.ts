import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShell } from './commands';
import { countLooks } from './testing/looks';
import { pieces } from './testing/scripts';

/** Characters looked at in a script of about `length` that repeats `unit`. */
function looksAt(unit: string, length: number): number {
  const text = unit.repeat(Math.ceil(length / unit.length));
  return countLooks(() => readShell({ form: 'shell', text, range: { start: 0, end: text.length } }));
}

/** A script twice as long takes twice the work, and not four times. Nesting is bounded, which short scripts do not show. */
function expectLinear(unit: string): void {
  expect(looksAt(unit, 32_000)).toBeLessThan(2.5 * looksAt(unit, 16_000) + 10_000);
}

describe('the work of reading a script grows as its length', () => {
  const units = [
    'a "b" \'c\' $d ${e:-f} `g` $(h) $((1)) *.i [j] {k,l}; ',
    ...[
      'declare a[ ',
      'a[ ',
      'a [[:x ',
      'a{b,c}',
      '{a,',
      '$[',
      '$((',
      '$((a) ',
      '((a); ',
      '<<A ',
      '<<A\nb\nA\n',
      "$'\\",
    ],
    ...[
      '`',
      '`a\\`',
      '"`',
      '"$(',
      '{a,b}${ x',
      '${a:-',
      '${a[',
      '@(',
      '*',
      '?(a)',
      '~',
      'if a; then b; fi; ',
      'case a in b) c;; esac; ',
    ],
    ...[
      '[[ a ',
      '[[ a && b ]]; ',
      '[[ a =~ (',
      'f() {',
      'x=(',
      '{ ',
      '( ',
      '> ',
      '2',
      '&',
      ';',
      ')',
      '\\\n',
      ' ',
      '\n',
      '#',
      '!',
    ],
  ];
  it.each(units)('%j', expectLinear);

  it('whatever repeats', () => {
    fc.assert(
      fc.property(
        fc.array(pieces, { minLength: 1, maxLength: 6 }).map((unit) => unit.join('')),
        expectLinear,
      ),
      { numRuns: 100 },
    );
  });
});

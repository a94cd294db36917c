import { describe, expect, it } from 'vitest';
import { drawExcerpt } from './excerpt';
import { positionsIn } from './positions';
import { makePrintable, makeStyle, wantsColours, wrap } from './style';

const plain = makeStyle(false, 80);

/** Draws the excerpt for the first occurrence of `marked`. */
function excerpt(text: string, marked: string, width = 80): string[] {
  const start = text.indexOf(marked);
  const project = { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text }], bulk: [] };
  return drawExcerpt(
    positionsIn(project),
    'Dockerfile',
    { start, end: start + marked.length },
    makeStyle(false, width),
  );
}

describe('an excerpt', () => {
  it('shows the line with its number and underlines the range', () => {
    expect(excerpt('FROM python\nRUN pip install flask\n', 'install')).toEqual([
      '    2 │ RUN pip install flask',
      '      │         ^^^^^^^',
    ]);
  });

  it('counts the further lines of a range', () => {
    expect(excerpt('RUN a \\\n  && b \\\n  && c\n', 'RUN a \\\n  && b \\\n  && c')).toEqual([
      '    1 │ RUN a \\',
      '      │ ^^^^^^^',
      '      │ and 2 more lines',
    ]);
  });

  it('does not count the line behind a range that ends with a newline', () => {
    expect(excerpt('RUN a\nRUN b\n', 'RUN a\n')).toHaveLength(2);
  });

  it('puts one caret where a range is empty, even at the end of the text', () => {
    expect(excerpt('', '')).toEqual(['    1 │ ', '      │ ^']);
    const project = { dockerfile: 'Dockerfile', files: [{ path: 'Dockerfile', text: 'RUN' }], bulk: [] };
    expect(drawExcerpt(positionsIn(project), 'Dockerfile', { start: 3, end: 3 }, plain)[1]).toBe('      │    ^');
  });

  it('keeps the carets below wide and combined characters', () => {
    expect(excerpt('LABEL a="日本" b="x"', 'b="x"')[1]).toBe(`      │ ${' '.repeat(15)}^^^^^`);
    expect(excerpt('LABEL a="e\u0301" b="x"', 'b="x"')[1]).toBe(`      │ ${' '.repeat(12)}^^^^^`);
  });

  it('cuts a long line around the range', () => {
    const [line = '', carets = ''] = excerpt(`RUN ${'x'.repeat(300)} marked ${'y'.repeat(300)}`, 'marked');
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('marked');
    expect(line).toMatch(/│ ….*…$/);
  });

  it('takes a carriage return for a part of the line break', () => {
    expect(excerpt('FROM a\r\nRUN b\r\n', 'RUN b')[0]).toBe('    2 │ RUN b');
  });

  it('of a file that is not there is empty', () => {
    const project = { dockerfile: 'Dockerfile', files: [], bulk: [] };
    expect(drawExcerpt(positionsIn(project), 'gone.txt', { start: 5, end: 9 }, plain)[0]).toBe('    1 │ ');
  });
});

describe('text from files', () => {
  it('cannot steer the terminal', () => {
    expect(makePrintable('RUN \u001b[31mred\u0007\u202e\ttab')).toBe('RUN �[31mred�� tab');
  });
});

describe('colours', () => {
  const cases: readonly [string, boolean, boolean, Record<string, string>, boolean][] = [
    ['are there in a terminal', true, false, {}, true],
    ['are not there in a file or pipe', false, false, {}, false],
    ['go by --no-color', true, true, {}, false],
    ['go by NO_COLOR', true, false, { NO_COLOR: '1' }, false],
    ['stay when NO_COLOR is empty', true, false, { NO_COLOR: '' }, true],
    ['are not there in a dumb terminal', true, false, { TERM: 'dumb' }, false],
  ];
  it.each(cases)('%s', (_, terminal, refused, environment, expected) => {
    expect(wantsColours(terminal, refused, environment)).toBe(expected);
  });

  it('paint only when wanted', () => {
    expect(makeStyle(true, 80).paint('red', 'x')).toBe('\u001b[31mx\u001b[39m');
    expect(plain.paint('red', 'x')).toBe('x');
  });
});

describe('wrapping', () => {
  it('breaks at blanks and leaves longer words whole', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('a incomprehensibilities b', 5)).toEqual(['a', 'incomprehensibilities', 'b']);
    expect(wrap('', 5)).toEqual([]);
  });
});

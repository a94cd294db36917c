import { describe, expect, it } from 'vitest';
import { colourComments, colourDockerfile } from './colour';
import { cutAtMarks } from './mirror';

const roles = (text: string) =>
  colourDockerfile(text).map((line) => line.map((piece) => `${piece.role}:${piece.text}`).join('|'));

describe('colourDockerfile', () => {
  const cases = [
    {
      what: 'instructions in any case',
      text: 'FROM a\nrun x',
      lines: ['keyword:FROM|plain: a', 'keyword:run|plain: x'],
    },
    { what: 'comments, indented ones too', text: '# a\n  # b', lines: ['comment:# a', 'comment:  # b'] },
    {
      what: 'no instruction in a continued line, past comments and blank lines',
      text: 'RUN a \\\n# note\n\n  copy b',
      lines: ['keyword:RUN|plain: a \\', 'comment:# note', 'plain:', 'plain:  copy b'],
    },
    {
      what: 'no instruction in a here-document',
      text: 'RUN <<EOF\nFROM x\n# y\nEOF\nUSER z',
      lines: ['keyword:RUN|plain: <<EOF', 'plain:FROM x', 'plain:# y', 'plain:EOF', 'keyword:USER|plain: z'],
    },
  ];
  for (const { what, text, lines } of cases) {
    it(`sees ${what}`, () => {
      expect(roles(text)).toEqual(lines);
    });
  }

  it('loses no character', () => {
    const text = 'FROM a\n\n  run x \\\n\ty\n# z';
    const joined = (lines: ReturnType<typeof colourDockerfile>) =>
      lines.map((line) => line.map((piece) => piece.text).join('')).join('\n');
    expect(joined(colourDockerfile(text))).toBe(text);
    expect(joined(colourComments(text))).toBe(text);
  });
});

describe('cutAtMarks', () => {
  const line = [
    { text: 'RUN', role: 'keyword' },
    { text: ' apt-get install', role: 'plain' },
  ] as const;

  it('cuts a line where a mark begins and ends', () => {
    const cuts = cutAtMarks(line, 100, [{ start: 104, end: 111, severity: 'warning' }]);
    expect(cuts.map((cut) => [cut.text, cut.severity])).toEqual([
      ['RUN', null],
      [' ', null],
      ['apt-get', 'warning'],
      [' install', null],
    ]);
  });

  it('shows the worst of several marks', () => {
    const cuts = cutAtMarks(line, 0, [
      { start: 0, end: 19, severity: 'info' },
      { start: 0, end: 3, severity: 'error' },
    ]);
    expect(cuts.map((cut) => cut.severity)).toEqual(['error', 'info']);
  });

  it('follows a mark that goes beyond the line', () => {
    const cuts = cutAtMarks(line, 10, [{ start: 0, end: 500, severity: 'error' }]);
    expect(cuts.map((cut) => cut.text).join('')).toBe('RUN apt-get install');
    expect(cuts.every((cut) => cut.severity === 'error')).toBe(true);
  });
});

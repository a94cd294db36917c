import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDockerfile } from './format';
import { parseDockerfile } from './parse';

const cases: readonly { readonly what: string; readonly from: string; readonly to: string }[] = [
  { what: 'writes instructions and AS in capitals', from: 'from a as b\nrun x\n', to: 'FROM a AS b\nRUN x\n' },
  {
    what: 'writes the instruction behind ONBUILD in capitals',
    from: 'FROM a\nonbuild run x\n',
    to: 'FROM a\nONBUILD RUN x\n',
  },
  {
    what: 'takes away blanks at the ends of lines',
    from: 'FROM a  \nRUN x \\ \n    y\t\n',
    to: 'FROM a\nRUN x \\\n    y\n',
  },
  { what: 'keeps one blank line of several', from: 'FROM a\n\n\n\nRUN x\n\n\n', to: 'FROM a\n\nRUN x\n' },
  { what: 'ends with a newline', from: 'FROM a', to: 'FROM a\n' },
  {
    what: 'indents continued lines by four columns',
    from: 'FROM a\nRUN x && \\\n  y && \\\n  z\n',
    to: 'FROM a\nRUN x && \\\n    y && \\\n    z\n',
  },
  {
    what: 'keeps how much deeper a line is than its neighbours',
    from: 'FROM a\nRUN x && \\\n  y && \\\n      z\n',
    to: 'FROM a\nRUN x && \\\n    y && \\\n        z\n',
  },
  {
    what: 'looks past a line that is continued and empty',
    from: 'FROM a\nRUN x \\\n\\\ny\n',
    to: 'FROM a\nRUN x \\\n    \\\n    y\n',
  },
  { what: 'counts a tab as four columns', from: 'FROM a\nRUN x \\\n\ty\n', to: 'FROM a\nRUN x \\\n    y\n' },
  {
    what: 'indents a line in the first column after a blank',
    from: 'FROM a\nRUN x \\\ny\n',
    to: 'FROM a\nRUN x \\\n    y\n',
  },
  {
    what: 'leaves a word whole that a continuation cuts in two',
    from: 'FROM a\nRUN ec\\\nho x\n',
    to: 'FROM a\nRUN ec\\\nho x\n',
  },
  {
    what: 'leaves the lines of a quotation alone',
    from: 'FROM a\nRUN echo "b \\\n  c"\n',
    to: 'FROM a\nRUN echo "b \\\n  c"\n',
  },
  {
    what: 'keeps comments between instructions and inside continuations',
    from: 'FROM a\n# one\nRUN x \\\n# two\n  y\n',
    to: 'FROM a\n# one\nRUN x \\\n    # two\n      y\n',
  },
  {
    what: 'removes blank lines inside continuations, which Docker skips',
    from: 'FROM a\nRUN x \\\n\n  y\n',
    to: 'FROM a\nRUN x \\\n    y\n',
  },
  {
    what: 'leaves here-documents as they are',
    from: 'FROM a\nrun <<EOF\n  x  \n\n\n y\nEOF\nRUN z\n',
    to: 'FROM a\nRUN <<EOF\n  x  \n\n\n y\nEOF\nRUN z\n',
  },
  { what: 'keeps the value of the old ENV form', from: 'FROM a\nENV A b \\\n  c\n', to: 'FROM a\nENV A b \\\n  c\n' },
  {
    what: 'keeps directives and a backquote as escape character',
    from: '# escape=`\nFROM a\nRUN x `\n  y\n',
    to: '# escape=`\nFROM a\nRUN x `\n    y\n',
  },
  {
    what: 'keeps a blank first line, below which a comment is no directive',
    from: '\n\n# escape=`\nFROM a\n',
    to: '\n# escape=`\nFROM a\n',
  },
  { what: 'keeps line ends of Windows', from: 'from a\r\nRUN x \r\n', to: 'FROM a\r\nRUN x\r\n' },
  { what: 'takes away blanks before an instruction', from: '  FROM a\n   RUN x\n', to: 'FROM a\nRUN x\n' },
  { what: 'gives back a text that Docker cannot read', from: 'from a\nrnu x  \n', to: 'from a\nrnu x  \n' },
  { what: 'gives back a text without instructions', from: '# nothing', to: '# nothing' },
  { what: 'gives back an empty text', from: '', to: '' },
];

function isRange(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'end,start';
}

/** What Docker reads, without places and numbers of blanks. */
function meaning(text: string): unknown {
  const { instructions, directives, escape: escapeCharacter } = parseDockerfile(text);
  const drop = new Set(['range', 'keywordRange', 'openerRange', 'contentRange', 'asKeyword', 'leadingComments']);
  const plain = JSON.stringify({ instructions, directives, escapeCharacter }, (key, value: unknown) => {
    if (drop.has(key) || isRange(value)) return undefined;
    if (key === 'content') return value;
    return typeof value === 'string' ? value.replace(/\\\n/g, ' ').replace(/\s+/g, ' ').trim() : value;
  });
  return JSON.parse(plain);
}

const pieces = fc.constantFrom(
  'FROM a',
  'from b as c',
  'RUN',
  'run ',
  ' x',
  ' && ',
  '\\',
  '\\\n',
  ' \\\n',
  '\n',
  '\n\n',
  '\n\n\n',
  '  ',
  '\t',
  '# note',
  '\n# note\n',
  '"',
  "'",
  'COPY . .',
  'copy a b',
  'ENV A b',
  'ENV A=b',
  ' C=d',
  '<<EOF',
  '\nEOF\n',
  '["a", "b"]',
  'CMD ',
  'ONBUILD run y',
  '# escape=`\n',
  '`\n',
  'HEALTHCHECK CMD z',
);

describe('formatDockerfile', () => {
  for (const { what, from, to } of cases) {
    it(what, () => {
      expect(formatDockerfile(from)).toBe(to);
    });
  }

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const once = formatDockerfile(parts.join(''));
        expect(formatDockerfile(once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });

  it('leaves what Docker reads as it was', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        expect(meaning(formatDockerfile(text))).toEqual(meaning(text));
      }),
      { numRuns: 3_000 },
    );
  });
});

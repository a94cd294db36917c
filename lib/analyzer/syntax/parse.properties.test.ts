import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JoinedText } from './lines';
import { parseDockerfile } from './parse';
import type { SourceRange } from './range';
import type { Command, Dockerfile, Instruction } from './types';

/** Text made of the pieces that a parser may trip over. */
const piece = fc.oneof(
  fc.constantFrom(
    'FROM a',
    'RUN ',
    'COPY ',
    'ENV ',
    'ONBUILD ',
    'HEALTHCHECK CMD ',
    'CMD ',
    'LABEL ',
    'ARG ',
    'SHELL ',
    'FOO ',
  ),
  fc.constantFrom('\n', '\n', ' ', '\t', '\\\n', '\\ \n', '`\n', '\n# c\n', '\\\n  # c\n\n', '\\', '#'),
  fc.constantFrom(
    '--from=b ',
    '--mount="a ',
    '-- ',
    '["a", "b"]',
    "['a']",
    '[["a"]]',
    'a=b',
    '=',
    '"',
    "'",
    '$A',
    '${A:-b}',
    '${',
  ),
  fc.constantFrom(
    '<<E',
    '<<-"E" ',
    '<< E',
    '\nE\n',
    '\n\tE\n',
    '# escape=`\n',
    '# syntax=a\n',
    '\uFEFF',
    '\u00a0',
    '😀',
  ),
  fc.string({ maxLength: 5 }),
);
const dockerfile = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

/** Every range of a file, by the name of the field that holds it. */
function rangesOf(value: unknown, name = 'file'): [string, SourceRange][] {
  if (Array.isArray(value)) return value.flatMap((entry) => rangesOf(entry, name));
  if (typeof value !== 'object' || value === null) return [];
  const found: [string, SourceRange][] = [];
  if ('start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number') {
    found.push([name, { start: value.start, end: value.end }]);
  }
  return [...found, ...Object.entries(value).flatMap(([key, entry]) => rangesOf(entry, key))];
}

function commandsOf(instruction: Instruction): Command[] {
  switch (instruction.keyword) {
    case 'ONBUILD':
      return commandsOf(instruction.trigger);
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return [instruction.command];
    case 'HEALTHCHECK':
      return instruction.command === null ? [] : [instruction.command];
    default:
      return [];
  }
}

/** A file without its places: what it says. */
function withoutRanges(file: Dockerfile): unknown {
  return JSON.parse(
    JSON.stringify({ ...file, text: '' }, (key, value: unknown) =>
      /range|pieces|^start$|^end$/i.test(key) ? undefined : value,
    ),
  );
}

describe('whatever the text', () => {
  it('is read without an exception, twice the same, with every range inside of it', () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        const file = parseDockerfile(text);
        expect(parseDockerfile(text)).toEqual(file);
        for (const [name, { start, end }] of rangesOf(file)) {
          expect([name, start >= 0, end >= start, end <= text.length]).toEqual([name, true, true, true]);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('has instructions in order, which do not overlap and hold their parts', () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        let end = 0;
        for (const [index, instruction] of parseDockerfile(text).instructions.entries()) {
          expect(instruction.index).toBe(index);
          expect(instruction.range.start).toBeGreaterThanOrEqual(end);
          end = instruction.range.end;
          const { leadingComments, ...own } = instruction;
          for (const comment of leadingComments) expect(comment.range.end).toBeLessThanOrEqual(own.range.start);
          for (const [name, range] of rangesOf(own)) {
            expect([name, range.start >= own.range.start]).toEqual([name, true]);
            // The content of a heredoc without its delimiter takes the newline at the end of the file.
            const newline = text.endsWith('\n') && range.end === text.length;
            expect([name, range.end <= own.range.end || newline]).toEqual([name, true]);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('has scripts that are as long as their ranges and whose pieces say what the shell gets', () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        for (const command of parseDockerfile(text).instructions.flatMap(commandsOf)) {
          if (command.form === 'exec') continue;
          const { range, pieces = [] } = command;
          expect(command.text).toHaveLength(range.end - range.start);
          let end = range.start;
          for (const each of pieces) {
            expect(each.start).toBeGreaterThanOrEqual(end);
            end = each.end;
            const written = text.slice(each.start, each.end);
            expect(command.text.slice(each.start - range.start, each.end - range.start)).toBe(written);
          }
          expect(end).toBeLessThanOrEqual(range.end);
          const joined = new JoinedText(text, pieces).text;
          expect(joined).not.toContain('\r\n');
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('says the same with carriage returns', () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        // Scripts keep the length of their range, so that their text is longer there; what they say is in the pieces.
        const plain = text.replaceAll('\r', '');
        const returned = plain.replaceAll('\n', '\r\n');
        const said = (written: string) => {
          const file = parseDockerfile(written);
          const scripts = file.instructions.flatMap(commandsOf).map((command) => {
            return command.form === 'exec' ? [] : new JoinedText(written, command.pieces ?? []).text;
          });
          return { file: withoutScripts(withoutRanges(file)), scripts };
        };
        expect(said(returned)).toEqual(said(plain));
      }),
      { numRuns: 3000 },
    );
  });
});

/** Leaves out the texts of scripts. */
function withoutScripts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutScripts);
  if (typeof value !== 'object' || value === null) return value;
  const isScript = 'form' in value && value.form === 'shell' && 'text' in value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, isScript && key === 'text' ? '' : withoutScripts(entry)]),
  );
}

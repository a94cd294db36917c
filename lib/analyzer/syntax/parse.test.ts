import { describe, expect, it } from 'vitest';
import { longestDockerfile, parseDockerfile } from './parse';
import type { Dockerfile, Instruction } from './types';

const slice = (file: Dockerfile, { start, end }: { start: number; end: number }) => file.text.slice(start, end);
const problemsOf = (text: string) => {
  const file = parseDockerfile(text);
  return file.problems.map(({ code, range, fatal }) => [code, slice(file, range), fatal]);
};

/** The only instruction after FROM. */
function second<K extends Instruction['keyword']>(text: string, keyword: K): Instruction & { keyword: K } {
  const instruction = parseDockerfile(`FROM a\n${text}`).instructions[1];
  expect(instruction?.keyword).toBe(keyword);
  return instruction as Instruction & { keyword: K };
}
const commandOf = (text: string) => second(text, 'RUN').command;

describe('the head of the file', () => {
  it('reads directives, whatever their case and blanks', () => {
    const file = parseDockerfile('#syntax = docker/dockerfile:1\n# EsCaPe=`\n#check=skip=all\nFROM a\n');
    expect(file.directives.map(({ name, value }) => [name, value])).toEqual([
      ['syntax', 'docker/dockerfile:1'],
      ['escape', '`'],
      ['check', 'skip=all'],
    ]);
    expect(file.escape).toBe('`');
    expect(file.directives.map(({ range }) => slice(file, range))).toEqual([
      '#syntax = docker/dockerfile:1',
      '# EsCaPe=`',
      '#check=skip=all',
    ]);
  });

  it.each([
    ['a comment', '# hello\n# escape=`\nFROM a'],
    ['an empty line', '\n# escape=`\nFROM a'],
    ['an instruction', 'FROM a\n# escape=`'],
  ])('ends at %s', (_what, text) => {
    const file = parseDockerfile(text);
    expect(file.directives).toEqual([]);
    expect(file.escape).toBe('\\');
  });

  it('goes on after a line of the same shape with another name', () => {
    expect(parseDockerfile('# vim=on\n# escape=`\nFROM a').escape).toBe('`');
  });

  it('passes a byte order mark over', () => {
    const file = parseDockerfile('\uFEFFFROM a');
    expect(file.problems).toEqual([]);
    expect(file.instructions[0]?.range).toEqual({ start: 1, end: 7 });
  });

  it.each([
    ['# escape=x\nFROM a', 'invalid-escape', '# escape=x'],
    ['# syntax=a\n# syntax=b\nFROM a', 'duplicate-directive', '# syntax=b'],
  ])('refuses %j', (text, code, place) => {
    expect(problemsOf(text)).toEqual([[code, place, true]]);
  });
});

it('takes letters that only look like an instruction in upper case for none', () => {
  expect(problemsOf('FROM a\n\u017fhell ["b"]')).toEqual([['unknown-instruction', '\u017fhell', true]]);
});

describe('lines', () => {
  it('joins continuations, and leaves comments and empty lines between them out', () => {
    const file = parseDockerfile('FROM a\nEXPOSE 1 \\\n# two\n\n  # three\n 2 \\  \n3\nUSER b\n');
    const [, expose, user] = file.instructions;
    expect(expose).toMatchObject({ keyword: 'EXPOSE', words: [{ text: '1' }, { text: '2' }, { text: '3' }] });
    expect(user).toMatchObject({ keyword: 'USER' });
    expect(file.comments.map(({ text }) => text)).toEqual(['two', 'three']);
  });

  it('joins the parts of one word', () => {
    const { words } = second('EXPOSE 80\\\n80', 'EXPOSE');
    expect(words).toEqual([{ text: '8080', range: { start: 14, end: 20 } }]);
  });

  it('takes two escape characters at the end for text', () => {
    expect(parseDockerfile('FROM a\nUSER x\\\\\nUSER y').instructions).toHaveLength(3);
  });

  it('honours the other escape character', () => {
    const file = parseDockerfile('# escape=`\nFROM a\nWORKDIR c:\\x\\\nUSER a`\nb');
    expect(file.instructions.map((entry) => entry.keyword)).toEqual(['FROM', 'WORKDIR', 'USER']);
    expect(file.instructions[2]).toMatchObject({ argument: { text: 'ab' } });
  });

  it('are told of where they are empty', () => {
    const file = parseDockerfile('FROM a\n\nRUN b \\\n\n# c\n  \n  d\n\n');
    expect(file.emptyContinuations).toEqual([
      { start: 16, end: 16 },
      { start: 21, end: 23 },
    ]);
  });

  it('ends at the end of the file', () => {
    const file = parseDockerfile('FROM a\nRUN b \\\n\n');
    expect(file.instructions[1]).toMatchObject({ command: { text: 'b' }, range: { start: 7, end: 14 } });
  });

  it('gives every instruction the comments directly above it', () => {
    const file = parseDockerfile('# far\n\n# one\n #  two \nFROM a\n# three\nUSER b');
    expect(file.instructions.map(({ leadingComments }) => leadingComments.map(({ text }) => text))).toEqual([
      ['one', 'two'],
      ['three'],
    ]);
    expect(file.comments.map(({ range }) => slice(file, range))).toEqual(['# far', '# one', '#  two', '# three']);
  });

  it('takes keywords in any case', () => {
    expect(parseDockerfile('from a\nRuN b').instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'RUN']);
  });
});

describe('flags', () => {
  it('come before the arguments, with exact places', () => {
    const file = parseDockerfile('FROM a\nCOPY --from=b --link --chown="x y" --chmod=7\\55 src dst');
    const copy = file.instructions[1];
    expect(copy?.flags.map(({ name, value }) => [name, value?.text ?? null])).toEqual([
      ['from', 'b'],
      ['link', null],
      ['chown', 'x y'],
      ['chmod', '755'],
    ]);
    expect(copy?.flags.map(({ range }) => slice(file, range))).toEqual([
      '--from=b',
      '--link',
      '--chown="x y"',
      '--chmod=7\\55',
    ]);
    expect(copy).toMatchObject({ sources: [{ text: 'src' }], destination: { text: 'dst' } });
  });

  it('may be repeated where they make a list', () => {
    const run = second('RUN --mount=type=cache,target=/a --mount=type=bind,target=/b \\\n  make', 'RUN');
    expect(run.flags.map(({ name }) => name)).toEqual(['mount', 'mount']);
    expect(run.command).toMatchObject({ text: 'make' });
  });

  it('end at a lone --', () => {
    expect(commandOf('RUN -- --help')).toMatchObject({ text: '--help' });
  });

  it.each([
    ['COPY --form=x a b', 'unknown-flag', '--form=x'],
    ['CMD --verbose', 'unknown-flag', '--verbose'],
    ['COPY --from a b', 'missing-flag-value', '--from'],
    ['COPY --from=a --from=b c d', 'duplicate-flag', '--from=b'],
    ['COPY --link=maybe a b', 'invalid-flag-value', '--link=maybe'],
    ['HEALTHCHECK --interval=soon CMD a', 'invalid-flag-value', '--interval=soon'],
    ['HEALTHCHECK --timeout=5us CMD a', 'invalid-flag-value', '--timeout=5us'],
    ['HEALTHCHECK --retries=-1 CMD a', 'invalid-flag-value', '--retries=-1'],
  ])('%s is refused', (line, code, place) => {
    expect(problemsOf(`FROM a\n${line}`)).toContainEqual([code, place, true]);
  });

  it.each(['30s', '1m30s', '1.5h', '0', '2ms', '100000us'])('%s is a duration', (duration) => {
    expect(problemsOf(`FROM a\nHEALTHCHECK --interval=${duration} CMD a`)).toEqual([]);
  });
});

describe('instructions', () => {
  it('FROM has an image, and may have a name', () => {
    expect(parseDockerfile('FROM --platform=linux/amd64 a:1 aS Build').instructions[0]).toMatchObject({
      image: { text: 'a:1', range: { start: 28, end: 31 } },
      asKeyword: { text: 'aS' },
      alias: { text: 'Build' },
      flags: [{ name: 'platform', value: { text: 'linux/amd64' } }],
    });
  });

  it('ENV keeps quotes and escapes in its values', () => {
    expect(second('ENV a=1 b="x y" c=x\\ y \\\n  d=', 'ENV')).toMatchObject({
      legacyForm: false,
      assignments: [
        { name: { text: 'a' }, value: { text: '1' } },
        { name: { text: 'b' }, value: { text: '"x y"' } },
        { name: { text: 'c' }, value: { text: 'x\\ y' } },
        { name: { text: 'd' }, value: { text: '' } },
      ],
    });
  });

  it('ENV without an equals sign takes the rest of the line', () => {
    expect(second('ENV PATH  /a:$PATH x', 'ENV')).toMatchObject({
      legacyForm: true,
      assignments: [{ name: { text: 'PATH' }, value: { text: '/a:$PATH x' }, range: { start: 11, end: 27 } }],
    });
  });

  it('ARG may go without a value', () => {
    const { assignments } = second('ARG A B=2', 'ARG');
    expect(assignments).toMatchObject([{ value: null }, { value: { text: '2' } }]);
  });

  it('COPY takes words or a JSON array', () => {
    expect(second('COPY a b c/', 'COPY')).toMatchObject({ form: 'shell', destination: { text: 'c/' } });
    expect(second('COPY ["a b", "c"]', 'COPY')).toMatchObject({
      form: 'exec',
      sources: [{ text: 'a b', range: { start: 13, end: 18 } }],
      destination: { text: 'c' },
    });
  });

  it('CMD resolves the escapes of JSON', () => {
    expect(second('CMD [ "a\\tb" , "\\u00e9" ]', 'CMD').command).toMatchObject({
      form: 'exec',
      words: [{ text: 'a\tb' }, { text: 'é' }],
    });
  });

  it('HEALTHCHECK has a command or none', () => {
    expect(second('HEALTHCHECK NONE', 'HEALTHCHECK').command).toBeNull();
    expect(second('HEALTHCHECK cmd curl -f x', 'HEALTHCHECK').command).toMatchObject({
      form: 'shell',
      text: 'curl -f x',
    });
    expect(second('HEALTHCHECK CMD ["a"]', 'HEALTHCHECK').command).toMatchObject({ form: 'exec' });
  });

  it('ONBUILD holds another instruction, with the index of its own', () => {
    expect(second('ONBUILD COPY --link a b', 'ONBUILD')).toMatchObject({
      index: 1,
      trigger: { keyword: 'COPY', index: 1, range: { start: 15, end: 30 }, flags: [{ name: 'link' }] },
    });
  });

  it('WORKDIR, USER and the like take the line as one word', () => {
    expect(second('WORKDIR /a b', 'WORKDIR').argument.text).toBe('/a b');
  });
});

describe('scripts', () => {
  it('have the length of their range, with comments blanked', () => {
    const text = 'FROM a\nRUN one \\\n# why\n\n  && two';
    const { command } = parseDockerfile(text).instructions[1] as Extract<Instruction, { keyword: 'RUN' }>;
    expect(command).toMatchObject({
      form: 'shell',
      text: 'one \\\n         && two',
      range: { start: 11, end: text.length },
      pieces: [
        { start: 11, end: 15 },
        { start: 24, end: 32 },
      ],
    });
  });

  it('write the escape character before a newline as a backslash', () => {
    const file = parseDockerfile('# escape=`\nFROM a\nRUN a `  \n b');
    expect(file.instructions[1]).toMatchObject({ command: { text: 'a   \\\n b' } });
  });

  it('may begin with a bracket', () => {
    expect(commandOf('RUN [ -f a ] && b')).toMatchObject({ form: 'shell', text: '[ -f a ] && b' });
    expect(problemsOf('FROM a\nRUN [ "$a" = "b" ] && c')).toEqual([]);
  });
});

describe('problems', () => {
  const cases: [text: string, ...expected: [code: string, place: string, fatal: boolean][]][] = [
    ['', ['no-instructions', '', true]],
    ['# only this\n', ['no-instructions', '', true]],
    ['ARG A=1', ['missing-from', '', true]],
    ['RUN a\nFROM b', ['missing-from', 'RUN', true]],
    ['FORM a', ['unknown-instruction', 'FORM', true]],
    ['FROM a\nRUNN b', ['unknown-instruction', 'RUNN', true]],
    ['FROM a\n\\\n', ['unknown-instruction', '', true]],
    ['FROM', ['missing-arguments', 'FROM', true]],
    ['FROM a b', ['invalid-from', 'FROM a b', true]],
    ['FROM a AS', ['missing-stage-name', 'AS', true]],
    ['FROM a AS 1b', ['invalid-stage-name', '1b', true]],
    ['FROM a\nRUN', ['missing-arguments', 'RUN', false]],
    ['FROM a\nCOPY a', ['missing-arguments', 'COPY a', true]],
    ['FROM a\nENV', ['missing-arguments', 'ENV', true]],
    ['FROM a\nENV A', ['missing-arguments', 'ENV A', true]],
    ['FROM a\nENV A=1 B', ['invalid-assignment', 'B', true]],
    ['FROM a\nLABEL =x', ['missing-name', '=x', true]],
    ['FROM a\nENV A="x', ['unterminated-quote', '"x', true]],
    ["FROM a\nENV A it's", ['unterminated-quote', "it's", true]],
    ['FROM a\nWORKDIR ${', ['bad-substitution', '${', true]],
    ['FROM ${A^}', ['bad-substitution', '${A^}', true]],
    ['FROM a\nCMD ["a", ["b"]]', ['invalid-exec-form', '["a", ["b"]]', true]],
    ['FROM a\nSHELL bash -c', ['shell-not-json', 'SHELL bash -c', true]],
    ['FROM a\nVOLUME ["a", ""]', ['empty-volume', '""', true]],
    ['FROM a\nHEALTHCHECK', ['missing-arguments', 'HEALTHCHECK', true]],
    ['FROM a\nHEALTHCHECK CMD', ['missing-arguments', 'HEALTHCHECK CMD', true]],
    ['FROM a\nHEALTHCHECK curl x', ['invalid-healthcheck', 'curl', true]],
    ['FROM a\nHEALTHCHECK --interval=5s NONE', ['unknown-flag', '--interval=5s', false]],
    ['FROM a\nONBUILD FOO', ['unknown-instruction', 'FOO', false]],
    ['FROM a\nONBUILD COPY b', ['missing-arguments', 'COPY b', false]],
    ['FROM a\nONBUILD CMD [1]', ['invalid-exec-form', '[1]', true]],
    ['FROM a\nHEALTHCHECK NONE x', ['too-many-arguments', 'x', true]],
    ['FROM a\nONBUILD', ['missing-arguments', 'ONBUILD', true]],
    ['FROM a\nONBUILD ONBUILD RUN b', ['nested-onbuild', 'ONBUILD', true]],
    ['FROM a\nONBUILD FROM b', ['forbidden-trigger', 'FROM', true]],
    ['FROM a\nRUN <<EOF\nb', ['unterminated-heredoc', '<<EOF', true]],
    ['FROM a\nCOPY a <<EOF\nb\nEOF', ['heredoc-destination', '<<EOF', true]],
  ];
  it.each(cases.map(([text, ...expected]) => [text, expected] as const))('%j has its problem', (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('name the instruction that was meant', () => {
    expect(parseDockerfile('FORM a').problems[0]?.message).toContain('Write FROM');
    expect(parseDockerfile('FROM a\nCOPY --chwon=a b c').problems[0]?.message).toContain('Write --chown');
  });

  it('say what is wrong in sentences', () => {
    for (const [text] of cases) {
      for (const { message } of parseDockerfile(text).problems) {
        expect(message).not.toContain('escapeCharacter');
        expect(message).toMatch(/^\S.*[a-z] .*[a-z].*\.$/s);
      }
    }
  });

  it('do not keep the rest from being read', () => {
    const file = parseDockerfile('FROM a\nCOPY x\nFOO\nUSER b');
    expect(file.instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'UNKNOWN', 'UNKNOWN', 'USER']);
    expect(file.instructions[1]).toMatchObject({ name: 'COPY', text: 'x' });
  });

  it('are the only result for text that is too large or none', () => {
    const large = parseDockerfile(`FROM a\n${'#'.repeat(longestDockerfile)}`);
    expect(large).toMatchObject({ instructions: [], problems: [{ code: 'too-large', fatal: true }] });
    expect(parseDockerfile('FROM a\0')).toMatchObject({
      instructions: [],
      problems: [{ code: 'binary', fatal: true }],
    });
  });

  it('stop at a line that is longer than Docker reads', () => {
    const file = parseDockerfile(`FROM a\nRUN ${'é'.repeat(33_000)}\nUSER b`);
    expect(file.problems.map(({ code }) => code)).toEqual(['line-too-long']);
    expect(file.instructions).toHaveLength(1);
  });
});

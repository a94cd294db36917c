import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../parse';
import type { ShellReading } from '../shell';
import type { ShellScript } from '../types';
import { readShell } from './commands';

function scriptOf(text: string): ShellScript {
  const run = parseDockerfile(text).instructions.find((instruction) => instruction.keyword === 'RUN');
  if (run?.keyword !== 'RUN' || run.command.form !== 'shell') throw new Error('the text has no RUN in shell form');
  return run.command;
}
const read = (run: string): ShellReading => readShell(scriptOf(`FROM a\nRUN ${run}`));
const line = (run: string) =>
  read(run).commands.map(({ name, words }) => [name, ...words.map(({ text }) => text)].join(' '));

describe('simple commands', () => {
  const cases: [sentence: string, run: string, expected: string[]][] = [
    ['are joined by operators', 'a 1 && b 2 || c 3; d | e & f', ['a 1', 'b 2', 'c 3', 'd', 'e', 'f']],
    ['stand in subshells and groups', '(a && { b; }) && c', ['a', 'b', 'c']],
    ['stand in conditions and loops', 'if a; then b; elif c; then d; else e; fi; while f; do g; done', [...'abcdefg']],
    ['stand in cases and functions', 'f() { a; }; case x in y) b;; *) c;; esac; for i in 1 2; do d; done', [...'abcd']],
    [
      'stand in substitutions',
      'a "$(b c)" `d` <(e) ${X:-$(f)}',
      ['a $(b c) `d` <(e) ${X:-$(f)}', 'b c', 'd', 'e', 'f'],
    ],
    ['stand in substitutions of assignments', 'X=$(a) b', ['b', 'a']],
    ['stand in test commands', '[[ -n $(a) ]] && b', ['a', 'b']],
    ['lose their quotes', `a "b c" 'd "e"' f\\ g h"i"'j'`, ['a b c d "e" f g hij']],
    ['keep variables as written', 'a $B "${C}d"', ['a $B ${C}d']],
    ['keep brackets', 'pip install uvicorn[standard] a==1.*', ['pip install uvicorn[standard] a==1.*']],
    ['have no continuations', "a \\\n  'b \\\nc'", ['a b c']],
    ['have no comments', 'a \\\n# one\n\n  b # two', ['a b']],
    ['may be words joined over a comment', 'a\\\n# why\nb', ['ab']],
    ['keep the arguments of export', 'export A=1 B="x y"', ['export A=1 B=x y']],
    ['may be a bare assignment', 'A=1', ['']],
  ];
  it.each(cases)('%s', (_sentence, run, expected) => {
    expect(line(run)).toEqual(expected);
  });

  it('know their places in the Dockerfile', () => {
    const text = 'FROM a\nRUN one \\\n# note\n "t w" && \\\n  A=1 three > out 2>&1';
    const { commands } = readShell(scriptOf(text));
    const places = commands.map(({ range, nameRange, words }) =>
      [range, nameRange, ...words.map((word) => word.range)].map(({ start, end }) => text.slice(start, end)),
    );
    expect(places).toEqual([
      ['one \\\n# note\n "t w"', 'one', '"t w"'],
      ['A=1 three > out 2>&1', 'three'],
    ]);
    expect(commands[1]?.assignments).toMatchObject([{ name: 'A', value: { text: '1' } }]);
    expect(commands[1]?.redirections.map(({ operator, target }) => [operator, target.text])).toEqual([
      ['>', 'out'],
      ['>&', '1'],
    ]);
  });

  it('know their places in a heredoc', () => {
    const text = 'FROM a\nRUN <<-EOF\n\tone "\n\ttwo"\n\tthree\n\tEOF\n';
    const { commands } = readShell(scriptOf(text));
    expect(commands.map(({ name, words }) => [name, ...words.map((word) => word.text)])).toEqual([
      ['one', '\ntwo'],
      ['three'],
    ]);
    expect(commands.map(({ nameRange: { start, end } }) => text.slice(start, end))).toEqual(['one', 'three']);
  });

  it('read the heredoc of a line as a redirection', () => {
    const { commands, problems } = read('python3 <<EOF && b\nprint("$(c)")\nEOF');
    expect(problems).toEqual([]);
    expect(commands.map(({ name }) => name)).toEqual(['python3', 'b', 'c']);
    expect(commands[0]?.redirections).toMatchObject([{ operator: '<<', target: { text: 'EOF' } }]);
  });

  it('lie in the backquotes that they were decoded from', () => {
    const text = 'FROM a\nRUN b `c \\`d\\``';
    const { commands } = readShell(scriptOf(text));
    expect(commands.map(({ name, range: { start, end } }) => [name, text.slice(start, end)])).toEqual([
      ['b', 'b `c \\`d\\``'],
      ['c', '`c \\`d\\``'],
      ['d', '`c \\`d\\``'],
    ]);
  });

  it('tell how they are joined', () => {
    const { commands } = read('a && b || c; d | e & f\\\n; (g; h)');
    expect(commands.map(({ joint }) => joint)).toEqual([
      'first',
      'and',
      'or',
      'then',
      'pipe',
      'background',
      'then',
      'then',
    ]);
  });

  it('tell where they may not run', () => {
    const { commands } = read('a && b || c; if d; then e; fi; for x in 1; do f; done; g() { h; }; (i)');
    expect(commands.map(({ name, conditional }) => [name, conditional])).toEqual([
      ['a', false],
      ['b', false],
      ['c', true],
      ['d', false],
      ['e', true],
      ['f', true],
      ['h', true],
      ['i', false],
    ]);
  });

  it('tell how deep they stand in subshells', () => {
    const { commands } = read('a; (b; $(c)); { d; }');
    expect(commands.map(({ name, subshell }) => [name, subshell])).toEqual([
      ['a', 0],
      ['b', 1],
      ['$(c)', 1],
      ['c', 2],
      ['d', 0],
    ]);
  });

  it('tell which words a program gets as written', () => {
    const [command] = read('a plain "quoted" \'$single\' $\'x\' u[v] "$var" $(sub) *.py {x,y} ~/z').commands;
    expect(command?.words.map(({ literal }) => literal)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a script', () => {
  it.each([
    ['echo "open', '"'],
    ['a && ; b', ';'],
    ['if a; then b', 'i'],
  ])('%s has a problem at its place', (run, place) => {
    const { problems } = read(run);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]?.message).toMatch(/^The shell cannot read this: .+\.$/);
    const [range] = problems.map((problem) => problem.range);
    expect(range).toBeDefined();
    if (range !== undefined && place !== 'i') expect(`FROM a\nRUN ${run}`.slice(range.start, range.end)).toBe(place);
  });

  it('for another interpreter has no shell commands', () => {
    expect(read('<<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF')).toEqual({ commands: [], script: null, problems: [] });
    expect(read('<<EOF\n#!/bin/bash -e\na\nEOF').commands).toHaveLength(1);
  });

  it('above its bound is one problem', () => {
    const text = 'a;'.repeat(70_000);
    const reading = readShell({ form: 'shell', text, range: { start: 0, end: text.length } });
    expect(reading.commands).toEqual([]);
    expect(reading.problems).toHaveLength(1);
  });

  it('may be nested as deep as anybody likes', () => {
    for (const nest of ['$(', '(', '{ ', 'if a; then ', '`', '"${x:-']) {
      expect(() => read(nest.repeat(5000))).not.toThrow();
    }
  });

  it('never throws, and its places lie inside of the text and in order', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'a',
        ' ',
        '$(',
        ')',
        '`',
        '"',
        "'",
        '\\\n',
        '&&',
        '||',
        ';',
        '|',
        '\n# c\n',
        '<<E',
        '\nE\n',
        '{',
        '}',
      ),
      fc.constantFrom(
        'if ',
        'then ',
        'fi',
        'for x in',
        'do ',
        'done',
        'case x in',
        'esac',
        '> f',
        'X=1 ',
        '$X',
        '${X',
        '\r\n',
      ),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
        const text = `FROM a\nRUN x ${parts.join('')}`;
        for (const instruction of parseDockerfile(text).instructions) {
          if (instruction.keyword !== 'RUN' || instruction.command.form !== 'shell') continue;
          const { commands, problems } = readShell(instruction.command);
          const ranges = commands.flatMap((command) => [
            command.range,
            command.nameRange,
            ...[...command.words, ...command.assignments, ...command.redirections].map(({ range }) => range),
          ]);
          for (const { start, end } of [...ranges, ...problems.map(({ range }) => range)]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
          const starts = commands.map(({ range }) => range.start);
          expect(starts).toEqual([...starts].sort((one, other) => one - other));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../parse';
import type { ShellScript } from '../types';
import { readShell } from './commands';
import { readShellFeatures } from './features';
import { comparableCommand, comparableNode } from './testing/comparable';
import { brokenScripts, validScripts } from './testing/scripts';
import { readShellFeatures as readFeaturesWithUnbash } from './testing/unbash-features';
import { readWithUnbash } from './testing/unbash-reading';

const scriptOf = (text: string): ShellScript => ({ form: 'shell', text, range: { start: 0, end: text.length } });

type Ranged = { readonly range: { readonly start: number; readonly end: number } };
const inOrder = <T extends Ranged>(list: readonly T[]): readonly T[] =>
  list.toSorted((one, other) => one.range.start - other.range.start || other.range.end - one.range.end);

/** Holds our reading of a script that the grammar allows to that of the other reader. */
function expectSame(script: ShellScript): void {
  const [ours, theirs] = [readShell(script), readWithUnbash(script)];
  expect(ours.problems.length > 0, 'whether there are problems').toBe(theirs.problems.length > 0);
  if (theirs.problems.length > 0) return;
  expect(ours.commands.map(comparableCommand)).toEqual(theirs.commands.map(comparableCommand));
  if (ours.script !== null && theirs.script !== null) {
    expect(comparableNode(ours.script)).toEqual(comparableNode(theirs.script));
  }
  const [features, others] = [readShellFeatures(script), readFeaturesWithUnbash(script)];
  expect(features.variables).toEqual(inOrder(others.variables));
  expect(features.extensions).toEqual(inOrder(others.extensions));
}

/** Every Dockerfile below a folder, and every one in a fence of a text. */
function* findDockerfiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (/dockerfile/i.test(entry.name)) yield readFileSync(path, 'utf8');
    else if (entry.name.endsWith('.mdx')) {
      for (const [, text = ''] of readFileSync(path, 'utf8').matchAll(/^```dockerfile.*\n([\s\S]*?)^```/gm)) yield text;
    } else if (entry.name.endsWith('.ts')) yield* findInStrings(readFileSync(path, 'utf8'));
  }
}

/** The strings of a program that hold a RUN, but for templates with values in them. */
function* findInStrings(program: string): Generator<string> {
  for (const [, , text = ''] of program.matchAll(/(['`])((?:(?!\1)[^\\]|\\[\s\S])*)\1/g)) {
    if (!text.includes('RUN ') || text.length > 20_000 || /(?<!\\)\$\{/.test(text)) continue;
    yield text.replace(/\\([\s\S])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  }
}

describe('our reader of scripts and that of another project', () => {
  it('read every script of the repository alike', () => {
    const texts = new Set(['content', 'lib'].flatMap((folder) => [...findDockerfiles(folder)]));
    let count = 0;
    for (const text of texts) {
      for (const instruction of parseDockerfile(text).instructions) {
        if (instruction.keyword !== 'RUN' || instruction.command.form !== 'shell') continue;
        expectSame(instruction.command);
        count++;
      }
    }
    expect(count).toBeGreaterThan(300);
  });

  it('read alike what is composed from the grammar', () => {
    fc.assert(
      fc.property(validScripts, (text) => expectSame(scriptOf(text))),
      { numRuns: 1500 },
    );
  });
});

describe('a script that the grammar refuses', () => {
  it('never stops the reader, and has its problems inside of the text', () => {
    fc.assert(
      fc.property(brokenScripts, (text) => {
        for (const { range } of readShell(scriptOf(text)).problems) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  const cases: readonly (readonly [script: string, problem: string, at: string])[] = [
    ['if a; then b', '`fi` is missing', 'b'],
    ['if a; b; fi', '`then` is missing', 'f'],
    ['for x in a; b; done', '`do` is missing', 'b'],
    ['while a; do b', '`done` is missing', 'b'],
    ['case x in a) b', '`esac` is missing', 'b'],
    ['a && ; b', 'a command is missing after `&&`', ';'],
    ['a | ; b', 'a command is missing after `|`', ';'],
    ['(a; b', '`)` is missing', 'b'],
    ['{ a; b', '`}` is missing', 'b'],
    ['a; )', '`)` cannot stand here', ')'],
    ['a "b', 'the double quote is not closed', '"'],
    ["a 'b", 'the single quote is not closed', "'"],
    ['a `b', 'the backquote is not closed', '`'],
    ['a ${b', '`}` is missing', '$'],
    ['a $(b', '`)` is missing', '$'],
    ['a > ; b', '`>` has no target', ';'],
  ];
  it.each(cases)('%s says what is missing, and where', (script, problem, at) => {
    const [first] = readShell(scriptOf(script)).problems;
    expect(first?.message).toContain(problem);
    expect(script.slice(first?.range.start, first?.range.end)).toBe(at);
  });
});

describe('a script as long as is read', () => {
  const pieces = ['(', '$(', '`', '{ ', '{', '"', "'", '<<A ', '${x:-', '$((', '[', '$[', 'a[', '@(', '"$(', '((a); '];
  it.each(pieces)('of nothing but %s is read', (piece) => {
    const text = piece.repeat(Math.floor(131_072 / piece.length));
    expect(readShell(scriptOf(text)).problems.length).toBeLessThan(2);
  });

  it('is not read beyond a depth, and says so', () => {
    expect(readShell(scriptOf('$('.repeat(300))).problems.map(({ message }) => message)).toEqual([
      'The script is nested too deeply to be read.',
    ]);
  });
});

describe('where the other reader is at odds with bash', () => {
  it('a process substitution goes on as a word', () => {
    expect(readShell(scriptOf('a b<(c)d')).commands[0]?.words.map(({ text }) => text)).toEqual(['b<(c)d']);
  });

  it('variables in arithmetic are variables', () => {
    expect(readShellFeatures(scriptOf('a $((X*$Y))')).variables.map(({ name }) => name)).toEqual(['Y']);
  });

  it('a substitution in (( )) runs in a shell of its own', () => {
    expect(readShell(scriptOf('(( $(a) > 1 ))')).commands.map(({ subshell }) => subshell)).toEqual([1]);
  });

  it('braces in the value of an assignment are not expanded', () => {
    expect(readShellFeatures(scriptOf('A={a,b} b')).extensions).toEqual([]);
  });

  it('a script of another interpreter asks the shell for nothing', () => {
    expect(readShellFeatures(scriptOf('#!/usr/bin/env python3\nprint("$x")\n')).variables).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { ShellScript } from '../types';
import { readShell } from './commands';
import { readShellFeatures } from './features';

const scriptOf = (text: string): ShellScript => ({ form: 'shell', text, range: { start: 0, end: text.length } });
const problemsOf = (text: string) => readShell(scriptOf(text)).problems;
const linesOf = (text: string) =>
  readShell(scriptOf(text)).commands.map(({ name, words }) => [name, ...words.map((word) => word.text)].join(' '));

describe('what some shell takes', () => {
  const cases: readonly (readonly [sentence: string, script: string, commands: readonly string[]])[] = [
    ['a reserved word before a joined line', 'if a; then\\\n b; fi\\\n; { c; }\\\n', ['a', 'b', 'c']],
    ['operators over joined lines', 'a &\\\n& b |\\\n| c |\\\n& d', ['a', 'b', 'c', 'd']],
    ['the end of a case over joined lines', 'case a in b) c;\\\n; d) e;\\\n;\\\n& esac', ['c', 'e']],
    ['redirections over joined lines', 'a >\\\n> b 2>\\\n&1 &\\\n> c', ['a']],
    ['a name over joined lines', 'a $B\\\nC "$D\\\n"', ['a $B\\\nC $D']],
    ['a test before a joined line', '[[ a ]]\\\n && b', ['b']],
    ['a simple command as the body of a function, as in dash', 'f() a b; f', ['a b', 'f']],
    ['`!` alone, as in bash', '! ; a', ['a']],
    ['a parameter with an index that is not closed, which only a run refuses', 'a ${x[:-y} b', ['a ${x[:-y} b']],
    ['a parameter without a name, which only a run refuses', 'a ${[} b', ['a ${[} b']],
    ['the substitution of bash 5.3 that runs in the shell itself', 'a "${ b; }"c', ['a ${ b; }c', 'b']],
    ['a process substitution behind a number', 'a 2<(b)', ['a 2<(b)', 'b']],
    ['an array among the arguments of eval', 'eval a=(b c) d', ['eval a=(b c) d']],
    ['a compound command of a coprocess with a name', 'coproc N while a; do b; done', ['a', 'b']],
    ['a coprocess whose first word only looks like a name', 'coproc }"x=("b', ['}x=(b']],
    [
      'a delimiter before the parenthesis that closes its substitution',
      'a $(b <<E\nc\nE) d',
      ['a $(b <<E\nc\nE) d', 'b'],
    ],
  ];
  it.each(cases)('%s', (_sentence, script, commands) => {
    expect(problemsOf(script)).toEqual([]);
    expect(linesOf(script)).toEqual(commands);
  });
});

describe('what no shell takes', () => {
  const cases: readonly (readonly [sentence: string, script: string, problem: string])[] = [
    ['a redirection to the next redirection', 'a > 2>&1', '`>` has no target'],
    ['a number before the next redirection as the word of a here-string', 'a <<< 2>&1', '`<<<` has no target'],
    ['`!` before an operator', '! && a', 'a command is missing after `!`'],
    ['`time` before a parenthesis', '(time )', 'a command is missing after `!` or `time`'],
    ['a semicolon instead of the commands of a case', 'case a in b) ; esac', '`;` cannot stand here'],
    ['a function without a body', 'f()', 'the body of a function is missing'],
    ['a simple command as the body where the name is no name', 'a-b() c', 'the body of a function is missing'],
    ['a simple command as the body behind `function`', 'function f a', 'the body of a function is missing'],
    ['a function behind an assignment', 'X=1 f() { a; }', '`(` cannot stand here'],
    ['a substitution with a brace that is not closed', 'a ${ b;', '`}` is missing'],
    ['a parameter with a blank before its name', 'a "${ b }" c', 'a name is missing after `${`'],
    ['a delimiter with an open quote', "a <<'E\nb\nE\n", 'the quote is not closed'],
    ['a test whose line ends behind an operator', '[[ a ==\nb ]]', 'a word is missing behind an operator of the test'],
    ['a test whose line ends behind its first word', '[[ a\n]]', 'a line ends behind the first word'],
    ['a subshell whose end stands behind a delimiter', '(a <<E\nb\nE)', '`)` is missing'],
  ];
  it.each(cases)('%s', (_sentence, script, problem) => {
    expect(problemsOf(script).map(({ message }) => message)).toContainEqual(expect.stringContaining(problem));
  });
});

describe('a here-document', () => {
  const cases: readonly (readonly [sentence: string, script: string, bodies: readonly (string | null)[]])[] = [
    ['ends at its delimiter', 'a <<E\nb\nE\nc', ['b\n']],
    ['ends not at a longer line', "a <<'E'\nE \n E\nEE\nE\n", ['E \n E\nEE\n']],
    ['follows the ones before it', 'a <<A; b <<B\na\nA\nb\nB\n', ['a\n', 'b\n']],
    ['has lost its tabs', 'a <<-E\n\t\tb\n \tc\n\tE\n', ['b\n \tc\n']],
    ['goes on behind a line that is joined', 'a <<E\nb\\\nE\nE\n', [null]],
    ['ends at a delimiter that is joined with nothing', 'a <<E\nb\n\\\nE\nc', ['b\n']],
    ['ends at a delimiter whose lines are joined', 'a <<EOF\nb\nE\\\nOF\nc', ['b\n']],
    ['has no joined lines where its delimiter is quoted', 'a <<"E"\nb\\\nE\nc', ['b\\\n']],
    ['ends with the substitution around it', 'a $(b <<E\nc\nE\n) "$(d <<F\ne\nF)"', ['c\n', 'e\n']],
    ['begins behind the newline that ends the command, and not in quotes', "a <<E 'b\nc'\nd\nE\n", ['d\n']],
    ['may be empty', 'a <<""\n\nb', ['']],
    ['goes on to the end of the script', 'a <<E\nb', ['b']],
  ];
  it.each(cases)('%s', (_sentence, script, bodies) => {
    const redirections = readShell(scriptOf(script)).commands.flatMap((command) => command.redirections);
    expect(redirections.map(({ body }) => body)).toEqual(bodies);
    expect(problemsOf(script)).toEqual([]);
  });
});

describe('braces in brackets', () => {
  it('are expanded first', () => {
    expect(readShellFeatures(scriptOf('a b[c{d,e}]')).extensions).toEqual([
      { kind: 'brace-expansion', range: { start: 5, end: 10 } },
    ]);
  });
});

import fc from 'fast-check';

const names = fc.constantFrom('pip', 'apt-get', 'x1', 'foo_bar', 'if2', './run.sh', 'python3.12', '[');
const texts = fc.constantFrom(
  ...['b', '-y', '==1.0', 'a=b', 'x[1]', '[abc]', 'f*', '?x', '~/y', '{}', '{a,b}', 'p{1..3}q', '%s', 'é', 'a#b'],
  ...['u:v', '2', '\\$x', '\\ y', 'x{', 'a,b', '..', '"b c"', "'d e'", '""', "''", '"\\"q\\""', "'$x'", "$'t\\tx'"],
  ...['$"loc"', '"{a,b}"'],
);
const variables = fc.constantFrom(
  ...['$X', '${X}', '$1', '$@', '"$X"', '${X:-d}', '"${X:-e f}"', '${X:=1}', '${X:+$Y}', '${X:?no}', '${X%.*}'],
  ...['${X##*/}', '${#X}', '${!X}', '${X//a/b}', '${X:1:2}', '${X^^}', '${X[0]}', '"${X%"${Y}"}"', '$((1+2))'],
  ...['$(( (1+2) ))', '$$', '$?', '${X@Q}', '${X-}', '"$"', '${X#\\}}'],
);
const redirections = fc.constantFrom(
  '> f',
  '2>&1',
  '>>g',
  '< h',
  '<<< "s t"',
  '&> l',
  '>| m',
  '<> n',
  '>&-',
  '{fd}> x',
);
const assignments = fc.constantFrom('A=1', 'B=', 'C+=x', 'D=(1 2)', 'E="x y"', 'F=$X', 'G[1]=2', 'H=~/x');
const tests = fc.constantFrom(
  ...['-f x', '$a == b*', '-z "$x"', 'a < b', '$x =~ ^[0-9]+(a|b)$', '! -e y', '( -f x || -d y ) && -n z', 'word'],
);
const documents = fc.constantFrom(
  ...['<<E\nx $Y\nE\n', '<<-E && b\n\tc "$(d)"\n\tE\n', "<<'E'\n$x `y` '\nE\n", '<<E <<"F"\nx\nE\n$y\nF\n', '<<E\nE\n'],
  ...['<<E\n\\$x \\\ny\nE\n', '3<<E | b\n${X:-"y"}\nE\n'],
);
const joints = fc.constantFrom(' && ', ' || ', '; ', ' & ', '\n', ' && \\\n', ' # c\n', ' | ', '|', ' |& ');

/** Scripts that the grammar allows, composed from its pieces. */
export const validScripts = fc.letrec<Record<'word' | 'simple' | 'command' | 'list', string>>((tie) => ({
  word: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    texts,
    variables,
    fc.tuple(texts, variables).map(([text, variable]) => text + variable),
    tie('list').map((list) => `$( ${list})`),
    tie('list').map((list) => `"$( ${list})"`),
    documents.map((document) => `"$(a ${document})"`),
    tie('simple').map((command) => (/[`\\]/.test(command) ? 'z' : `\`${command}\``)),
  ),
  simple: fc
    .tuple(
      fc.array(assignments, { maxLength: 1 }),
      names,
      fc.array(fc.oneof(tie('word'), tie('word'), tie('word'), redirections), { maxLength: 3 }),
    )
    .map(([before, name, words]) => [...before, name, ...words].join(' ')),
  command: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tie('simple'),
    tie('simple'),
    tie('list').map((list) => `( ${list} )`),
    tie('list').map((list) => `{ ${list}; } > f`),
    fc.tuple(tie('simple'), documents).map(([simple, document]) => `{ ${simple} ${document}}`),
    fc.tuple(tie('word'), documents).map(([word, document]) => `(a ${document} b ${word})`),
    fc.tuple(tie('list'), tie('list')).map(([one, two]) => `if ${one}; then ${two}; elif x; then y; else z; fi`),
    fc.tuple(tie('word'), tie('list')).map(([word, list]) => `for i in ${word} k; do ${list}; done`),
    fc.tuple(tie('list'), tie('list')).map(([one, two]) => `while ${one}; do ${two}; done 2>&1`),
    fc.tuple(tie('word'), tie('list')).map(([word, list]) => `case ${word} in a|x) ${list};; (*) b;& y) ;; esac`),
    tie('list').map((list) => `f() { ${list}; }`),
    tie('list').map((list) => `function g { ${list}; }`),
    tests.map((test) => `[[ ${test} ]]`),
    fc.constantFrom('(( x + 1 ))', 'for ((i=0;i<3;i++)); do a; done', 'select s in a b; do c; done', '! a', 'time b'),
  ),
  list: fc
    .tuple(tie('command'), fc.array(fc.tuple(joints, tie('command')), { maxLength: 2 }))
    .map(([first, rest]) => first + rest.map(([joint, command]) => joint + command).join('')),
})).list;

/** Pieces of which scripts consist. */
export const pieces = fc.constantFrom(
  ...['a', ' ', '$(', ')', '`', '"', "'", '\\\n', '&&', '||', ';', '|', '\n', '<<E', '\nE\n', '{ ', ' }', 'if '],
  ...['then ', 'fi', 'for x in', ' do ', 'done', 'case x in', ' esac', '> f', 'X=1 ', '$X', '${X', '}', '(', ';;'],
  ...['[[', ']]', '&', '$((', '))', '{a,b}', '*', '[', ']', '=', '#', 'function ', '\\', '<(', '@(', '\r\n'],
  ...[' [[ ', ' ]] ', ' =~ ', "$'", '${X:-', '${X[', '$[', ',', '..', '{', '! ', 'time ', 'coproc ', 'declare ', 'a['],
  ...['x=(', 'f() ', '<<-E\n', "<<'E'\n", '2>', '&>', '|&', 'é', '\u0000', '\ud800', '\t', '~', '[[:', ':]'],
);

/** Pieces of scripts in any order, most of which the grammar refuses. */
export const brokenScripts = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));

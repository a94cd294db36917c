import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../parse';
import { readShellFeatures } from './features';

/** The features of the one RUN of a Dockerfile, each with the text at its place. */
function featuresOf(script: string) {
  const text = `FROM debian:trixie-slim\nRUN ${script}\n`;
  const run = parseDockerfile(text).instructions[1];
  if (run?.keyword !== 'RUN' || run.command.form !== 'shell') throw new Error('This is no RUN in shell form.');
  const { variables, extensions } = readShellFeatures(run.command);
  const at = ({ range }: { readonly range: { readonly start: number; readonly end: number } }) =>
    text.slice(range.start, range.end);
  return {
    variables: variables.map((variable) => [variable.name, at(variable), variable.guarded]),
    extensions: extensions.map((extension) => [extension.kind, at(extension)]),
  };
}

describe('the variables of a script', () => {
  const cases = [
    { what: 'plain and in braces', script: 'echo $ONE "${TWO}"', names: ['ONE', 'TWO'] },
    { what: 'nested in a substitution', script: 'echo "$(cat $FILE)"', names: ['FILE'] },
    { what: 'none in single quotes or behind a backslash', script: "echo '$ONE' \\$TWO", names: [] },
    { what: 'no parameters of the script', script: 'echo $1 $@ $? $$', names: [] },
    { what: 'over a continuation', script: 'echo \\\n    $ONE', names: ['ONE'] },
  ];
  for (const { what, script, names } of cases) {
    it(`are read: ${what}`, () => {
      expect(featuresOf(script).variables.map(([name]) => name)).toEqual(names);
    });
  }

  it('say whether the script goes on without a value', () => {
    expect(featuresOf('echo ${ONE:-1} ${TWO#x}').variables).toEqual([
      ['ONE', '${ONE:-1}', true],
      ['TWO', '${TWO#x}', false],
    ]);
  });
});

describe('the extensions of bash in a script', () => {
  const cases = [
    { script: '[[ -f /x ]]', found: [['double-bracket', '[[ -f /x ]]']] },
    { script: 'mkdir /srv/{a,b}', found: [['brace-expansion', '{a,b}']] },
    { script: 'find . -exec rm {} +', found: [] },
    { script: 'echo "${NAME//a/b}"', found: [['replacement', '${NAME//a/b}']] },
    { script: 'make &> /log', found: [['joined-streams', '&> /log']] },
    { script: 'cat <<< text', found: [['here-string', '<<< text']] },
    { script: "echo '[[ x ]] {a,b}'", found: [] },
    { script: 'if [ -f /x ]; then echo "${A:-b}"; fi', found: [] },
  ];
  for (const { script, found } of cases) {
    it(`are found in ${script}`, () => {
      expect(featuresOf(script).extensions).toEqual(found);
    });
  }
});

import { hasOption, readArguments } from '../rules-support/commands';
import { replaceText } from '../rules-support/edits';
import { calls, type PlacedRun } from '../rules-support/steps';
import type { ShellWord } from '../syntax/shell';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** A path that begins with a variable and goes on behind it: with an empty value it is one from the root. */
const fromVariable = /^"?\$(?:\{(\w+)\}|(\w+))"?(?=\/)/;

function variableOf(
  word: ShellWord,
): { readonly name: string; readonly length: number; readonly quoted: boolean } | null {
  const read = fromVariable.exec(word.source);
  const name = read?.[1] ?? read?.[2];
  if (read === null || name === undefined) return null;
  return { name, length: read[0].length, quoted: read[0].startsWith('"') };
}

/** Whether ENV, ARG or the script itself gives the variable a value that is there for all to see. */
function hasValue(run: PlacedRun, name: string): boolean {
  const { environment, buildArguments } = run.step.before;
  if ((environment.get(name) ?? buildArguments.get(name) ?? '') !== '') return true;
  if (name === 'HOME' || name === 'PWD') return true;
  const script = run.instruction.command;
  if (script.form === 'shell' && new RegExp(`\\b(?:for|read|local|select)\\s+${name}\\b`).test(script.text))
    return true;
  return run.commands
    .flatMap((command) => command.assignments)
    .some(
      (assignment) => assignment.name === name && assignment.value?.literal === true && assignment.value.text !== '',
    );
}

export const texts: RuleTexts = {
  title: 'An empty variable deletes from the root',
  category: 'reliability',
  wrong: 'If the variable is empty, this deletes from the root of the image.',
  why: 'The shell expands a variable that nobody set, a misspelt one too, to nothing, and `rm -rf` does not ask.',
  remedy: 'Write `"${NAME:?}"`, which stops the step where the variable is empty.',
  recordings: [],
};

export default defineRule({
  id: 'unguarded-delete',
  part: 'system',
  severity: 'warning',
  codes: {},
  check(build) {
    return calls(build, 'rm')
      .filter(({ words }) => words.some(({ source }) => source.includes('$')))
      .flatMap(({ words, run }) => {
        const { options, operands } = readArguments(words, new Set());
        return (hasOption(options, '-r', '-R', '--recursive') ? operands : []).flatMap((word) => {
          const variable = variableOf(word);
          if (variable === null || hasValue(run, variable.name)) return [];
          const closes = word.source[variable.length - 1] === '"' && variable.quoted;
          const guarded = `\${${variable.name}:?}`;
          const text = variable.quoted ? `"${guarded}${closes ? '"' : ''}` : `"${guarded}"`;
          const range = { start: word.range.start, end: word.range.start + variable.length };
          const isWhole = build.dockerfile.text.slice(word.range.start, word.range.end) === word.source;
          return [
            {
              range: word.range,
              stage: run.stage.index,
              wrong: `If \`${variable.name}\` is empty, this deletes from the root of the image.`,
              ...(isWhole
                ? {
                    fix: {
                      title: 'Stop where the variable is empty',
                      safety: 'review' as const,
                      edits: [replaceText(build, range, text)],
                    },
                  }
                : {}),
            },
          ];
        });
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A variable that nobody sets',
    bad: 'FROM debian:trixie-slim\nRUN rm -rf $BUILD_DIR/\n',
    good: 'FROM debian:trixie-slim\nRUN rm -rf "${BUILD_DIR:?}"/\n',
    fires: ['$BUILD_DIR/'],
  },
  {
    title: 'Quotes change nothing',
    bad: 'FROM debian:trixie-slim\nARG PREFIX\nRUN rm -rf "${PREFIX}/lib"\n',
    good: 'FROM debian:trixie-slim\nARG PREFIX=/opt/tool\nRUN rm -rf "${PREFIX}/lib"\n',
    fires: ['"${PREFIX}/lib"'],
  },
];

import { placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Variables whose value a shell runs when it shows its prompt, and those that hold a command to run. */
const holdsScript = /^(?:PS\d|PROMPT_COMMAND|.*_(?:CMD|COMMAND|SCRIPT|HOOK))$/i;

/** `$(NAME)`, which make and others put a value in for */
const ofOthers = /^\$\([A-Z_][A-Z0-9_]*\)$/;

/** Where a command substitution stands in a value as it is written; `null` where there is none. */
function findSubstitution(written: string, describes: boolean): { readonly at: number; readonly text: string } | null {
  if (written.startsWith("'")) return null;
  const open = /(?<!\\)\$\(/.exec(written);
  if (open !== null) {
    let depth = 0;
    let end = open.index + 1;
    for (; end < written.length; end += 1) {
      if (written[end] === '(') depth += 1;
      else if (written[end] === ')') depth -= 1;
      if (depth === 0) break;
    }
    const text = written.slice(open.index, end + 1);
    // A label may tell how to run the image; what is nothing but a command is meant to run.
    const isWhole = written.replace(/^"|"$/g, '') === text;
    return depth > 0 || ofOthers.test(text) || (describes && !isWhole) ? null : { at: open.index, text };
  }
  // In a description they set off names.
  const pattern = describes ? /^"?(`[^`]+`)"?$/ : /(?<!\\)(`[^`]+`)/;
  const text = pattern.exec(written)?.[1];
  return text === undefined ? null : { at: written.indexOf(text), text };
}

export const texts: RuleTexts = {
  title: 'A value holds a command that nobody runs',
  category: 'reliability',
  wrong: 'No shell reads this instruction, so the value holds this text as it stands.',
  why: 'ENV, ARG and LABEL expand variables and run nothing. Programs that read the value get the command in place of its output.',
  remedy: 'Run the command in the RUN that needs its output, or pass the value in with `--build-arg`.',
  recordings: [],
};

export default defineRule({
  id: 'command-substitution-in-env',
  part: 'configuration',
  severity: 'warning',
  codes: {},
  check(build) {
    const { text, escape: escapeCharacter } = build.dockerfile;
    const isEscape = escapeCharacter === '`';
    return placed(build, 'ENV', 'ARG', 'LABEL').flatMap(({ instruction, stage }) =>
      instruction.assignments.flatMap(({ name, value }) => {
        if (value === null || !/[`(]/.test(value.text) || holdsScript.test(name.text)) return [];
        const written = text.slice(value.range.start, value.range.end);
        const found = findSubstitution(written, instruction.keyword === 'LABEL');
        if (found === null || (isEscape && found.text.startsWith('`'))) return [];
        const start = value.range.start + found.at;
        return [
          {
            range: { start, end: start + found.text.length },
            stage: stage.index,
            ...(instruction.keyword === 'LABEL'
              ? { remedy: 'Declare an ARG, use it in the label, and pass the value in with `--build-arg`.' }
              : {}),
          },
        ];
      }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The number of processors',
    bad: 'FROM python:3.13-slim\nENV MAKEFLAGS="-j$(nproc)"\nRUN make --version\n',
    good: 'FROM python:3.13-slim\nRUN make -j"$(nproc)" --version\n',
    fires: ['$(nproc)'],
  },
  {
    title: 'The day of the build as a label',
    bad: 'FROM python:3.13-slim\nLABEL built="$(date --iso-8601)"\n',
    good: 'FROM python:3.13-slim\nARG BUILT\nLABEL built=$BUILT\n',
    fires: ['$(date --iso-8601)'],
  },
  {
    title: 'A build argument between backquotes',
    bad: 'FROM python:3.13-slim\nARG MACHINE=`uname`\n',
    good: 'FROM python:3.13-slim\nARG MACHINE=Linux\n',
    fires: ['`uname`'],
  },
];

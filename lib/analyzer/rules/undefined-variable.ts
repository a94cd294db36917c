import { mostVariables } from '../build/state-changes';
import type { Build, Stage, Step } from '../build/types';
import { knowsVariablesOfBase } from '../rules-support/base-images';
import { replaceText } from '../rules-support/edits';
import { instructionsWith } from '../rules-support/instructions-with';
import { variablesBefore } from '../rules-support/known-variables';
import { nearestName } from '../rules-support/nearest-name';
import { variablesIn } from '../syntax/expand';
import type { SourceRange } from '../syntax/range';
import type { Flag, FromInstruction, Instruction, Word } from '../syntax/types';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

/** Build arguments that BuildKit gives to FROM without a declaration. */
const platformArguments = [
  'BUILDPLATFORM BUILDOS BUILDARCH BUILDVARIANT TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT TARGETSTAGE',
].flatMap((list) => list.split(' '));

/** Words of an instruction in which Docker itself puts in variables; the shell's are the shell's matter. */
function expandedWords(instruction: Instruction): readonly Word[] {
  const flags = instruction.flags.flatMap((flag: Flag) =>
    flag.value === null || flag.name === 'from' ? [] : [flag.value],
  );
  switch (instruction.keyword) {
    case 'COPY':
    case 'ADD':
      return [...flags, ...instruction.sources, instruction.destination];
    case 'ENV':
    case 'LABEL':
    case 'ARG':
      return instruction.assignments.flatMap((entry) => (entry.value === null ? [] : [entry.value]));
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
      return [instruction.argument];
    case 'EXPOSE':
    case 'VOLUME':
      return instruction.words;
    default:
      return flags;
  }
}

/** The place of `$NAME` or `${NAME…}` in a word; `null` where the word says itself what to do without a value. */
function placeOf(build: Build, word: Word, name: string): SourceRange | null {
  const written = build.dockerfile.text.slice(word.range.start, word.range.end);
  const match = new RegExp(`\\$(?:${name}(?!\\w)|\\{${name}([^}]*)\\})`).exec(written);
  if (match === null || (match[1] ?? '') !== '') return null;
  const start = word.range.start + match.index;
  return { start, end: start + match[0].length };
}

function reportWord(
  build: Build,
  word: Word,
  known: ReadonlySet<string>,
  stage: number,
  code: string,
): readonly Report[] {
  return variablesIn(word.text, build.dockerfile.escape)
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      const range = placeOf(build, word, name);
      if (range === null) return [];
      // A name of other characters can be declared, and never be written as a variable.
      const meant = nearestName(
        name,
        [...known].filter((other) => /^\w+$/.test(other)),
      );
      const written = build.dockerfile.text.slice(range.start, range.end);
      return [
        {
          range,
          stage,
          codes: { buildkit: [code] },
          wrong: `Nothing gives \`${name}\` a value here.`,
          ...(meant === undefined
            ? {}
            : {
                remedy: `Declare it with ARG or ENV, or write \`${meant}\` if you mean that.`,
                fix: {
                  title: `Write ${meant}`,
                  safety: 'review' as const,
                  edits: [replaceText(build, range, written.replace(name, meant))],
                },
              }),
        },
      ];
    });
}

function reportFrom(build: Build, from: FromInstruction, stage: number, known: ReadonlySet<string>): readonly Report[] {
  const flags = from.flags.flatMap((flag) => (flag.value === null ? [] : [flag.value]));
  return [from.image, ...flags].flatMap((word) => reportWord(build, word, known, stage, 'UndefinedArgInFrom'));
}

function reportStep(build: Build, stage: Stage, step: Step): readonly Report[] {
  const words = expandedWords(step.instruction);
  if (!words.some((word) => word.text.includes('$'))) return [];
  const { environment, buildArguments } = step.before;
  // Beyond this number the walk keeps no more names.
  if (environment.size >= mostVariables || buildArguments.size >= mostVariables) return [];
  const known = new Set(variablesBefore(stage, step));
  const { instruction } = step;
  if (instruction.keyword === 'ARG') for (const entry of instruction.assignments) known.add(entry.name.text);
  if (instruction.keyword === 'ENV') {
    // Of an ENV that uses what it sets itself, another rule tells.
    return instruction.assignments.flatMap(({ value }, at) => {
      const others = instruction.assignments.filter((_, other) => other !== at).map(({ name }) => name.text);
      const all = others.length === 0 ? known : new Set([...known, ...others]);
      return value === null ? [] : reportWord(build, value, all, stage.index, 'UndefinedVar');
    });
  }
  return words.flatMap((word) => reportWord(build, word, known, stage.index, 'UndefinedVar'));
}

export const texts: RuleTexts = {
  title: 'Docker expands a variable without a value',
  category: 'reliability',
  wrong: 'Nothing gives this variable a value here.',
  why: 'Docker expands it to nothing and continues, so a path or a name becomes another one. An ARG counts only in the stage that declares it.',
  remedy: 'Declare it with ARG or ENV before this line, in this stage.',
  recordings: [],
};

export default defineRule({
  id: 'undefined-variable',
  part: 'configuration',
  severity: 'warning',
  codes: { buildkit: ['UndefinedVar', 'UndefinedArgInFrom'] },
  check(build) {
    const known = new Set([...build.globalArguments.keys(), ...platformArguments]);
    return instructionsWith(build, '$').flatMap(({ instruction, stage, step, triggered }) => {
      if (instruction.keyword === 'FROM') return reportFrom(build, instruction, stage.index, known);
      // BuildKit looks only at stages that it builds. The variables of an image that nobody knows may well have the name.
      const isJudged = !triggered && stage.needed && knowsVariablesOfBase(build, stage);
      return isJudged ? reportStep(build, stage, step) : [];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A misspelt name',
    bad: 'FROM python:3.13-slim\nARG APP_FOLDER=/app\nWORKDIR $APP_FOLDR\n',
    good: 'FROM python:3.13-slim\nARG APP_FOLDER=/app\nWORKDIR $APP_FOLDER\n',
    fires: ['$APP_FOLDR'],
  },
  {
    title: 'An ARG before the first FROM',
    bad: 'ARG HOME_FOLDER=/srv\nFROM python:3.13-slim\nCOPY main.py ${HOME_FOLDER}/\n',
    good: 'ARG HOME_FOLDER=/srv\nFROM python:3.13-slim\nARG HOME_FOLDER\nCOPY main.py ${HOME_FOLDER}/\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['${HOME_FOLDER}'],
  },
  {
    title: 'A name with a default value',
    bad: 'FROM python:3.13-slim\nENV LEVEL=$DEFAULT_LEVEL\n',
    good: 'FROM python:3.13-slim\nENV LEVEL=${DEFAULT_LEVEL:-info}\n',
    fires: ['$DEFAULT_LEVEL'],
  },
];

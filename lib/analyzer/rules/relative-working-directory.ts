import type { Build, Step } from '../build/types';
import { replaceText } from '../rules-support/edits';
import { withoutQuotes } from '../rules-support/quotes';
import { placed } from '../rules-support/steps';
import { expandWord } from '../syntax/expand';
import { defineRule, type RuleExample, type RuleTexts } from './types';

function isAbsolute(path: string): boolean {
  return /^(?:\/|\\|[A-Za-z]:)/.test(path);
}

/** Whether the path is absolute; one that begins with a variable is, unless its value says otherwise. */
function isCertain(build: Build, { before }: Step, text: string): boolean {
  const bare = withoutQuotes(text);
  if (!bare.startsWith('$')) return isAbsolute(bare);
  const lookup = (name: string) => before.environment.get(name) ?? before.buildArguments.get(name) ?? undefined;
  const expanded = expandWord(text, lookup, build.dockerfile.escape);
  return !('value' in expanded) || expanded.value === '' || isAbsolute(expanded.value);
}

export const texts: RuleTexts = {
  title: 'WORKDIR is relative, and no earlier one is set',
  category: 'reliability',
  wrong: 'This WORKDIR is relative, and nothing in the Dockerfile says to what.',
  why: 'It is relative to the working directory of the base image, which can change with the next version of that image.',
  remedy: 'Write the whole path, beginning with `/`.',
  recordings: [],
};

export default defineRule({
  id: 'relative-working-directory',
  part: 'configuration',
  severity: 'warning',
  codes: { hadolint: ['DL3000'], buildkit: ['WorkdirRelativePath'] },
  check(build) {
    return placed(build, 'WORKDIR').flatMap(({ instruction, stage, step, triggered }) => {
      const { argument } = instruction;
      if (isCertain(build, step, argument.text) || (step.before.workingDirectorySet && !triggered)) return [];
      const isPlain = /^[\w./-]+$/.test(argument.text);
      return [
        {
          range: argument.range,
          stage: stage.index,
          ...(argument.text.includes('$') ? { codes: { buildkit: ['WorkdirRelativePath'] } } : {}),
          ...(isPlain && !triggered
            ? {
                fix: {
                  title: `Write ${step.after.workingDirectory}`,
                  safety: 'review' as const,
                  edits: [replaceText(build, argument.range, step.after.workingDirectory)],
                },
              }
            : {}),
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A relative path',
    bad: 'FROM python:3.13-slim\nWORKDIR app\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\n',
    fires: ['app'],
  },
  {
    title: 'Relative to an earlier WORKDIR',
    bad: 'FROM python:3.13-slim\nWORKDIR src\nWORKDIR web\n',
    good: 'FROM python:3.13-slim\nWORKDIR /src\nWORKDIR web\n',
    fires: ['src'],
  },
  {
    title: 'The value of a variable',
    bad: 'FROM python:3.13-slim\nARG FOLDER=app\nWORKDIR $FOLDER\n',
    good: 'FROM python:3.13-slim\nARG FOLDER=/app\nARG OTHER\nWORKDIR $FOLDER\nWORKDIR "$OTHER"\n',
    fires: ['$FOLDER'],
  },
];

import { replaceText } from '../rules-support/edits';
import { placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

function isAbsolute(path: string): boolean {
  return /^["']?(?:\/|\\|[A-Za-z]:|\$)/.test(path);
}

export const texts: RuleTexts = {
  title: 'The working directory depends on the base image',
  category: 'reliability',
  wrong: 'This WORKDIR is relative, and nothing in the Dockerfile says to what.',
  why: 'It is taken from wherever the base image left off, and that may change with the next version of the base.',
  remedy: 'Write the whole path from `/`.',
  recordings: [],
};

export default defineRule({
  id: 'relative-working-directory',
  severity: 'warning',
  codes: { hadolint: ['DL3000'], buildkit: ['WorkdirRelativePath'] },
  check(build) {
    return placed(build, 'WORKDIR').flatMap(({ instruction, stage, step, triggered }) => {
      const { argument } = instruction;
      if (isAbsolute(argument.text) || (step.before.workingDirectorySet && !triggered)) return [];
      const isPlain = /^[\w./-]+$/.test(argument.text);
      return [
        {
          range: argument.range,
          stage: stage.index,
          ...(isPlain && !triggered
            ? {
                fix: {
                  title: `Use ${step.after.workingDirectory}`,
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
    title: 'A name alone',
    bad: 'FROM python:3.13-slim\nWORKDIR app\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\n',
    fires: ['app'],
  },
  {
    title: 'Relative to a WORKDIR of your own',
    bad: 'FROM python:3.13-slim\nWORKDIR src\nWORKDIR web\n',
    good: 'FROM python:3.13-slim\nWORKDIR /src\nWORKDIR web\n',
    fires: ['src'],
  },
];

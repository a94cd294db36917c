import { isContextKnown } from '../project';
import { wholeContextSource } from '../rules-support/context-copies';
import { insertedIgnoreFile } from '../rules-support/ignore-file';
import { isInFinalImage, placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Everything in the folder is copied',
  category: 'size',
  wrong: 'The whole build context is copied, and there is no `.dockerignore` to leave anything out.',
  why: 'The repository, local environments, caches, test data and secrets come along, and a change to any of them, the Dockerfile included, runs this step and all that follow again.',
  remedy: 'Add a `.dockerignore`, or copy only what the program needs.',
  lesson: 'queue-consumer/02-slim',
  recordings: ['queue-full'],
};

export default defineRule({
  id: 'copy-all-without-ignore-file',
  severity: 'warning',
  codes: { hadolint: ['DL4007'] },
  check(build) {
    if (build.context.ignoreFile !== null) return [];
    return placed(build, 'COPY', 'ADD').flatMap(({ instruction, stage }) => {
      const source = wholeContextSource(instruction);
      if (source === null) return [];
      return [
        {
          range: source.range,
          stage: stage.index,
          ...(isInFinalImage(build, stage) ? {} : { severity: 'info' as const }),
          // A Dockerfile alone does not tell what lies beside it.
          ...(isContextKnown(build.project)
            ? {}
            : { wrong: 'The whole build context is copied, and no `.dockerignore` is at hand to leave anything out.' }),
          fix: {
            title: 'Add a .dockerignore',
            safety: 'review' as const,
            edits: [insertedIgnoreFile()],
          },
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'All of it',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY src src\n',
    files: { 'src/main.py': 'print("ready")\n' },
    fires: ['.'],
  },
  {
    title: 'With an ignore file',
    bad: 'FROM python:3.13-slim\nCOPY ./ /app/\n',
    good: 'FROM python:3.13-slim\nCOPY ./ /app/\n',
    files: { 'src/main.py': 'print("ready")\n' },
    goodFiles: { '.dockerignore': '.git\n.venv\n' },
    fires: ['./'],
  },
];

import { isContextKnown } from '../project';
import { wholeContextSource } from '../rules-support/context-copies';
import { insertedIgnoreFile } from '../rules-support/ignore-file';
import { isInFinalImage, placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The whole build context is copied without a .dockerignore',
  category: 'size',
  wrong: 'This copies the whole build context, and there is no `.dockerignore` to leave anything out.',
  why: 'The Git repository, local environments, caches, test data and secrets are copied too, and a change to any file, even the Dockerfile, runs this step and all later ones again.',
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
    // A Dockerfile alone does not tell what lies beside it: the ignore file may well be there.
    const isKnown = isContextKnown(build.project);
    return placed(build, 'COPY', 'ADD').flatMap(({ instruction, stage }) => {
      const source = wholeContextSource(instruction);
      if (source === null) return [];
      return [
        {
          range: source.range,
          stage: stage.index,
          ...(isKnown && isInFinalImage(build, stage) ? {} : { severity: 'info' as const }),
          ...(isKnown
            ? {}
            : {
                wrong: 'This copies the whole build context, and no `.dockerignore` is known that leaves anything out.',
              }),
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
    title: 'No ignore file',
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

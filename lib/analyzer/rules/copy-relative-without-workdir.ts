import { knowsVariablesOfBase } from '../rules-support/base-images';
import { insertBefore } from '../rules-support/edits';
import { isForLambda } from '../rules-support/purpose';
import { isInFinalImage, placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

function isAbsolute(path: string): boolean {
  return /^["']?(?:\/|\\|[A-Za-z]:[\\/]|\$)/.test(path);
}

export const texts: RuleTexts = {
  title: 'The destination of a copy is relative, and no WORKDIR is set',
  category: 'reliability',
  wrong: 'The destination is relative, and no WORKDIR says to what.',
  why: 'In most base images that is `/`, so your files are mixed with the folders of the operating system; in others it is another folder.',
  remedy: 'Set `WORKDIR /app` first, or write the whole path.',
  recordings: [],
};

export default defineRule({
  id: 'copy-relative-without-workdir',
  severity: 'warning',
  codes: { hadolint: ['DL3045'] },
  check(build) {
    // The images of Lambda stand in /var/task, where functions belong.
    if (isForLambda(build)) return [];
    const seen = new Set<number>();
    const directories = placed(build, 'WORKDIR').filter((entry) => entry.triggered);
    return placed(build, 'COPY').flatMap(({ instruction, stage, step, triggered }) => {
      const { destination } = instruction;
      if (step.before.workingDirectorySet || isAbsolute(destination.text)) return [];
      // Of a `~`, which Docker does not expand, another rule tells.
      if (/^["']?~(?:\/|["']?$)/.test(destination.text)) return [];
      // A trigger runs after the triggers before it, in another build.
      const isSet = directories.some((entry) => entry.stage === stage && entry.step.index < step.index);
      if (triggered && isSet) return [];
      // An image of another maker may stand where its program looks, as those of Lambda and Airflow do.
      const isForeign = !knowsVariablesOfBase(build, stage);
      const isFirst = !isForeign && !seen.has(stage.index) && !triggered && !build.dockerfile.text.includes('/app');
      seen.add(stage.index);
      return [
        {
          range: destination.range,
          ...(isInFinalImage(build, stage) && !isForeign ? {} : { severity: 'info' as const }),
          stage: stage.index,
          ...(isFirst
            ? {
                fix: {
                  title: 'Set WORKDIR /app',
                  safety: 'review' as const,
                  edits: [insertBefore(build, instruction, ['WORKDIR /app'])],
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
    title: 'A file copied to a relative path',
    bad: 'FROM python:3.13-slim\nCOPY requirements.txt .\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\n',
    files: { 'requirements.txt': 'pika==1.3.2\n' },
    fires: ['.'],
  },
  {
    title: 'A WORKDIR of the stage below counts',
    bad: 'FROM python:3.13-slim AS base\nFROM base\nCOPY main.py main.py\n',
    good: 'FROM python:3.13-slim AS base\nWORKDIR /app\nFROM base\nCOPY main.py main.py\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['main.py'],
  },
];

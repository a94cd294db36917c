import type { Build } from '../build/types';
import { imageOf } from '../rules-support/base-images';
import { removeWord } from '../rules-support/edits';
import { isPython } from '../rules-support/pip';
import { bottomStage, isInFinalImage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Whether the Python of the image has packages that such an environment could mean to use. */
function hasPackages(build: Build, run: PlacedRun): boolean {
  if (imageOf(bottomStage(build, run.stage))?.reference.repository !== 'python') return true;
  return run.step.before.pythonEnvironments.some(
    (entry) => entry.kind === 'system' && entry.packages.some(({ name }) => !/^(?:pip|setuptools|wheel)$/.test(name)),
  );
}

export const texts: RuleTexts = {
  title: 'The environment uses packages outside it',
  category: 'reliability',
  wrong: '`--system-site-packages` lets the environment use what the Python of the image has installed.',
  why: 'Those packages are not copied to another stage with the environment, and an official Python image has none that it could use.',
  remedy: 'Remove the option, and install what the program needs into the environment.',
  recordings: [],
};

export default defineRule({
  id: 'venv-with-system-packages',
  part: 'stages',
  severity: 'info',
  codes: {},
  check(build) {
    return runs(build, 'venv', 'virtualenv', 'uv').flatMap((run) =>
      run.invocations
        .filter(({ program, words }) => {
          const isModule = words[0]?.text === '-m' && /^(?:venv|virtualenv)$/.test(words[1]?.text ?? '');
          return (isPython(program) && isModule) || program === 'virtualenv' || program === 'uv';
        })
        .flatMap(({ words }) => words.filter((word) => word.text === '--system-site-packages'))
        .filter(() => !isInFinalImage(build, run.stage) || !hasPackages(build, run))
        .map((word) => ({
          range: word.range,
          stage: run.stage.index,
          fix: {
            title: 'Remove --system-site-packages',
            safety: 'review' as const,
            edits: [removeWord(build, word.range)],
          },
        })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Copied without the packages outside it',
    bad: 'FROM python:3.13-slim AS build\nRUN python -m venv --system-site-packages /opt/venv\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n',
    good: 'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y --no-install-recommends python3-venv python3-gi && rm -rf /var/lib/apt/lists/*\nRUN python3 -m venv --system-site-packages /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n',
    fires: ['--system-site-packages'],
  },
];

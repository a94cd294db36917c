import { imageOf } from '../rules-support/base-images';
import { removeWord } from '../rules-support/edits';
import { pipInstalls } from '../rules-support/pip';
import { bottomStage, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'pip changes the packages of the distribution',
  category: 'reliability',
  wrong: '`--break-system-packages` lets pip change the Python that belongs to the distribution.',
  why: 'Programs of the distribution use the same packages. pip can replace a version that one of them needs, and the package manager does not notice.',
  remedy: 'Create a virtual environment and install into it, or start from an official Python image.',
  recordings: ['debian-break-system-packages', 'debian-venv'],
};

export default defineRule({
  id: 'system-packages-overridden',
  part: 'packages',
  severity: 'info',
  codes: {},
  check(build) {
    return runs(build, 'pip').flatMap((run) =>
      pipInstalls(run.commands).flatMap((pip) =>
        pip.options
          .filter(({ name }) => name === '--break-system-packages')
          .map(({ word }) => {
            // The official images do not forbid it: the option does nothing there.
            const isIdle = imageOf(bottomStage(build, run.stage))?.reference.repository === 'python';
            return {
              range: word.range,
              stage: run.stage.index,
              ...(isIdle
                ? {
                    wrong:
                      '`--break-system-packages` has no effect here: the distribution does not manage the Python of this image.',
                    why: 'The official Python images keep theirs in `/usr/local`, apart from the distribution, and pip may install into it.',
                    remedy: 'Remove the option.',
                    fix: {
                      title: 'Remove --break-system-packages',
                      safety: 'safe' as const,
                      edits: [removeWord(build, word.range)],
                    },
                  }
                : { severity: 'warning' as const }),
            };
          }),
      ),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Onto the Python of Debian',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends python3-pip && rm -rf /var/lib/apt/lists/*\nRUN pip install --no-cache-dir --break-system-packages flask==3.0.3\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends python3-venv && rm -rf /var/lib/apt/lists/*\nRUN python3 -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.0.3\n',
    fires: ['--break-system-packages'],
  },
  {
    title: 'On an official Python image',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --break-system-packages flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3\n',
    fires: ['--break-system-packages'],
  },
];

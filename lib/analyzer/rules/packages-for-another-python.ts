import { isInFinalImage, placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The packages belong to another version of Python',
  category: 'reliability',
  wrong: 'This folder of packages belongs to another version than the Python of this stage.',
  why: 'Python looks only in the folder of its own version, and compiled packages fit one version: the first import fails.',
  remedy: 'Start both stages from the same version of Python.',
  recordings: [],
};

export default defineRule({
  id: 'packages-for-another-python',
  part: 'stages',
  severity: 'error',
  codes: {},
  failures: ['module-not-found'],
  check(build) {
    return placed(build, 'COPY')
      .filter(({ stage }) => isInFinalImage(build, stage) && stage.profile.python !== null)
      .flatMap(({ instruction, stage }) => {
        const { destination } = instruction;
        const version = /^\/usr\/local\/lib\/python(3\.\d+)(?:\/site-packages)?\/?$/.exec(destination.text)?.[1];
        if (version === undefined || version === stage.profile.python) return [];
        return [
          {
            range: destination.range,
            stage: stage.index,
            wrong: `Python ${version} reads this folder, and this stage has Python ${stage.profile.python}.`,
          },
        ];
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One stage has a newer version',
    bad: 'FROM python:3.12-slim AS build\nRUN pip install --no-cache-dir flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages\n',
    good: 'FROM python:3.13-slim AS build\nRUN pip install --no-cache-dir flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages\n',
    fires: ['/usr/local/lib/python3.12/site-packages'],
  },
];

import { environmentOf } from '../rules-support/assignments';
import { bottomStage, isInFinalImage } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'PYTHONPATH names packages of another version of Python',
  category: 'reliability',
  wrong: 'This path names the packages of another version of Python than the one in this image.',
  why: 'Compiled packages fit one minor version, so their import fails, and others may use what this version does not have. The path is probably left over from an earlier base image.',
  remedy: 'Remove `PYTHONPATH`: Python finds the packages of its own version without it.',
  recordings: [],
};

export default defineRule({
  id: 'path-of-another-python',
  part: 'stages',
  severity: 'warning',
  codes: {},
  check(build) {
    return environmentOf(build, 'PYTHONPATH').flatMap(({ assignment: { value, range }, stage }) => {
      const { python } = bottomStage(build, stage).profile;
      if (python === null || value === null || !isInFinalImage(build, stage)) return [];
      const folder = /\/lib\/python(3\.\d+)\/(?:site|dist)-packages/.exec(value.text);
      const version = folder?.[1];
      if (version === undefined || version === python) return [];
      return [
        {
          range,
          stage: stage.index,
          wrong: `This path names packages of Python ${version}, and the image has ${python}.`,
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A newer base image and an old path',
    bad: 'FROM python:3.13-slim\nENV PYTHONPATH=/opt/app/lib/python3.11/site-packages\n',
    good: 'FROM python:3.13-slim\nENV PYTHONPATH=/opt/app/lib/python3.13/site-packages\n',
    fires: ['PYTHONPATH=/opt/app/lib/python3.11/site-packages'],
  },
];

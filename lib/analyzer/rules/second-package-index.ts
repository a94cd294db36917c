import { hasOption } from '../rules-support/commands';
import { installOptions } from '../rules-support/pip-calls';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Public indexes that hold builds of public packages. */
const wellKnown = /^https:\/\/(?:download\.pytorch\.org|pypi\.nvidia\.com|(?:www\.)?piwheels\.org)\//;

export const texts: RuleTexts = {
  title: 'pip looks for every package in two indexes',
  category: 'security',
  wrong: '`--extra-index-url` makes pip look for every package in two indexes.',
  why: 'pip takes the highest version, whichever index has it. Anyone can publish a package under the name of your internal one on the public index, and it is installed here.',
  remedy: 'Use one index with `--index-url` that also serves public packages, or require hashes.',
  recordings: [],
};

export default defineRule({
  id: 'second-package-index',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    return installOptions(build, '--extra-index-url')
      .filter(({ pip, option }) => pip.tool === 'pip' && !wellKnown.test(option.value ?? ''))
      .filter(({ pip }) => !hasOption(pip.options, '--require-hashes'))
      .map(({ option: { word, valueWord }, run }) => ({
        range: { start: word.range.start, end: valueWord?.range.end ?? word.range.end },
        stage: run.stage.index,
      }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An internal index beside the public one',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --extra-index-url https://packages.example/simple tool==1.0\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --index-url https://packages.example/simple tool==1.0\n',
    fires: ['--extra-index-url https://packages.example/simple'],
  },
];

import { installOptions } from '../rules-support/pip-calls';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'No package may be installed from a wheel',
  category: 'speed',
  wrong: '`--no-binary :all:` makes pip build every package, and every build tool, from source.',
  why: 'Each package with compiled parts then needs its compiler and headers in the build, and takes far longer than its wheel.',
  remedy: 'Name only the packages that have to be built, as in `--no-binary psycopg2`.',
  recordings: [],
};

export default defineRule({
  id: 'everything-from-source',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    return installOptions(build, '--no-binary')
      .filter(({ option }) => option.value === ':all:')
      .map(({ option: { word, valueWord }, run }) => ({
        range: { start: word.range.start, end: (valueWord ?? word).range.end },
        stage: run.stage.index,
      }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One package has to be built',
    bad: 'FROM python:3.13\nRUN pip install --no-cache-dir --no-binary :all: psycopg2==2.9.10\n',
    good: 'FROM python:3.13\nRUN pip install --no-cache-dir --no-binary psycopg2 psycopg2==2.9.10\n',
    fires: ['--no-binary :all:'],
  },
];

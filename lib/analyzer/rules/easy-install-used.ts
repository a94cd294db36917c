import { isPython } from '../rules-support/pip';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'easy_install is deprecated',
  category: 'reliability',
  wrong: '`easy_install` is a deprecated installer, and images with a current setuptools no longer have it.',
  why: 'It cannot uninstall, ignores the options and settings of pip, and leaves `.egg` folders that other tools do not manage.',
  remedy: 'Use `pip install`.',
  recordings: [],
};

export default defineRule({
  id: 'easy-install-used',
  part: 'system',
  severity: 'warning',
  codes: {},
  failures: ['command-not-found'],
  check(build) {
    return runs(build, /^easy_install(?:-[\d.]+)?$/).flatMap((run) =>
      run.invocations
        .filter(({ program, words }) => {
          const asModule = isPython(program) && words[0]?.text === '-m' && words[1]?.text === 'easy_install';
          return asModule || /^easy_install(?:-[\d.]+)?$/.test(program);
        })
        .map(({ programRange }) => ({ range: programRange, stage: run.stage.index })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An installer from before pip',
    bad: 'FROM python:3.13-slim\nRUN easy_install flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3\n',
    fires: ['easy_install'],
  },
];

import { installOptions } from '../rules-support/pip-calls';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Every package may be a pre-release',
  category: 'reproducibility',
  wrong:
    'This option allows alphas, betas and release candidates, not only of the package that you want but of all its dependencies.',
  why: 'When a dependency publishes a test version, the next cold build installs it.',
  remedy: 'Pin the one pre-release that you need, as in `package==2.0rc1`, and remove the option.',
  recordings: [],
};

export default defineRule({
  id: 'pre-releases-admitted',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    return installOptions(build, '--pre', '--prerelease')
      .filter(({ option: { name, value } }) => name === '--pre' || value === 'allow')
      .filter(({ run }) => run.step.requirements.some((entry) => entry.kind === 'name' && entry.pinned === null))
      .map(({ option, run }) => ({ range: option.word.range, stage: run.stage.index }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One package as a pre-release',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --pre "flask>=3"\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.0rc1\n',
    fires: ['--pre'],
  },
];

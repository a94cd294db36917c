import { pipCalls } from '../rules-support/pip-calls';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'pip freeze runs during the build',
  category: 'reproducibility',
  wrong: '`pip freeze` writes down what this build happened to install.',
  why: 'The list stays in the image, and the next build does not read it: it installs the newest versions again.',
  remedy: 'Write the list outside the build, commit it, and install from it.',
  recordings: [],
};

export default defineRule({
  id: 'freeze-in-build',
  part: 'packages',
  severity: 'info',
  codes: {},
  check(build) {
    return pipCalls(build)
      .filter(
        ({ pip }) =>
          pip.action === 'freeze' &&
          pip.command.redirections.some(
            ({ operator, target }) => operator.includes('>') && /requirements.*\.txt$/.test(target.text),
          ),
      )
      .map(({ pip, run }) => ({ range: pip.command.range, stage: run.stage.index }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A list that nobody reads',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3\nRUN pip freeze > requirements.txt\n',
    good: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nRUN pip freeze\n',
    files: { 'requirements.txt': 'flask==3.0.3\n' },
    fires: ['pip freeze > requirements.txt'],
  },
];

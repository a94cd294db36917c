import { insertText } from '../rules-support/edits';
import { actionsOf, isAsked } from '../rules-support/python-tools';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Pipenv may write a new lock file during the build',
  category: 'reproducibility',
  wrong: '`pipenv install` writes a new lock file where the old one no longer fits the `Pipfile`.',
  why: 'The image then holds versions that nobody has reviewed, and two builds of one commit can differ.',
  remedy: 'Add `--deploy`, which stops the build instead.',
  recordings: [],
};

export default defineRule({
  id: 'pipenv-not-deployed',
  part: 'projects',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'pipenv').flatMap((run) =>
      actionsOf(run, 'pipenv', 'install')
        .filter((call) => call.operands.length === 0)
        .filter(
          (call) => !isAsked(run, call, ['--deploy', '--ignore-pipfile', '-r', '--requirements', '-e', '--editable']),
        )
        .map((call) => ({
          range: call.range,
          stage: run.stage.index,
          fix: {
            title: 'Add --deploy',
            safety: 'review' as const,
            edits: [insertText(build, call.range.end, ' --deploy')],
          },
        })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The lock file is there and not enforced',
    bad: 'FROM python:3.13-slim\nCOPY Pipfile Pipfile.lock ./\nRUN pipenv install --system\n',
    good: 'FROM python:3.13-slim\nCOPY Pipfile Pipfile.lock ./\nRUN pipenv install --system --deploy\n',
    files: { Pipfile: '', 'Pipfile.lock': '{}' },
    fires: ['pipenv install'],
  },
];

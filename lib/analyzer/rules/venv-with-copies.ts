import { removeWord } from '../rules-support/edits';
import { pythonName } from '../rules-support/pip';
import { calls } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Copying the interpreter does not make an environment movable',
  category: 'clarity',
  wrong: '`--copies` puts a copy of the interpreter into the environment instead of a link.',
  why: 'The standard library and the shared library of Python are not copied, and `pyvenv.cfg` still names the folder of the original. The environment needs the same Python at the same path as before.',
  remedy: 'Remove `--copies`, and start both stages from the same image.',
  recordings: [],
};

export default defineRule({
  id: 'venv-with-copies',
  part: 'stages',
  severity: 'info',
  codes: {},
  check(build) {
    return calls(build, pythonName, 'virtualenv').flatMap(({ program, words, run }) =>
      words
        .filter((word) => word.text === '--copies' || word.text === '--always-copy')
        .filter(
          () =>
            program === 'virtualenv' || (words[0]?.text === '-m' && /^(?:venv|virtualenv)$/.test(words[1]?.text ?? '')),
        )
        .map((word) => ({
          range: word.range,
          stage: run.stage.index,
          fix: {
            title: `Remove ${word.text}`,
            safety: 'review' as const,
            edits: [removeWord(build, word.range)],
          },
        })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An environment that is meant to be copied',
    bad: 'FROM python:3.13-slim AS build\nRUN python -m venv --copies /opt/venv\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n',
    good: 'FROM python:3.13-slim AS build\nRUN python -m venv /opt/venv\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n',
    fires: ['--copies'],
  },
];

import { removeWord } from '../rules-support/edits';
import { pipInstalls } from '../rules-support/pip';
import { isInFinalImage, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The project is installed in editable form',
  category: 'clarity',
  wrong: '`--editable` installs a pointer to the sources instead of the project itself.',
  why: 'Nobody edits the sources in an image. The program stops working when the folder is moved, hidden by a mount or left behind in a stage.',
  remedy: 'Install the project itself with `pip install .`.',
  recordings: [],
};

export default defineRule({
  id: 'editable-install',
  part: 'packages',
  severity: 'info',
  codes: {},
  check(build) {
    return runs(build, 'pip')
      .filter((run) => isInFinalImage(build, run.stage))
      .flatMap((run) =>
        pipInstalls(run.commands).flatMap((pip) =>
          pip.options
            .filter(({ name, valueWord }) => (name === '-e' || name === '--editable') && valueWord !== null)
            .filter(({ value }) => /^\.(?:\/|\[|$)/.test(value ?? ''))
            .map(({ word }) => ({
              range: word.range,
              stage: run.stage.index,
              fix: {
                title: `Remove ${word.text}`,
                safety: 'review' as const,
                edits: [removeWord(build, word.range)],
              },
            })),
        ),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An editable install in the image',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -e .\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir .\n',
    files: { 'pyproject.toml': '[project]\nname = "app"\nversion = "1"\n' },
    fires: ['-e'],
  },
];

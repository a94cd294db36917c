import { pipInstalls } from '../rules-support/pip';
import { bytesWithout } from '../rules-support/python-packages';
import { savesBytes } from '../rules-support/savings';
import { isInFinalImage, type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Programs that install dependencies, and that the program itself does not import. */
const installers = new Set(['poetry', 'pipenv', 'pdm', 'hatch', 'uv', 'pip-tools', 'pipx', 'conda', 'virtualenv']);

function nameOf(requirement: string): string {
  return (/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? '').toLowerCase().replace(/[-_.]+/g, '-');
}

/** Whether the installer is taken out again by the same RUN. */
function isRemoved(run: PlacedRun, name: string): boolean {
  return run.invocations.some(
    ({ program, words }) =>
      /^pip/.test(program) && words[0]?.text === 'uninstall' && words.some((word) => nameOf(word.text) === name),
  );
}

export const texts: RuleTexts = {
  title: 'An installer stays in the final image',
  category: 'size',
  wrong: 'A program that installs dependencies is itself installed into the final image.',
  why: 'It is not needed after the build, and its own dependencies can conflict with yours.',
  remedy: 'Use it in a stage of its own, and copy only the environment that it creates.',
  recordings: [],
};

export default defineRule({
  id: 'installer-in-final-image',
  part: 'packages',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'pip')
      .filter((run) => isInFinalImage(build, run.stage))
      .flatMap((run) =>
        pipInstalls(run.commands).flatMap((pip) =>
          pip.operands
            .map((word) => ({ word, name: nameOf(word.text) }))
            .filter(({ name }) => installers.has(name) && !isRemoved(run, name))
            .map(({ word, name }) => ({
              range: word.range,
              stage: run.stage.index,
              wrong: `\`${name}\` installs dependencies, and the final image keeps it.`,
              saves: savesBytes(bytesWithout(build, name)),
            })),
        ),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Poetry beside the program',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==1.8.4\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --only main\n',
    good: 'FROM python:3.13-slim AS build\nRUN pip install --no-cache-dir poetry==1.8.4\nCOPY pyproject.toml poetry.lock ./\nRUN python -m venv /opt/venv && poetry export -o requirements.txt && /opt/venv/bin/pip install -r requirements.txt\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\n',
    files: { 'pyproject.toml': '', 'poetry.lock': '' },
    fires: ['poetry==1.8.4'],
  },
];

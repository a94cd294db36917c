import { imageOf } from '../rules-support/base-images';
import { hasOption } from '../rules-support/commands';
import { insertBefore } from '../rules-support/edits';
import { isSwitchedOn, pipInstalls } from '../rules-support/pip';
import { variableFor } from '../rules-support/python-tools';
import { bottomStage, isInFinalImage, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const places = ['--user', '--target', '-t', '--prefix', '--root', '--dry-run'];

export const texts: RuleTexts = {
  title: 'pip installs into the home folder of the user',
  category: 'reliability',
  wrong: 'This user cannot write to the packages of the image, so pip installs into `~/.local` instead.',
  why: 'Programs such as `gunicorn` are then in `~/.local/bin`, which is not on `PATH`, and the step fails for a user without a home folder.',
  remedy: 'Install as root before USER, or into a virtual environment that belongs to the user.',
  recordings: ['user-installs'],
};

export default defineRule({
  id: 'user-install-by-default',
  part: 'stages',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'pip')
      .filter((run) => isInFinalImage(build, run.stage) && !run.triggered)
      .filter((run) => imageOf(bottomStage(build, run.stage))?.reference.repository === 'python')
      .filter((run) => !/^(?:root|0+)(?::|$)|\$/.test(run.step.before.user))
      .flatMap((run) => {
        const { user, environment, pythonEnvironments } = run.step.before;
        const path = (environment.get('PATH') ?? '').split(':');
        const isServed =
          path.some((folder) => folder.endsWith('/.local/bin')) ||
          pythonEnvironments.some((entry) => entry.kind === 'virtual' && path.includes(`${entry.path}/bin`)) ||
          ['VIRTUAL_ENV', 'PYTHONUSERBASE', 'PIP_TARGET', 'PIP_PREFIX'].some((name) => environment.has(name));
        if (isServed) return [];
        return pipInstalls(run.commands)
          .filter((pip) => pip.tool === 'pip' && !hasOption(pip.options, ...places) && !pip.command.name.includes('/'))
          .filter((pip) => !isSwitchedOn(variableFor(run, pip.command, 'PIP_USER')))
          .filter(
            () =>
              !run.commands.some((command) =>
                /activate|sudo|venv/.test([command.name, ...command.words.map(({ text }) => text)].join(' ')),
              ),
          )
          .map((pip) => {
            const name = /^[a-z_][\w-]*$/.exec(user)?.[0];
            const setting = `ENV PATH="/home/${name}/.local/bin:$PATH"`;
            return {
              range: { start: pip.programRange.start, end: pip.actionWord?.range.end ?? pip.programRange.end },
              stage: run.stage.index,
              ...(name === undefined
                ? {}
                : {
                    fix: {
                      title: 'Put ~/.local/bin on PATH',
                      safety: 'review' as const,
                      edits: [insertBefore(build, run.instruction, [setting])],
                    },
                  }),
            };
          });
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'USER before the install',
    bad: 'FROM python:3.13-slim\nRUN useradd --create-home app\nWORKDIR /home/app\nUSER app\nRUN pip install --no-cache-dir flask==3.0.3\nCOPY app.py .\nCMD ["flask", "run", "--host", "0.0.0.0"]\n',
    good: 'FROM python:3.13-slim\nRUN useradd --create-home app\nWORKDIR /home/app\nRUN pip install --no-cache-dir flask==3.0.3\nCOPY app.py .\nUSER app\nCMD ["flask", "run", "--host", "0.0.0.0"]\n',
    files: { 'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n' },
    fires: ['pip install'],
  },
];

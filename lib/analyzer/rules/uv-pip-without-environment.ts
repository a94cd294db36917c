import { imageOf } from '../rules-support/base-images';
import { hasOption } from '../rules-support/commands';
import { insertText } from '../rules-support/edits';
import { isSwitchedOn, pipInstalls } from '../rules-support/pip';
import { calledBefore, toolCalls, variableFor } from '../rules-support/python-tools';
import { bottomStage, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const places = ['--system', '--python', '-p', '--target', '-t', '--prefix'];

export const texts: RuleTexts = {
  title: 'uv pip finds no virtual environment',
  category: 'reliability',
  wrong: '`uv pip install` needs a virtual environment, and none has been created.',
  why: 'Unlike pip, uv does not install into the image\'s Python unless you ask for it: the build stops with "No virtual environment found".',
  remedy: 'Add `--system`, or create an environment with `uv venv` first.',
  recordings: [],
};

export default defineRule({
  id: 'uv-pip-without-environment',
  part: 'projects',
  severity: 'error',
  codes: {},
  failures: ['no-environment'],
  check(build) {
    if (runs(build, 'uv').length === 0) return [];
    return runs(build, 'pip')
      .filter((run) => imageOf(bottomStage(build, run.stage))?.reference.repository === 'python')
      .filter((run) => !run.step.before.pythonEnvironments.some(({ kind }) => kind === 'virtual'))
      .flatMap((run) =>
        pipInstalls(run.commands)
          .filter((pip) => pip.tool === 'uv' && !hasOption(pip.options, ...places))
          .filter((pip) =>
            ['VIRTUAL_ENV', 'CONDA_PREFIX', 'UV_PYTHON'].every(
              (name) => (variableFor(run, pip.command, name) ?? '') === '',
            ),
          )
          .filter((pip) => !isSwitchedOn(variableFor(run, pip.command, 'UV_SYSTEM_PYTHON')))
          .filter((pip) => {
            const call = toolCalls(run.commands, 'uv').find((entry) => entry.command === pip.command) ?? null;
            return !calledBefore(build, run, call, /\bvenv\b|virtualenv|activate|^uv (?:sync|run)\b/);
          })
          .map((pip) => {
            const range = { start: pip.programRange.start, end: pip.actionWord?.range.end ?? pip.programRange.end };
            return {
              range,
              stage: run.stage.index,
              fix: {
                title: 'Add --system',
                safety: 'review' as const,
                edits: [insertText(build, range.end, ' --system')],
              },
            };
          }),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Without an environment',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir uv==0.9.0\nRUN uv pip install --no-cache flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir uv==0.9.0\nRUN uv pip install --no-cache --system flask==3.0.3\n',
    fires: ['uv pip install'],
  },
  {
    title: 'An environment in the working directory is found',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir uv==0.9.0 && uv pip install --no-cache flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir uv==0.9.0 && uv venv && uv pip install --no-cache flask==3.0.3\n',
    fires: ['uv pip install'],
  },
];

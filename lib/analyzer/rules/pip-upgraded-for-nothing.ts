import { hasOption } from '../rules-support/commands';
import { removeCommand, removeInstruction } from '../rules-support/edits';
import { mountsOf } from '../rules-support/mounts';
import { pipInstalls } from '../rules-support/pip';
import { type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const companions = /^(?:pip|setuptools|wheel)$/i;

/** A cache that the other commands may have no use for. */
function hasCache(run: PlacedRun): boolean {
  return mountsOf(run.instruction).some(({ type }) => type === 'cache');
}

export const texts: RuleTexts = {
  title: 'pip is upgraded without need',
  category: 'speed',
  wrong: 'This replaces pip with its newest version.',
  why: 'The image has a pip that works. The upgrade takes time in every cold build, stores pip a second time, and makes the build depend on the day.',
  remedy: 'Remove the upgrade, or pin the version that you need.',
  recordings: ['burch-alpine'],
};

export default defineRule({
  id: 'pip-upgraded-for-nothing',
  part: 'packages',
  severity: 'info',
  codes: { hadolint: ['DL3013'] },
  check(build) {
    return runs(build, 'pip').flatMap((run) =>
      pipInstalls(run.commands)
        .filter(
          (pip) =>
            hasOption(pip.options, '-U', '--upgrade') &&
            pip.operands.length > 0 &&
            pip.operands.every((word) => companions.test(word.text.replace(/[=<>~!].*$/, ''))) &&
            pip.operands.some((word) => companions.test(word.text)) &&
            !hasOption(pip.options, '-r', '--requirement'),
        )
        .map((pip) => {
          const isOnly = run.commands.length === 1 && !run.triggered;
          const edit = isOnly
            ? removeInstruction(build, run.instruction)
            : hasCache(run)
              ? null
              : removeCommand(build, run.commands, pip.command);
          return {
            range: { start: pip.programRange.start, end: pip.command.range.end },
            stage: run.stage.index,
            ...(edit === null
              ? {}
              : { fix: { title: 'Remove the upgrade', safety: 'review' as const, edits: [edit] } }),
          };
        }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An upgrade before the install',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --upgrade pip && pip install --no-cache-dir flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3\n',
    fires: ['pip install --no-cache-dir --upgrade pip'],
  },
  {
    title: 'An upgrade in a step of its own',
    bad: 'FROM python:3.13-slim\nRUN python -m pip install --no-cache-dir -U pip setuptools\nRUN pip install --no-cache-dir flask==3.0.3\n',
    good: 'FROM python:3.13-slim\nRUN python -m pip install --no-cache-dir -U pip==25.0\nRUN pip install --no-cache-dir flask==3.0.3\n',
    fires: ['python -m pip install --no-cache-dir -U pip setuptools'],
  },
];

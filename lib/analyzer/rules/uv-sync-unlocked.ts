import { readProjectFile } from '../project';
import { insertText } from '../rules-support/edits';
import { isSwitchedOn } from '../rules-support/pip';
import { actionsOf, isAsked, variableFor } from '../rules-support/python-tools';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'uv may write a new lock file during the build',
  category: 'reproducibility',
  wrong: '`uv sync` writes a new lock file where the old one no longer fits `pyproject.toml`.',
  why: 'The image then holds versions that nobody has reviewed, and the lock file in the repository names others.',
  remedy: 'Add `--locked`, which stops the build instead, or `--frozen`, which takes the lock file as it is.',
  recordings: [],
};

export default defineRule({
  id: 'uv-sync-unlocked',
  part: 'projects',
  severity: 'warning',
  codes: {},
  check(build) {
    if (readProjectFile(build.project, 'uv.lock') === undefined) return [];
    return runs(build, 'uv').flatMap((run) =>
      actionsOf(run, 'uv', 'sync')
        .filter((call) => !isAsked(run, call, ['--locked', '--frozen', '--check', '--dry-run'], 'UV_LOCKED'))
        .filter((call) => !isSwitchedOn(variableFor(run, call.command, 'UV_FROZEN')))
        .map((call) => ({
          range: call.range,
          stage: run.stage.index,
          fix: {
            title: 'Add --locked',
            safety: 'review' as const,
            edits: [insertText(build, call.range.end, ' --locked')],
          },
        })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A lock file that is there and not enforced',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --no-dev --no-cache --no-install-project\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache --no-install-project\n',
    files: { 'pyproject.toml': '[project]\nname = "app"\n', 'uv.lock': 'version = 1\n' },
    fires: ['uv sync'],
  },
  {
    title: 'Enforced by a variable',
    bad: 'FROM python:3.13-slim\nENV UV_FROZEN=0\nCOPY . .\nRUN uv sync\n',
    good: 'FROM python:3.13-slim\nENV UV_FROZEN=1\nCOPY . .\nRUN uv sync\n',
    files: { 'pyproject.toml': '[project]\nname = "app"\n', 'uv.lock': 'version = 1\n' },
    fires: ['uv sync'],
  },
];

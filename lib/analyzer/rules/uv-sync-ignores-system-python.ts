import { removeInstruction } from '../rules-support/edits';
import { lockedInstalls } from '../rules-support/locked-installs';
import { pipInstalls } from '../rules-support/pip';
import { placed, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'uv sync ignores UV_SYSTEM_PYTHON',
  category: 'clarity',
  wrong: '`UV_SYSTEM_PYTHON` is for `uv pip`, and `uv sync` creates an environment in `.venv` all the same.',
  why: "The image's Python does not look for packages there, so a program that is started outside the environment does not find them.",
  remedy:
    "Put `.venv/bin` on `PATH`, or name the environment with `UV_PROJECT_ENVIRONMENT`, such as `/usr/local` for the image's Python.",
  recordings: [],
};

export default defineRule({
  id: 'uv-sync-ignores-system-python',
  part: 'projects',
  severity: 'warning',
  codes: {},
  check(build) {
    const all = runs(build);
    return placed(build, 'ENV').flatMap(({ instruction, stage, step }) => {
      if (!instruction.assignments.some(({ name }) => name.text === 'UV_SYSTEM_PYTHON')) return [];
      const later = all.filter((run) => run.stage === stage && run.step.index > step.index);
      const syncs = later.some((run) => lockedInstalls(run).some(({ tool }) => tool === 'uv'));
      const usesPip = later.some((run) => pipInstalls(run.commands).some(({ tool }) => tool === 'uv'));
      const { environment } = stage.after;
      const isSettled = environment.has('UV_PROJECT_ENVIRONMENT') || /venv/.test(environment.get('PATH') ?? '');
      if (!syncs || usesPip || isSettled) return [];
      return instruction.assignments
        .filter(
          ({ name, value }) =>
            name.text === 'UV_SYSTEM_PYTHON' && /^["']?(?:1|true|yes|on)["']?$/i.test(value?.text ?? ''),
        )
        .map(({ range }) => ({
          range,
          stage: stage.index,
          ...(instruction.assignments.length === 1
            ? {
                fix: {
                  title: 'Remove UV_SYSTEM_PYTHON',
                  safety: 'review' as const,
                  edits: [removeInstruction(build, instruction)],
                },
              }
            : {}),
        }));
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A variable for another command',
    bad: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nENV UV_SYSTEM_PYTHON=1\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache\n',
    good: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nENV UV_PROJECT_ENVIRONMENT=/usr/local\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache\n',
    files: { 'pyproject.toml': '[project]\nname = "app"\nversion = "1"\n', 'uv.lock': 'version = 1\n' },
    fires: ['UV_SYSTEM_PYTHON=1'],
  },
];

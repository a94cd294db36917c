import { hasDevelopmentGroup } from '../python/pyproject';
import { insertText } from '../rules-support/edits';
import { actionsOf, isAsked, projectFileOf, reachesFinalImage, variableFor } from '../rules-support/python-tools';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const tools = {
  uv: {
    actions: ['sync'],
    options: ['--no-dev', '--no-default-groups', '--only-group', '--no-group', '--dev', '--group', '--all-groups'],
    variables: ['UV_NO_DEV', 'UV_NO_GROUP', 'UV_NO_DEFAULT_GROUPS'],
    remedy: '--no-dev',
  },
  poetry: {
    actions: ['install', 'sync'],
    options: ['--only', '--without', '--no-dev', '--with', '--all-groups', '--only-root'],
    variables: [],
    remedy: '--only main',
  },
} as const;

export const texts: RuleTexts = {
  title: 'The development dependencies are installed',
  category: 'size',
  wrong: 'This install includes the development group of the project.',
  why: 'The running program does not use test runners and formatters. They take space, and each can have a security hole that you have to fix.',
  remedy: 'Leave the group out with `uv sync --no-dev` or `poetry install --only main`.',
  recordings: [],
};

export default defineRule({
  id: 'development-group-installed',
  part: 'projects',
  severity: 'warning',
  codes: {},
  check(build) {
    const project = projectFileOf(build);
    if (project === null || project === 'absent') return [];
    return runs(build, 'uv', 'poetry')
      .filter((run) => reachesFinalImage(build, run.stage))
      .flatMap((run) =>
        (['uv', 'poetry'] as const)
          .filter((name) => hasDevelopmentGroup(project, name))
          .flatMap((name) =>
            actionsOf(run, name, ...tools[name].actions)
              .filter((call) => !isAsked(run, call, tools[name].options))
              .filter((call) => tools[name].variables.every((key) => variableFor(run, call.command, key) === undefined))
              .map((call) => ({
                range: call.range,
                stage: run.stage.index,
                remedy: `Add \`${tools[name].remedy}\`.`,
                fix: {
                  title: `Add ${tools[name].remedy}`,
                  safety: 'review' as const,
                  edits: [insertText(build, call.range.end, ` ${tools[name].remedy}`)],
                },
              })),
          ),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'uv installs the group dev by default',
    bad: 'FROM python:3.13-slim\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-cache\n',
    good: 'FROM python:3.13-slim\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-cache --no-dev\n',
    files: {
      'pyproject.toml': '[project]\nname = "app"\n\n[dependency-groups]\ndev = ["pytest>=8"]\n',
      'uv.lock': 'version = 1\n',
    },
    fires: ['uv sync'],
  },
  {
    title: 'Poetry installs every group that is not optional',
    bad: 'FROM python:3.13-slim\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root --no-cache\n',
    good: 'FROM python:3.13-slim\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --only main --no-root --no-cache\n',
    files: {
      'pyproject.toml': '[tool.poetry]\nname = "app"\n\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n',
      'poetry.lock': '',
    },
    fires: ['poetry install'],
  },
  {
    title: 'A stage for tests may have the group',
    bad: 'FROM python:3.13-slim AS test\nCOPY . .\nRUN uv sync --locked --no-cache\n',
    good: 'FROM python:3.13-slim AS test\nCOPY . .\nRUN uv sync --locked --no-cache\n\nFROM python:3.13-slim\nCOPY main.py .\n',
    files: {
      'pyproject.toml': '[project]\nname = "app"\n\n[dependency-groups]\ndev = ["pytest>=8"]\n',
      'uv.lock': 'version = 1\n',
      'main.py': 'print("ready")\n',
    },
    fires: ['uv sync'],
  },
];

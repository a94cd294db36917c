import { readProjectFile } from '../project';
import { actionsOf } from '../rules-support/python-tools';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const locks = { uv: ['uv.lock', ['sync']], poetry: ['poetry.lock', ['install', 'sync']] } as const;

export const texts: RuleTexts = {
  title: 'The project has no lock file',
  category: 'reproducibility',
  wrong: 'The project has no lock file, so this step decides which versions are installed.',
  why: 'Each build takes the newest versions that `pyproject.toml` allows on that day, so two builds of one commit can differ.',
  remedy: 'Create a lock file, commit it and copy it beside `pyproject.toml`.',
  recordings: [],
};

export default defineRule({
  id: 'lock-file-missing',
  part: 'projects',
  severity: 'warning',
  codes: {},
  check(build) {
    if (readProjectFile(build.project, 'pyproject.toml') === undefined) return [];
    const hasLock = (name: string) =>
      build.context.entries.some(({ path }) => path === name || path.endsWith(`/${name}`));
    return runs(build, 'uv', 'poetry').flatMap((run) =>
      (['uv', 'poetry'] as const)
        .filter((tool) => !hasLock(locks[tool][0]))
        .flatMap((tool) =>
          actionsOf(run, tool, ...locks[tool][1]).map((call) => ({
            range: call.range,
            stage: run.stage.index,
            wrong: `The project has no \`${locks[tool][0]}\`, so this step decides which versions are installed.`,
            remedy: `Run \`${tool} lock\`, commit \`${locks[tool][0]}\` and copy it beside \`pyproject.toml\`.`,
          })),
        ),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'uv without a lock file',
    bad: 'FROM python:3.13-slim\nCOPY . .\nRUN uv sync --no-dev --no-cache\n',
    good: 'FROM python:3.13-slim\nCOPY . .\nRUN uv sync --no-dev --no-cache --locked\n',
    files: { 'pyproject.toml': '[project]\nname = "app"\n' },
    goodFiles: { 'uv.lock': 'version = 1\n' },
    fires: ['uv sync'],
  },
];

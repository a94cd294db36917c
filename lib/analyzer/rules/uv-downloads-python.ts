import { resolvePath } from '../build/paths';
import { readProjectFile } from '../project';
import { meetsSpecifier } from '../python/version';
import { imageOf } from '../rules-support/base-images';
import { hasOption } from '../rules-support/commands';
import { knownProject, lockedInstalls } from '../rules-support/locked-installs';
import { toolCalls, variableFor } from '../rules-support/python-tools';
import { bottomStage, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const settings = [
  'UV_PYTHON',
  'UV_PYTHON_DOWNLOADS',
  'UV_NO_MANAGED_PYTHON',
  'UV_PYTHON_PREFERENCE',
  'UV_PROJECT_ENVIRONMENT',
];
const options = ['-p', '--python', '--no-python-downloads', '--no-managed-python'];

export const texts: RuleTexts = {
  title: 'uv downloads another Python',
  category: 'size',
  wrong: 'The project requires another Python than the image has, so uv downloads one.',
  why: 'The image then holds two, and the program runs on the one in a folder of uv, whatever the tag of the base image says.',
  remedy:
    'Use one version in the image and in the project, and set `UV_PYTHON_DOWNLOADS=never` so that the build stops where they differ.',
  recordings: [],
};

export default defineRule({
  id: 'uv-downloads-python',
  part: 'projects',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'uv').flatMap((run) => {
      const stage = bottomStage(build, run.stage);
      const { python } = stage.profile;
      if (python === null || imageOf(stage)?.reference.repository !== 'python') return [];
      const { files, workingDirectory } = run.step.before;
      const isPinned = files.has(resolvePath(workingDirectory, '.python-version'));
      const pin = isPinned
        ? /^(?:cpython-?|python-?)?(3\.\d+)/.exec(readProjectFile(build.project, '.python-version')?.trim() ?? '')?.[1]
        : undefined;
      const wanted = knownProject(build)?.requiresPython ?? null;
      const fits =
        pin === undefined
          ? wanted === null || meetsSpecifier(`${python}.0`, wanted) || meetsSpecifier(`${python}.99`, wanted)
          : pin === python;
      // `uv python install` fetches one, whatever the image has.
      const asked = toolCalls(run.commands, 'uv')
        .filter((call) => call.action === 'python' && call.operands[0]?.text === 'install')
        .map((call) => ({
          range: { start: call.range.start, end: call.operands[0]?.range.end ?? call.range.end },
          stage: run.stage.index,
          wrong: `The image has Python ${python}, and this installs another one beside it.`,
          remedy: 'Remove the step, or start from an image without Python.',
        }));
      if (fits) return asked;
      const synced = lockedInstalls(run)
        .filter(({ tool, call }) => tool === 'uv' && !hasOption(call.options, ...options))
        .filter(({ call }) => settings.every((name) => variableFor(run, call.command, name) === undefined))
        .map(({ call }) => ({
          range: call.range,
          stage: run.stage.index,
          wrong:
            pin === undefined
              ? `The image has Python ${python} and the project requires \`${wanted}\`, so uv downloads another one.`
              : `The image has Python ${python} and \`.python-version\` requires ${pin}, so uv downloads that.`,
        }));
      return [...asked, ...synced];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An older version in .python-version',
    bad: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock .python-version ./\nRUN uv sync --locked --no-dev --no-cache\n',
    good: 'FROM python:3.12-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock .python-version ./\nRUN uv sync --locked --no-dev --no-cache\n',
    files: {
      'pyproject.toml': '[project]\nname = "app"\nversion = "1"\n',
      'uv.lock': 'version = 1\n',
      '.python-version': '3.12\n',
    },
    fires: ['uv sync'],
  },
  {
    title: 'Downloads forbidden',
    bad: 'FROM python:3.11-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache\n',
    good: 'FROM python:3.11-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nENV UV_PYTHON_DOWNLOADS=never\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache\n',
    files: {
      'pyproject.toml': '[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.12"\n',
      'uv.lock': 'version = 1\n',
    },
    fires: ['uv sync'],
  },
  {
    title: 'Installed beside the Python of the image',
    bad: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nRUN uv python install 3.12\n',
    good: 'FROM debian:trixie-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nRUN uv python install 3.12\n',
    fires: ['uv python install'],
  },
];

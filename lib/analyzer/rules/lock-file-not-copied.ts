import { resolvePath } from '../build/paths';
import type { Build } from '../build/types';
import { readProjectFile } from '../project';
import { hasOption } from '../rules-support/commands';
import { insertText } from '../rules-support/edits';
import { isAtHand, type LockedInstall, lockedInstalls, lockerFiles } from '../rules-support/locked-installs';
import { isSwitchedOn } from '../rules-support/pip';
import { variableFor } from '../rules-support/python-tools';
import { placed, runs } from '../rules-support/steps';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

/** Whether the tool is told to rely on the lock, and so stops without it. */
function relies({ tool, call, run }: LockedInstall): boolean {
  if (tool === 'pipenv') return call.action === 'sync' || hasOption(call.options, '--deploy', '--ignore-pipfile');
  if (tool === 'poetry') return false;
  return (
    hasOption(call.options, '--locked', '--frozen') ||
    isSwitchedOn(variableFor(run, call.command, 'UV_LOCKED')) ||
    isSwitchedOn(variableFor(run, call.command, 'UV_FROZEN'))
  );
}

/** Adds the lock to the COPY that brings the file which names the dependencies. */
function copyAlong(build: Build, { tool, run }: LockedInstall): Fix | null {
  const { manifest, lock } = lockerFiles[tool];
  const copy = placed(build, 'COPY').findLast(
    ({ stage, step, instruction }) =>
      stage === run.stage &&
      step.index < run.step.index &&
      instruction.form === 'shell' &&
      /(?:^|\/)\.?\/?$/.test(instruction.destination.text) &&
      resolvePath(step.before.workingDirectory, instruction.destination.text) === run.step.before.workingDirectory &&
      !instruction.flags.some((flag) => flag.name === 'from' || flag.name === 'parents'),
  );
  const source = copy?.instruction.sources.find(({ text }) => text === manifest || text === `./${manifest}`);
  if (source === undefined) return null;
  return { title: `Copy ${lock} too`, safety: 'review', edits: [insertText(build, source.range.end, ` ${lock}`)] };
}

export const texts: RuleTexts = {
  title: 'The lock file is not copied into the image',
  category: 'reproducibility',
  wrong: 'The project has a lock file, and it is not in the image when the dependencies are installed.',
  why: 'Without it the tool resolves the versions again, so each build can get others than those you tested. A tool that is told to rely on the lock file stops.',
  remedy: 'Copy the lock file together with the file that names the dependencies.',
  recordings: [],
};

export default defineRule({
  id: 'lock-file-not-copied',
  part: 'projects',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'uv', 'poetry', 'pipenv')
      .filter((run) => !run.triggered)
      .flatMap((run) => lockedInstalls(run))
      .flatMap((install) => {
        const { tool, call, run } = install;
        const { manifest, lock } = lockerFiles[tool];
        if (readProjectFile(build.project, lock) === undefined) return [];
        if (!isAtHand(run, manifest) || isAtHand(run, lock)) return [];
        const fix = copyAlong(build, install);
        return [
          {
            range: call.range,
            stage: run.stage.index,
            ...(relies(install)
              ? {
                  severity: 'error' as const,
                  wrong: `\`${tool}\` is told to rely on \`${lock}\`, which is not in the image, and stops.`,
                }
              : { wrong: `\`${lock}\` is not in the image, so \`${tool}\` resolves the versions again.` }),
            remedy: `Copy \`${lock}\` together with \`${manifest}\`.`,
            ...(fix === null ? {} : { fix }),
          },
        ];
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'uv with --locked and no lock file',
    bad: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN uv sync --locked --no-dev --no-cache\n',
    good: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache\n',
    files: { 'pyproject.toml': '[project]\nname = "app"\nversion = "1"\n', 'uv.lock': 'version = 1\n' },
    fires: ['uv sync'],
  },
  {
    title: 'The lock file mounted for the step',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==2.1.3\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN poetry install --only main --no-root --no-cache\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==2.1.3\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN --mount=type=bind,source=poetry.lock,target=poetry.lock poetry install --only main --no-root --no-cache\n',
    files: { 'pyproject.toml': '[tool.poetry]\nname = "app"\nversion = "1"\n', 'poetry.lock': 'package = []\n' },
    fires: ['poetry install'],
  },
];

import type { Build } from '../build/types';
import { readProjectFile } from '../project';
import { contextCopies } from '../rules-support/context-copies';
import { insertBefore, removeInstruction } from '../rules-support/edits';
import {
  knownProject,
  type LockedInstall,
  leavesProjectOut,
  lockedInstalls,
  lockerFiles,
} from '../rules-support/locked-installs';
import { mountsOf } from '../rules-support/mounts';
import { fileName } from '../rules-support/paths';
import { calledBefore } from '../rules-support/python-tools';
import { type Placed, runs } from '../rules-support/steps';
import type { CopyInstruction } from '../syntax/types';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

/** Files that the tools read, or that change no more often. */
const manifest =
  /^(?:pyproject\.toml|(?:uv|poetry|pdm|Pipfile)\.lock|Pipfile|(?:uv|poetry)\.toml|\.python-version|README.*|LICENSE.*|.*\.whl)$/i;
const withoutProject = { uv: '--no-install-project', poetry: '--no-root', pipenv: '' } as const;

function takesSources({ step }: Placed<CopyInstruction>): boolean {
  return step.contextPaths.some((path) => !manifest.test(fileName(path)));
}

/** Copies manifest and lock first and installs the dependencies, where the COPY stands directly before the install. */
function installFirst(build: Build, copy: Placed<CopyInstruction>, install: LockedInstall): Fix | null {
  const { run, tool, call } = install;
  const files = lockerFiles[tool];
  const isAdjacent = run.step.index === copy.step.index + 1 && run.instruction.command.form === 'shell';
  if (!isAdjacent || run.instruction.heredocs.length > 0 || run.commands.length > 1) return null;
  if (
    readProjectFile(build.project, files.lock) === undefined ||
    mountsOf(run.instruction).some((mount) => mount.type === 'bind')
  )
    return null;
  const { text } = build.dockerfile;
  const { range } = run.instruction;
  const copied = `COPY ${files.manifest} ${files.lock} ./`;
  const isWhole = leavesProjectOut(install, knownProject(build));
  const option = isWhole ? '' : ` ${withoutProject[tool]}`;
  const early = text.slice(range.start, call.range.end) + option + text.slice(call.range.end, range.end);
  return {
    title: 'Install the dependencies first',
    safety: 'review',
    edits: [
      insertBefore(build, copy.instruction, [copied, ...early.split('\n').map((line) => line.replace(/\r$/, ''))]),
      ...(isWhole ? [removeInstruction(build, run.instruction)] : []),
    ],
  };
}

export const texts: RuleTexts = {
  title: 'Every edit of the code reinstalls the locked dependencies',
  category: 'speed',
  wrong: 'The sources are copied before the dependencies are installed from the lock file.',
  why: 'Docker reuses a step only while everything before it is unchanged, so one edited line of code reinstalls every dependency.',
  remedy:
    'Copy `pyproject.toml` and the lock file first and install only the dependencies (`uv sync --no-install-project`, `poetry install --no-root`), then copy the rest.',
  recordings: ['uv-project', 'flask-copy-first', 'flask-requirements-first'],
};

export default defineRule({
  id: 'locked-install-after-sources',
  part: 'projects',
  severity: 'warning',
  codes: {},
  check(build) {
    const copies = contextCopies(build).filter((copy) => takesSources(copy));
    return runs(build, 'uv', 'poetry', 'pipenv')
      .filter((run) => !run.triggered)
      .flatMap((run) => {
        const [install] = lockedInstalls(run);
        if (install === undefined) return [];
        if (readProjectFile(build.project, lockerFiles[install.tool].manifest) === undefined) return [];
        const copy = copies.find(({ stage, step }) => stage === run.stage && step.index < run.step.index);
        if (
          copy === undefined ||
          calledBefore(build, run, install.call, /^(?:uv sync|poetry (?:install|sync)|pipenv (?:install|sync))\b/)
        )
          return [];
        const fix = installFirst(build, copy, install);
        return [{ range: copy.instruction.range, stage: run.stage.index, ...(fix === null ? {} : { fix }) }];
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'uv in one step',
    bad: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY src src\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache\n',
    good: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache --no-install-project\nCOPY src src\nRUN uv sync --locked --no-dev --no-cache\n',
    files: {
      'pyproject.toml':
        '[project]\nname = "app"\nversion = "1"\n[build-system]\nrequires = ["uv_build"]\nbuild-backend = "uv_build"\n',
      'uv.lock': 'version = 1\n',
      'src/app/__init__.py': '',
    },
    fires: ['COPY src src'],
  },
  {
    title: 'Everything copied first',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==2.1.3\nWORKDIR /app\nCOPY . .\nRUN poetry install --only main --no-cache\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==2.1.3\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --only main --no-cache --no-root\nCOPY . .\n',
    files: {
      '.dockerignore': '.git\n',
      'pyproject.toml': '[tool.poetry]\nname = "app"\nversion = "1"\n',
      'poetry.lock': 'package = []\n',
      'app/__init__.py': '',
    },
    fires: ['COPY . .'],
  },
];

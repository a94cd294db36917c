import { resolvePath } from '../build/paths';
import type { Build } from '../build/types';
import { readProjectFile } from '../project';
import { insertBefore } from '../rules-support/edits';
import { type LockedInstall, lockedInstalls } from '../rules-support/locked-installs';
import { fileName } from '../rules-support/paths';
import { isSwitchedOn } from '../rules-support/pip';
import { calledBefore, reachesFinalImage, variableFor } from '../rules-support/python-tools';
import { startCommand } from '../rules-support/start-command';
import { finalStages, placed, runs } from '../rules-support/steps';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

const configured = /^poetry config (?:--local )?virtualenvs\.(?:create|in-project|path)\b/;
const activated = /\bactivate\b|-m venv\b|\bvirtualenv\b|^uv venv\b/;

/** Whether something tells Poetry to install elsewhere than into a folder of its own. */
function isPlaced(build: Build, { run, call }: LockedInstall): boolean {
  const create = variableFor(run, call.command, 'POETRY_VIRTUALENVS_CREATE');
  if (create !== undefined && !isSwitchedOn(create)) return true;
  if (isSwitchedOn(variableFor(run, call.command, 'POETRY_VIRTUALENVS_IN_PROJECT'))) return true;
  const named = ['POETRY_VIRTUALENVS_PATH', 'VIRTUAL_ENV', 'CONDA_PREFIX', 'POETRY_HOME_VENV'];
  if (named.some((name) => variableFor(run, call.command, name) !== undefined)) return true;
  if (/virtualenvs|in-project/.test(readProjectFile(build.project, 'poetry.toml') ?? '')) return true;
  return calledBefore(build, run, call, configured) || calledBefore(build, run, call, activated);
}

/** Whether the folder of Poetry's environments is copied into the final image. */
function isCopied(build: Build): boolean {
  return placed(build, 'COPY').some(({ instruction }) =>
    instruction.sources.some(({ text }) => /virtualenvs|pypoetry|^\/root(?:\/\.cache)?\/?$|\.venv|\$/.test(text)),
  );
}

function placeInProject(build: Build, { run }: LockedInstall): Fix {
  const environment = resolvePath(run.step.before.workingDirectory, '.venv');
  return {
    title: 'Create the environment in the project',
    safety: 'review',
    edits: [
      insertBefore(build, run.instruction, [
        'ENV POETRY_VIRTUALENVS_IN_PROJECT=true',
        `ENV PATH="${environment}/bin:$PATH"`,
      ]),
    ],
  };
}

export const texts: RuleTexts = {
  title: 'The program does not use the environment of Poetry',
  category: 'reliability',
  wrong: 'Poetry installs into an environment below its cache folder, which the program does not use.',
  why: "Poetry creates a virtual environment even in a container, in a folder whose name it works out itself. The image's Python does not see it, and a COPY of the project leaves it behind.",
  remedy: 'Set `POETRY_VIRTUALENVS_IN_PROJECT=true` and put `.venv/bin` on `PATH`.',
  recordings: [],
};

export default defineRule({
  id: 'poetry-environment-out-of-sight',
  part: 'projects',
  severity: 'error',
  codes: {},
  failures: ['module-not-found', 'command-not-found'],
  check(build) {
    const command = startCommand(build);
    const program = command?.words[0]?.text ?? '';
    const name = fileName(program);
    const isOpen = /^(?:poetry|uv|sh|bash|)$/.test(name) || /\.sh$/.test(name) || program.includes('$');
    if (isOpen || program.includes('venv') || isCopied(build)) return [];
    const final = finalStages(build);
    return runs(build, 'poetry')
      .filter((run) => !run.triggered && reachesFinalImage(build, run.stage))
      .flatMap((run) => lockedInstalls(run))
      .filter((install) => install.tool === 'poetry' && !isPlaced(build, install))
      .map((install) => {
        const { run, call } = install;
        const isFinal = final.includes(run.stage);
        return {
          range: call.range,
          stage: run.stage.index,
          ...(isFinal
            ? { fix: placeInProject(build, install) }
            : {
                wrong: 'Poetry installs into an environment below its cache folder, which stays behind in this stage.',
              }),
        };
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The program runs on the Python of the image',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==2.1.3\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --only main --no-root --no-cache\nCOPY . .\nCMD ["python", "main.py"]\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==2.1.3\nENV POETRY_VIRTUALENVS_CREATE=false\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --only main --no-root --no-cache\nCOPY . .\nCMD ["python", "main.py"]\n',
    files: {
      '.dockerignore': '.git\n',
      'pyproject.toml': '[tool.poetry]\nname = "app"\nversion = "1"\npackage-mode = false\n',
      'poetry.lock': 'package = []\n',
      'main.py': 'print("ready")\n',
    },
    fires: ['poetry install'],
  },
  {
    title: 'The environment stays in its stage',
    bad: 'FROM python:3.13 AS build\nRUN pip install --no-cache-dir poetry==2.1.3\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --only main --no-root --no-cache\nFROM python:3.13-slim\nCOPY --from=build /app /app\nWORKDIR /app\nCOPY main.py .\nCMD ["python", "main.py"]\n',
    good: 'FROM python:3.13 AS build\nRUN pip install --no-cache-dir poetry==2.1.3\nENV POETRY_VIRTUALENVS_IN_PROJECT=1\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --only main --no-root --no-cache\nFROM python:3.13-slim\nCOPY --from=build /app /app\nWORKDIR /app\nCOPY main.py .\nENV PATH="/app/.venv/bin:$PATH"\nCMD ["python", "main.py"]\n',
    files: {
      'pyproject.toml': '[tool.poetry]\nname = "app"\nversion = "1"\npackage-mode = false\n',
      'poetry.lock': 'package = []\n',
      'main.py': 'print("ready")\n',
    },
    fires: ['poetry install'],
  },
];

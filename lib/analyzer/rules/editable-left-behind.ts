import { isWithin, resolvePath } from '../build/paths';
import type { Build } from '../build/types';
import { hasOption } from '../rules-support/commands';
import { insertText } from '../rules-support/edits';
import { knownProject, type LockedInstall, leavesProjectOut, lockedInstalls } from '../rules-support/locked-installs';
import { isSwitchedOn } from '../rules-support/pip';
import { variableFor } from '../rules-support/python-tools';
import { finalStages, finalSteps, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Whether the environment is copied out of the stage, and the folder of the project is not. */
function comesAlone(build: Build, { run }: LockedInstall): boolean {
  const project = run.step.before.workingDirectory;
  const taken = finalSteps(build).flatMap((step) =>
    step.fromStages.filter((source) => source.stage === run.stage.index).flatMap((source) => source.paths),
  );
  const takesEnvironment = taken.some((path) => /venv/.test(path));
  const takesProject = taken.some((path) => !/venv/.test(path) && (isWithin(project, path) || isWithin(path, project)));
  return takesEnvironment && !takesProject;
}

/** Whether sources lie at the place that the environment points to. */
function hasSourcesThere(build: Build, { run }: LockedInstall): boolean {
  const files = build.target?.after.files ?? new Map<string, string | null>();
  const folder = resolvePath('/', run.step.before.workingDirectory);
  for (const path of files.keys())
    if (path.endsWith('.py') && isWithin(path, folder) && !/venv/.test(path)) return true;
  return false;
}

export const texts: RuleTexts = {
  title: 'The environment points to sources that are not copied',
  category: 'reliability',
  wrong: 'The project is installed as a pointer to its sources, and only the environment is copied to this stage.',
  why: 'uv and Poetry install the project in editable form: the environment holds a path, not the code. Nothing is at that path in this stage, so the import of the project fails.',
  remedy: 'Add `--no-editable` with uv, or copy the sources to the same path.',
  recordings: [],
};

export default defineRule({
  id: 'editable-left-behind',
  part: 'projects',
  severity: 'error',
  codes: {},
  failures: ['module-not-found'],
  check(build) {
    const project = knownProject(build);
    const final = finalStages(build);
    if (project === null) return [];
    return runs(build, 'uv', 'poetry', 'pipenv')
      .filter((run) => !run.triggered && !final.includes(run.stage))
      .flatMap((run) => lockedInstalls(run))
      .filter((install) => install.tool !== 'pipenv' && !leavesProjectOut(install, project))
      .filter(
        ({ call, run }) =>
          !hasOption(call.options, '--no-editable') && !isSwitchedOn(variableFor(run, call.command, 'UV_NO_EDITABLE')),
      )
      .filter((install) => comesAlone(build, install) && !hasSourcesThere(build, install))
      .map(({ call, run, tool }) => ({
        range: call.range,
        stage: run.stage.index,
        ...(tool === 'uv'
          ? {
              fix: {
                title: 'Add --no-editable',
                safety: 'review' as const,
                edits: [insertText(build, call.range.end, ' --no-editable')],
              },
            }
          : { remedy: 'Copy the sources to the same path in the final stage.' }),
      }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Only the environment is copied',
    bad: 'FROM python:3.13-slim AS build\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache --no-install-project\nCOPY src src\nRUN uv sync --locked --no-dev --no-cache\nFROM python:3.13-slim\nCOPY --from=build /app/.venv /app/.venv\nENV PATH="/app/.venv/bin:$PATH"\nCMD ["python", "-m", "app"]\n',
    good: 'FROM python:3.13-slim AS build\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache --no-install-project\nCOPY src src\nRUN uv sync --locked --no-dev --no-cache\nFROM python:3.13-slim\nCOPY --from=build /app/.venv /app/.venv\nCOPY src /app/src\nENV PATH="/app/.venv/bin:$PATH"\nCMD ["python", "-m", "app"]\n',
    files: {
      'pyproject.toml':
        '[project]\nname = "app"\nversion = "1"\n[build-system]\nrequires = ["uv_build"]\nbuild-backend = "uv_build"\n',
      'uv.lock': 'version = 1\n',
      'src/app/__init__.py': '',
      'src/app/__main__.py': 'print("ready")\n',
    },
    fires: ['uv sync'],
  },
];

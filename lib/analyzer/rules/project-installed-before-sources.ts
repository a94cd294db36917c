import { isWithin } from '../build/paths';
import type { Build } from '../build/types';
import type { ProjectFile } from '../python/pyproject';
import { insertText } from '../rules-support/edits';
import { isAtHand, knownProject, leavesProjectOut, lockedInstalls } from '../rules-support/locked-installs';
import { pipInstalls } from '../rules-support/pip';
import { type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

/** Whether the image holds sources of the project at this step, as far as is known. */
function hasSources(run: PlacedRun): boolean {
  const { files, workingDirectory } = run.step.before;
  for (const path of files.keys()) if (path.endsWith('.py') && isWithin(path, workingDirectory)) return true;
  return run.instruction.flags.some((flag) =>
    /(?:^|,)(?:target|dst|destination)=\.\/?(?:,|$)/.test(flag.value?.text ?? ''),
  );
}

function projectHasSources(build: Build): boolean {
  return build.context.entries.some(({ path, ignored }) => !ignored && path.endsWith('.py'));
}

const withoutProject = { uv: '--no-install-project', poetry: '--no-root', pipenv: '' } as const;

function reportLocked(build: Build, run: PlacedRun): readonly Report[] {
  const project = knownProject(build);
  return lockedInstalls(run)
    .filter((install) => !leavesProjectOut(install, project))
    .map(({ tool, call }) => {
      const option = withoutProject[tool];
      return {
        range: call.range,
        stage: run.stage.index,
        ...(tool === 'uv' ? ofBackend(project) : {}),
        remedy: `Add \`${option}\` here, and install the project itself once its sources are copied.`,
        fix: {
          title: `Add ${option}`,
          safety: 'review' as const,
          edits: [insertText(build, call.range.end, ` ${option}`)],
        },
      };
    });
}

/** setuptools does not stop, and some install nothing but dependencies that way on purpose. */
function ofBackend(project: ProjectFile | null): { readonly severity?: 'info' } {
  return /^(?:setuptools|$)/.test(project?.buildBackend ?? '') ? { severity: 'info' } : {};
}

function reportPip(run: PlacedRun, project: ProjectFile): readonly Report[] {
  return pipInstalls(run.commands).flatMap((pip) => {
    const words = [
      ...pip.operands,
      ...pip.options.flatMap((option) => (/^(?:-e|--editable)$/.test(option.name) ? (option.valueWord ?? []) : [])),
    ];
    const own = words.find((word) => /^\.\/?(?:\[|$)/.test(word.text));
    return own === undefined ? [] : [{ range: own.range, stage: run.stage.index, ...ofBackend(project) }];
  });
}

export const texts: RuleTexts = {
  title: 'The project is installed before its sources are copied',
  category: 'reliability',
  wrong: 'This installs the project itself, and none of its sources is in the image yet.',
  why: 'Most build backends stop when they find no module of that name; setuptools continues and installs an empty package.',
  remedy: 'Install only the dependencies here, and the project once its sources are copied.',
  recordings: ['pip-project'],
};

export default defineRule({
  id: 'project-installed-before-sources',
  part: 'projects',
  severity: 'error',
  codes: {},
  check(build) {
    const project = knownProject(build);
    if (project === null || !projectHasSources(build)) return [];
    return runs(build, 'pip', 'uv', 'poetry', 'pipenv')
      .filter((run) => !run.triggered && isAtHand(run, 'pyproject.toml') && !hasSources(run))
      .flatMap((run) => [...reportLocked(build, run), ...(project.buildSystem ? reportPip(run, project) : [])]);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Poetry and a package that is not there',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==2.1.3\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --only main --no-cache\nCOPY . .\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir poetry==2.1.3\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --only main --no-root --no-cache\nCOPY . .\n',
    files: {
      'pyproject.toml': '[tool.poetry]\nname = "app"\nversion = "1"\n',
      'poetry.lock': 'package = []\n',
      'app/__init__.py': '',
    },
    fires: ['poetry install'],
  },
  {
    title: 'uv, in two steps',
    bad: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache\nCOPY src src\n',
    good: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache --no-install-project\nCOPY src src\nRUN uv sync --locked --no-dev --no-cache\n',
    files: {
      'pyproject.toml':
        '[project]\nname = "app"\nversion = "1"\n[build-system]\nrequires = ["uv_build"]\nbuild-backend = "uv_build"\n',
      'uv.lock': 'version = 1\n',
      'src/app/__init__.py': '',
    },
    fires: ['uv sync'],
  },
  {
    title: 'pip and the folder itself',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN pip install --no-cache-dir .\nCOPY app app\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY pyproject.toml ./\nCOPY app app\nRUN pip install --no-cache-dir .\n',
    files: {
      'pyproject.toml':
        '[project]\nname = "app"\nversion = "1"\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
      'app/__init__.py': '',
    },
    fires: ['.'],
  },
];

import { readProjectFile } from '../project';
import { hasOption } from '../rules-support/commands';
import { pipInstalls, requirementFiles } from '../rules-support/pip';
import { reachesFinalImage, toolCalls } from '../rules-support/python-tools';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const locks = { 'uv.lock': '`uv sync --locked`', 'poetry.lock': '`poetry install`' } as const;

export const texts: RuleTexts = {
  title: 'The lock file of the project is not used',
  category: 'reproducibility',
  wrong: 'pip reads the dependencies from `pyproject.toml`, and ignores the lock file beside it.',
  why: 'The image gets the newest versions that the project allows on the day of the build, not those that you develop and test with.',
  remedy: 'Install from the lock file with the tool that wrote it, or export it to a requirements file first.',
  recordings: [],
};

export default defineRule({
  id: 'lock-file-unused',
  part: 'projects',
  severity: 'warning',
  codes: {},
  check(build) {
    const found = (['uv.lock', 'poetry.lock'] as const).find(
      (name) => readProjectFile(build.project, name) !== undefined,
    );
    if (found === undefined) return [];
    const all = runs(build, 'pip', 'uv', 'poetry');
    // Something else reads the lock in this build: an install, or an export.
    const isRead = all.some((run) =>
      toolCalls(run.commands, 'uv', 'poetry').some(({ action }) => /^(?:sync|install|export|run|build)$/.test(action)),
    );
    if (isRead) return [];
    return all
      .filter((run) => reachesFinalImage(build, run.stage))
      .flatMap((run) =>
        pipInstalls(run.commands)
          .filter((pip) => !hasOption(pip.options, '--no-deps', '-c', '--constraint'))
          .flatMap((pip) => {
            const own = pip.operands.find((word) => /^\.\/?(?:\[|$)/.test(word.text));
            const reads = requirementFiles(pip).some((file) => /(?:^|\/)pyproject\.toml$/.test(file));
            const range = own?.range ?? (reads ? (pip.actionWord?.range ?? pip.programRange) : null);
            if (range === null) return [];
            return [
              {
                range,
                stage: run.stage.index,
                wrong: `This reads the dependencies from \`pyproject.toml\`, and ignores \`${found}\` beside it.`,
                remedy: `Install with ${locks[found]}, or export the lock file to a requirements file first.`,
              },
            ];
          }),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'pip instead of uv',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir .\n',
    good: 'FROM python:3.13-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.9.0 /uv /bin/\nWORKDIR /app\nCOPY . .\nRUN uv sync --locked --no-dev --no-cache\n',
    files: {
      '.dockerignore': '.git\n',
      'pyproject.toml': '[project]\nname = "app"\nversion = "1"\ndependencies = ["flask"]\n',
      'uv.lock': 'version = 1\n',
      'app/__init__.py': '',
    },
    fires: ['.'],
  },
];

import { isWithin, resolvePath } from '../build/paths';
import { allRequirements } from '../rules-support/requirements';
import { type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** The folder that a line such as `-e ./libs/tool[extra]` names; `null` for anything else. */
function folderOf(text: string): string | null {
  const path = text.replace(/^(?:-e|--editable)[\s=]+/, '').replace(/\s*(?:[;#].*)?$/, '');
  const [, folder] = /^(\.{1,2}(?:\/[\w./-]*)?)(?:\[[\w, -]*\])?$/.exec(path) ?? [];
  return folder ?? null;
}

/** Whether something of the folder is in the image, or mounted, when the step runs. */
function isThere(run: PlacedRun, folder: string): boolean {
  const { files, workingDirectory } = run.step.before;
  const path = resolvePath(workingDirectory, folder);
  for (const file of files.keys()) {
    if (isWithin(file, path) && /\/(?:pyproject\.toml|setup\.(?:py|cfg))$/.test(file)) return true;
  }
  return run.instruction.flags.some(
    (flag) => flag.name === 'mount' && !/type=(?:cache|tmpfs|secret|ssh)/.test(flag.value?.text ?? ''),
  );
}

export const texts: RuleTexts = {
  title: 'A requirement names a folder that is not copied yet',
  category: 'reliability',
  wrong: 'This line installs a folder of the project, and the folder is not in the image when pip reads it.',
  why: 'pip looks for the folder below the working directory, finds no `pyproject.toml` or `setup.py` there, and stops.',
  remedy:
    'Copy the folder before this step, or keep the line in a file of its own that is installed after the sources are copied.',
  recordings: [],
};

export default defineRule({
  id: 'local-requirement-not-copied',
  part: 'packages',
  severity: 'error',
  codes: {},
  failures: ['missing-project'],
  check(build) {
    if (!allRequirements(build).some(({ kind }) => kind === 'path' || kind === 'editable')) return [];
    const seen = new Set<string>();
    return runs(build, 'pip')
      .filter((run) => !run.triggered && !run.commands.some((command) => command.name === 'cd'))
      .flatMap((run) =>
        run.step.requirements.flatMap(({ kind, text, file, range }) => {
          if (file === build.project.dockerfile || (kind !== 'path' && kind !== 'editable')) return [];
          const folder = folderOf(text);
          const key = `${file}:${range.start}`;
          if (folder === null || seen.has(key) || isThere(run, folder)) return [];
          seen.add(key);
          return [{ range, file, stage: run.stage.index }];
        }),
      );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The project among its own requirements',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt pyproject.toml ./\nCOPY app app\nRUN pip install --no-cache-dir -r requirements.txt\n',
    files: {
      '.dockerignore': '.git\n',
      'requirements.txt': 'flask==3.0.3\n-e .\n',
      'pyproject.toml': '[project]\nname = "app"\nversion = "1"\n',
      'app/__init__.py': '',
    },
    fires: ['-e .'],
  },
];

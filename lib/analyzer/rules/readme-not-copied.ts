import { isWithin } from '../build/paths';
import { readProjectFile } from '../project';
import { isAtHand, knownProject, leavesProjectOut, lockedInstalls } from '../rules-support/locked-installs';
import { pipInstalls } from '../rules-support/pip';
import { type PlacedRun, runs } from '../rules-support/steps';
import type { SourceRange } from '../syntax/range';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Backends that stop where the file is missing; setuptools goes on. */
const strict = /^(?:hatchling\.|poetry\.|uv_build|flit)/;

function hasSources(run: PlacedRun): boolean {
  const { files, workingDirectory } = run.step.before;
  for (const path of files.keys()) if (path.endsWith('.py') && isWithin(path, workingDirectory)) return true;
  return false;
}

export const texts: RuleTexts = {
  title: 'The project is built without its readme',
  category: 'reliability',
  wrong: '`pyproject.toml` names a readme, and the file is not in the image when the project is built.',
  why: 'The build backend writes the text of the readme into the package, so it stops where the file is missing.',
  remedy: 'Copy the readme too, and see to it that `.dockerignore` does not leave it out.',
  recordings: [],
};

export default defineRule({
  id: 'readme-not-copied',
  part: 'projects',
  severity: 'error',
  codes: {},
  check(build) {
    const project = knownProject(build);
    const readme = project?.readme ?? null;
    if (project === null || readme === null || !strict.test(project.buildBackend ?? '')) return [];
    if (readProjectFile(build.project, readme) === undefined) return [];
    return runs(build, 'pip', 'uv', 'poetry', 'pipenv')
      .filter((run) => !run.triggered && isAtHand(run, 'pyproject.toml') && !isAtHand(run, readme) && hasSources(run))
      .flatMap((run) => {
        const pip = pipInstalls(run.commands).flatMap((call): readonly SourceRange[] => {
          const own = call.operands.find((word) => /^\.\/?(?:\[|$)/.test(word.text));
          return own === undefined ? [] : [own.range];
        });
        const locked = lockedInstalls(run)
          .filter((install) => !leavesProjectOut(install, project))
          .map(({ call }) => call.range);
        return [...pip, ...locked].map((range) => ({
          range,
          stage: run.stage.index,
          wrong: `\`pyproject.toml\` names \`${readme}\` as its readme, and the file is not in the image.`,
        }));
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Only the sources were copied',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY pyproject.toml ./\nCOPY src src\nRUN pip install --no-cache-dir .\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY pyproject.toml README.md ./\nCOPY src src\nRUN pip install --no-cache-dir .\n',
    files: {
      'pyproject.toml':
        '[project]\nname = "app"\nversion = "1"\nreadme = "README.md"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
      'README.md': '# App\n',
      'src/app/__init__.py': '',
    },
    fires: ['.'],
  },
];

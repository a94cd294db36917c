import type { Build, PythonEnvironment, Step } from '../build/types';
import { imageOf } from '../rules-support/base-images';
import { insertBehind } from '../rules-support/edits';
import { finalStages, finalSteps } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** The folder that has to be on Python's path for the packages to be found; `null` where it cannot be told. */
function searchFolder({ kind, path, python }: PythonEnvironment): string | null {
  if (kind === 'target') return path;
  if (kind !== 'prefix' || python === null) return null;
  return path === '/usr/local' || path === '/usr' || path === '/' ? null : `${path}/lib/python${python}/site-packages`;
}

/** The step of the final image that brings the packages. */
function bringingStep(build: Build, { path }: PythonEnvironment): Step | undefined {
  const has = (list: readonly PythonEnvironment[]) =>
    list.some((entry) => entry.path === path && entry.packages.length > 0);
  return finalSteps(build).find((step) => !has(step.before.pythonEnvironments) && has(step.after.pythonEnvironments));
}

export const texts: RuleTexts = {
  title: 'Python does not search the folder of the packages',
  category: 'reliability',
  wrong: 'The packages are installed into a folder that Python does not search.',
  why: 'With `--target` or `--prefix` pip installs anywhere, and Python searches only its own folders and those of `PYTHONPATH`. The first import fails.',
  remedy: 'Install into a virtual environment, or name the folder in `PYTHONPATH`.',
  recordings: ['fastapi-target-stages'],
};

export default defineRule({
  id: 'packages-off-the-path',
  part: 'stages',
  severity: 'warning',
  codes: {},
  failures: ['module-not-found', 'command-not-found'],
  check(build) {
    const { target } = build;
    const [bottom] = finalStages(build);
    if (target === null || bottom === undefined || imageOf(bottom)?.reference.repository !== 'python') return [];
    const { environment, pythonEnvironments, workingDirectory, command, entrypoint } = target.after;
    if (command === null && entrypoint === null) return [];
    const places = (environment.get('PYTHONPATH') ?? '').split(':');
    return pythonEnvironments.flatMap((entry) => {
      const folder = searchFolder(entry);
      const isFound =
        folder === null || places.some((place) => place.replace(/\/$/, '') === folder || place.includes('$'));
      if (isFound || folder === workingDirectory || entry.packages.length === 0) return [];
      const step = bringingStep(build, entry);
      if (step === undefined) return [];
      const { instruction } = step;
      const setting = `ENV PYTHONPATH=${folder}`;
      return [
        {
          range: instruction.keyword === 'COPY' ? instruction.destination.range : instruction.range,
          stage: step.stage,
          wrong: `The packages are in \`${folder}\`, which Python does not search.`,
          remedy: `Add \`${setting}\`, or install into a virtual environment.`,
          ...(places.join('') === ''
            ? {
                fix: {
                  title: 'Set PYTHONPATH to the folder',
                  safety: 'review' as const,
                  edits: [insertBehind(build, instruction, [setting])],
                },
              }
            : {}),
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A folder beside the program',
    bad: 'FROM python:3.13-slim AS build\nRUN pip install --no-cache-dir --target /packages flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /packages /packages\nWORKDIR /app\nCOPY main.py .\nCMD ["python", "main.py"]\n',
    good: 'FROM python:3.13-slim AS build\nRUN pip install --no-cache-dir --target /packages flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /packages /packages\nENV PYTHONPATH=/packages\nWORKDIR /app\nCOPY main.py .\nCMD ["python", "main.py"]\n',
    files: { 'main.py': 'import flask\n' },
    fires: ['/packages'],
  },
];

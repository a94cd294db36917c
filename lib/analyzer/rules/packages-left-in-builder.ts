import type { Build, InstalledPackage, Stage } from '../build/types';
import { finalPackages } from '../rules-support/python-packages';
import { finalStages, finalSteps } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Packages that an environment brings along by itself, and those that only install others. */
const companions = new Set(
  'pip setuptools wheel build uv poetry pipenv pdm hatch pip-tools pipx virtualenv poetry-plugin-export'.split(' '),
);

function chosen(packages: readonly InstalledPackage[]): readonly InstalledPackage[] {
  return packages.filter((entry) => entry.direct && !companions.has(entry.name));
}

/** Whether the stage itself installs packages, rather than starting from one that does. */
function installs(stage: Stage): boolean {
  const before = stage.steps[0]?.after.pythonEnvironments.flatMap((entry) => entry.packages) ?? [];
  const after = stage.after.pythonEnvironments.flatMap((entry) => entry.packages);
  return chosen(after).length > chosen(before).length;
}

/** What installed packages and yet leaves none to the final image. */
function builders(build: Build): readonly Stage[] {
  if (chosen(finalPackages(build)).length > 0) return [];
  const final = finalStages(build);
  return build.stages.filter(
    // In an image of which nobody knows the working directory, nobody knows where an environment lies.
    (stage) => !final.includes(stage) && stage.profile.distribution !== 'unknown' && installs(stage),
  );
}

export const texts: RuleTexts = {
  title: 'The installed packages are not copied',
  category: 'reliability',
  wrong: 'This copies from the stage that installs the packages, but not the folder that holds them.',
  why: 'Only what COPY names reaches this stage. The image builds, and the program ends at its first import.',
  remedy: 'Install into an environment such as `/opt/venv`, and copy that folder too.',
  recordings: [],
};

export default defineRule({
  id: 'packages-left-in-builder',
  part: 'stages',
  severity: 'error',
  codes: {},
  failures: ['module-not-found', 'command-not-found'],
  check(build) {
    const left = builders(build);
    return left.flatMap((stage) => {
      const copy = finalSteps(build).find(
        (step) => step.instruction.keyword === 'COPY' && step.fromStages.some((source) => source.stage === stage.index),
      );
      const flag = copy?.instruction.flags.find((entry) => entry.name === 'from');
      return flag === undefined || copy === undefined ? [] : [{ range: flag.range, stage: copy.stage }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Only the folder of the program is copied',
    bad: 'FROM python:3.13-slim AS builder\nCOPY . /app\nWORKDIR /app\nRUN pip install --no-cache-dir -r requirements.txt\nFROM python:3.13-slim\nCOPY --from=builder /app /app\nWORKDIR /app\nCMD ["python", "main.py"]\n',
    good: 'FROM python:3.13-slim AS builder\nCOPY . /app\nWORKDIR /app\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt\nFROM python:3.13-slim\nCOPY --from=builder /opt/venv /opt/venv\nCOPY --from=builder /app /app\nWORKDIR /app\nCMD ["/opt/venv/bin/python", "main.py"]\n',
    files: { 'requirements.txt': 'flask==3.0.3\n', 'main.py': 'import flask\n' },
    fires: ['--from=builder'],
  },
];

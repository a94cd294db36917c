import { pipCompilesBy } from '../build/commands/installer';
import type { Build, Step } from '../build/types';
import type { WheelRecord } from '../catalog/types';
import { type Estimate, exactly, sum } from '../estimate';
import { hasOption } from '../rules-support/commands';
import { insertText } from '../rules-support/edits';
import { pipInstalls } from '../rules-support/pip';
import { finalPackages, wheelsOf } from '../rules-support/python-packages';
import { variableFor } from '../rules-support/python-tools';
import { savesBytes } from '../rules-support/savings';
import { isInFinalImage, runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Recorded bytecode of the packages that a step installs; `undefined` where no record tells. */
function bytecodeOf(build: Build, step: Step): Estimate | undefined {
  if (step.before.pythonEnvironments === step.after.pythonEnvironments) return undefined;
  const before = new Set<string>();
  for (const { packages } of step.before.pythonEnvironments) for (const { name } of packages) before.add(name);
  const measurements: Estimate[] = [];
  for (const { packages } of step.after.pythonEnvironments) {
    for (const { name, version } of packages) {
      const wheel = before.has(name) ? undefined : wheelsOf(build, name).find((entry) => entry.version === version);
      if (wheel !== undefined) measurements.push(measureBytecode(wheel));
    }
  }
  return measurements.length === 0 ? undefined : sum(measurements);
}

/** Many steps may install the same wheel: its estimate is made once. */
const measured = new WeakMap<WheelRecord, Estimate>();

function measureBytecode(wheel: WheelRecord): Estimate {
  const known = measured.get(wheel);
  if (known !== undefined) return known;
  const text = `bytecode of ${wheel.name} ${wheel.version}`;
  const estimate = exactly(wheel.bytecodeBytes, [{ text, kind: 'measured', date: wheel.provenance.date }]);
  measured.set(wheel, estimate);
  return estimate;
}

/**
 * Nearly every install with pip writes bytecode, and mostly that is right: the container starts sooner. It is worth a word
 * where it is known to weigh something.
 */
const worthSaying = 5_000_000;

export const texts: RuleTexts = {
  title: 'pip writes bytecode into the layer',
  category: 'size',
  wrong: 'pip compiles what it installs and stores the bytecode beside the sources.',
  why: 'With bytecode each container starts a little sooner, and the packages take about twice the space. `PYTHONDONTWRITEBYTECODE` does not keep pip from writing it.',
  remedy: 'Add `--no-compile` where size matters more than a quick start.',
  recordings: [],
};

export default defineRule({
  id: 'bytecode-written',
  severity: 'info',
  codes: {},
  check(build) {
    const kept = new Set(finalPackages(build).map((entry) => entry.name));
    return runs(build, 'pip').flatMap((run) => {
      const reaches =
        isInFinalImage(build, run.stage) || run.step.requirements.some(({ name }) => name !== null && kept.has(name));
      if (!reaches) return [];
      const bytes = bytecodeOf(build, run.step);
      if (bytes === undefined || bytes.likely < worthSaying) return [];
      const ranges = pipInstalls(run.commands)
        .filter(
          (pip) =>
            pip.tool === 'pip' &&
            !hasOption(pip.options, '--no-compile') &&
            pipCompilesBy((name) => variableFor(run, pip.command, name)),
        )
        .map((pip) => ({ start: pip.programRange.start, end: pip.actionWord?.range.end ?? pip.programRange.end }));
      const [range] = ranges;
      if (range === undefined) return [];
      return [
        {
          range,
          stage: run.stage.index,
          saves: savesBytes(bytes),
          fix: {
            title: 'Add --no-compile',
            safety: 'review' as const,
            edits: ranges.map(({ end }) => insertText(build, end, ' --no-compile')),
          },
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Little of it is not worth a word',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir pandas==2.2.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3\n',
    fires: ['pip install'],
  },
  {
    title: 'A plain install',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir pandas==2.2.3\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --no-compile pandas==2.2.3\n',
    fires: ['pip install'],
  },
  {
    title: 'Switched off by the environment',
    bad: 'FROM python:3.13-slim\nENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-cache-dir pandas==2.2.3\n',
    good: 'FROM python:3.13-slim\nENV PIP_COMPILE=0\nRUN pip install --no-cache-dir pandas==2.2.3\n',
    fires: ['pip install'],
  },
];

import type { Build, Failure } from '../build/types';
import { insertBefore } from '../rules-support/edits';
import { type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type Fix, type Report, type RuleExample, type RuleTexts } from './types';

const environment = '/opt/venv';

/** Creates an environment in front of the step and puts it on PATH, where the system can create one. */
function addEnvironment(build: Build, run: PlacedRun): Fix | null {
  const canCreate = [...run.step.before.osPackages].some((name) => /^python3(?:\.\d+)?-(?:venv|full)$/.test(name));
  if (!canCreate || run.triggered) return null;
  return {
    title: 'Install into a virtual environment',
    safety: 'review',
    edits: [
      insertBefore(build, run.instruction, [
        `RUN python3 -m venv ${environment}`,
        `ENV PATH="${environment}/bin:$PATH"`,
      ]),
    ],
  };
}

function reportRefused(build: Build, run: PlacedRun, failures: readonly Failure[]): readonly Report[] {
  return failures
    .filter(({ range }) => range.start >= run.instruction.range.start && range.end <= run.instruction.range.end)
    .map(({ range }) => {
      const fix = addEnvironment(build, run);
      return { range, stage: run.stage.index, ...(fix === null ? {} : { fix }) };
    });
}

export const texts: RuleTexts = {
  title: "pip refuses to install into the distribution's Python",
  category: 'reliability',
  wrong: 'The distribution manages this Python itself, and pip refuses to install into it.',
  why: "Debian since 12 and Ubuntu since 23.04 mark their Python as externally managed (PEP 668), so that pip and apt do not overwrite each other's files. The build stops here.",
  remedy: 'Create a virtual environment and install into it, or start from an official Python image.',
  lesson: 'queue-consumer/01-ubuntu',
  recordings: [],
};

export default defineRule({
  id: 'pip-into-system-python',
  part: 'stages',
  severity: 'error',
  codes: {},
  failures: ['externally-managed'],
  check(build) {
    const refused = build.failures.filter((failure) => failure.code === 'externally-managed');
    return refused.length === 0 ? [] : runs(build).flatMap((run) => reportRefused(build, run, refused));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'pip into the Python of Ubuntu',
    bad: 'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y python3-pip python3-venv\nRUN pip install --no-cache-dir flask==3.0.3\n',
    good: 'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y python3-pip python3-venv\nRUN python3 -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir flask==3.0.3\n',
    fires: ['pip install --no-cache-dir flask==3.0.3'],
  },
];

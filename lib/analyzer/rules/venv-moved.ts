import type { Build, PythonEnvironment, Stage, Step } from '../build/types';
import { replaceText } from '../rules-support/edits';
import { finalSteps } from '../rules-support/steps';
import { defineRule, type Report, type RuleExample, type RuleTexts } from './types';

interface Arrival {
  readonly step: Step;
  readonly environment: PythonEnvironment;
}

/** Virtual environments that a COPY --from brings into the final image. */
function arrivals(build: Build): readonly Arrival[] {
  return finalSteps(build)
    .filter((step) => step.fromStages.length > 0 && step.instruction.keyword === 'COPY')
    .flatMap((step) =>
      step.after.pythonEnvironments
        .filter((entry) => entry.kind === 'virtual')
        .filter((entry) => !step.before.pythonEnvironments.some((other) => other.path === entry.path))
        .map((environment) => ({ step, environment })),
    );
}

/** What of the other stage does not fit: the Python version or the C library. */
function mismatch(build: Build, target: Stage, { step, environment }: Arrival): Partial<Report> | null {
  const source = build.stages[step.fromStages[0]?.stage ?? -1];
  const { python, libc } = target.profile;
  if (environment.python !== null && python !== null && environment.python !== python)
    return {
      wrong: `The environment was created by Python ${environment.python}, and this stage has ${python}.`,
      why: 'Its packages are in a folder with the version in its name, and compiled ones fit one version only: this Python finds none of them.',
      remedy: 'Start both stages from the same version of Python.',
    };
  const made = source?.profile.libc ?? null;
  if (made !== null && libc !== null && made !== libc)
    return {
      wrong: `The environment was created on ${made}, and this stage has ${libc}.`,
      why: 'Compiled packages are linked against one C library and do not load with the other.',
      remedy: 'Start both stages from the same kind of image.',
    };
  return null;
}

export const texts: RuleTexts = {
  title: 'The virtual environment does not work where it is copied',
  category: 'reliability',
  wrong: 'The environment is copied to another path than the one where it was created.',
  why: 'Its scripts begin with the full path of its Python, which does not exist at the new path, so they do not start.',
  remedy: 'Copy it to the path where it was created.',
  lesson: 'queue-consumer/03-multi-stage',
  recordings: [],
};

export default defineRule({
  id: 'venv-moved',
  part: 'stages',
  severity: 'error',
  codes: {},
  failures: [
    'moved-environment',
    'environment-without-its-python',
    'compiled-for-another-libc',
    'command-not-found',
    'module-not-found',
  ],
  check(build) {
    const { target } = build;
    if (target === null) return [];
    return arrivals(build).flatMap((arrival) => {
      const { step, environment } = arrival;
      if (step.instruction.keyword !== 'COPY') return [];
      const { range } = step.instruction.destination;
      if (environment.createdAt !== environment.path) {
        return [
          {
            range,
            stage: step.stage,
            remedy: `Copy it to \`${environment.createdAt}\`, where it was created.`,
            fix: {
              title: `Copy it to ${environment.createdAt}`,
              safety: 'review' as const,
              edits: [replaceText(build, range, environment.createdAt)],
            },
          },
        ];
      }
      const wrong = mismatch(build, target, arrival);
      return wrong === null ? [] : [{ range, stage: step.stage, ...wrong }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'To another path',
    bad: 'FROM python:3.13-slim AS build\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /app/venv\nENV PATH="/opt/venv/bin:$PATH"\nCMD ["flask", "run"]\n',
    good: 'FROM python:3.13-slim AS build\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nCMD ["flask", "run"]\n',
    fires: ['/app/venv'],
  },
  {
    title: 'To another version of Python',
    bad: 'FROM python:3.12-slim AS build\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n',
    good: 'FROM python:3.13-slim AS build\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n',
    fires: ['/opt/venv'],
  },
  {
    title: 'To another C library',
    bad: 'FROM python:3.13-slim AS build\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir flask==3.0.3\nFROM python:3.13-alpine\nCOPY --from=build /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n',
    good: 'FROM python:3.13-alpine AS build\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir flask==3.0.3\nFROM python:3.13-alpine\nCOPY --from=build /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n',
    fires: ['/opt/venv'],
  },
];

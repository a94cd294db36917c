import { resolvePath } from '../build/paths';
import type { Build, PythonEnvironment, Step } from '../build/types';
import { invocations } from '../rules-support/commands';
import { insertBehind } from '../rules-support/edits';
import { expandHome } from '../rules-support/paths';
import { startCommand } from '../rules-support/start-command';
import { finalSteps } from '../rules-support/steps';
import type { SourceRange } from '../syntax/range';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** The step of the final image that brings an environment: its creation, or the COPY of it. */
function bringingStep(build: Build, environment: PythonEnvironment): Step | undefined {
  const has = (environments: readonly PythonEnvironment[]) =>
    environments.some((entry) => entry.kind === 'virtual' && entry.path === environment.path);
  return finalSteps(build).find((step) => !has(step.before.pythonEnvironments) && has(step.after.pythonEnvironments));
}

/** The word that names the environment's folder, or the whole instruction. */
function placeOf(step: Step, environment: PythonEnvironment): SourceRange {
  const { instruction } = step;
  if (instruction.keyword === 'COPY') return instruction.destination.range;
  const word = invocations(step.commands)
    .flatMap((invocation) => invocation.words)
    .find((entry) => resolvePath(step.before.workingDirectory, entry.text) === environment.path);
  return word?.range ?? instruction.range;
}

export const texts: RuleTexts = {
  title: 'The virtual environment is not on PATH',
  category: 'reliability',
  wrong: 'The `bin` folder of the environment is not on `PATH`.',
  why: '`python` and `pip` without a path then mean those of the system, which do not see the packages of the environment.',
  remedy: 'Add `ENV PATH="/opt/venv/bin:$PATH"`, with the folder of your environment, after it is created or copied.',
  recordings: [],
};

export default defineRule({
  id: 'venv-not-on-path',
  part: 'stages',
  severity: 'warning',
  codes: {},
  failures: ['command-not-found', 'module-not-found'],
  check(build) {
    const { target } = build;
    if (target === null) return [];
    const start = startCommand(build)?.words[0]?.text ?? '';
    // Of a `~`, which only bash expands, another rule tells.
    const { environment: variables, user } = target.after;
    const path = (variables.get('PATH') ?? '').split(':').map((folder) => expandHome(folder, user));
    return (
      target.after.pythonEnvironments
        // Where Poetry hides its environments is told by a rule of its own.
        .filter((entry) => entry.kind === 'virtual' && !/\/pypoetry\/virtualenvs\//.test(entry.path))
        // pipx and Pipenv find their own, and put what is called into view themselves.
        .filter((entry) => !/\/(?:pipx\/venvs|share\/virtualenvs)\//.test(entry.path))
        // A folder with blanks or quotes in its name is a slip, and no line for ENV can be written of it.
        .filter((entry) => /^[\w./@+-]+$/.test(entry.path))
        .filter((entry) => !path.includes(`${entry.path}/bin`))
        .filter((entry) => !resolvePath(target.after.workingDirectory, start).startsWith(`${entry.path}/bin/`))
        .flatMap((environment) => {
          const step = bringingStep(build, environment);
          if (step === undefined) return [];
          const setting = `ENV PATH="${environment.path}/bin:$PATH"`;
          return [
            {
              range: placeOf(step, environment),
              stage: step.stage,
              remedy: `Add \`${setting}\` after this step.`,
              fix: {
                title: 'Put it on PATH',
                safety: 'review' as const,
                edits: [insertBehind(build, step.instruction, [setting])],
              },
            },
          ];
        })
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'pipx looks after its environments itself',
    bad: 'FROM python:3.13-slim\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir httpie==3.2.4\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir pipx==1.7.1\nRUN pipx install httpie==3.2.4\n',
    fires: ['/opt/venv'],
  },
  {
    title: 'Created and not put on PATH',
    bad: 'FROM python:3.13-slim\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir flask==3.0.3\nCMD ["python", "-m", "flask", "run"]\n',
    good: 'FROM python:3.13-slim\nRUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir flask==3.0.3\nCMD ["/opt/venv/bin/python", "-m", "flask", "run"]\n',
    fires: ['/opt/venv'],
  },
  {
    title: 'The second stage sets PATH again',
    bad: 'FROM python:3.13-slim AS build\nRUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install --no-cache-dir flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\nCMD ["flask", "run"]\n',
    good: 'FROM python:3.13-slim AS build\nRUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install --no-cache-dir flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nCMD ["flask", "run"]\n',
    fires: ['/opt/venv'],
  },
];

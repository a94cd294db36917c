import type { PythonEnvironment } from '../build/types';
import { insertBehind } from '../rules-support/edits';
import { expandHome } from '../rules-support/paths';
import { finalSteps } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The program cannot reach its packages',
  category: 'reliability',
  wrong: "The packages are in root's home folder, and the program runs as another user.",
  why: "Python looks in the home folder of the user who runs it, and only root can read root's, so the first import fails.",
  remedy: 'Install into a folder outside every home folder, such as `/opt/venv`.',
  recordings: ['optimize-multi-stage'],
};

export default defineRule({
  id: 'packages-out-of-reach',
  part: 'stages',
  severity: 'error',
  codes: {},
  check(build) {
    const { target } = build;
    if (target === null) return [];
    const { user, environment, pythonEnvironments } = target.after;
    const isRoot = /^(?:root|0+)(?::|$)/.test(user);
    // Of a `~`, which only bash expands, another rule tells.
    const path = (environment.get('PATH') ?? '').split(':').map((folder) => expandHome(folder, user));
    return pythonEnvironments
      .filter((entry) => entry.kind === 'user' && entry.packages.length > 0)
      .filter((entry) => (entry.path.startsWith('/root/') && !isRoot) || !path.includes(`${entry.path}/bin`))
      .flatMap((entry: PythonEnvironment) => {
        const has = (list: readonly PythonEnvironment[]) =>
          list.some((other) => other.path === entry.path && other.packages.length > 0);
        const step = finalSteps(build).find(
          ({ before, after }) => !has(before.pythonEnvironments) && has(after.pythonEnvironments),
        );
        if (step === undefined) return [];
        const { instruction } = step;
        const range = instruction.keyword === 'COPY' ? instruction.destination.range : instruction.range;
        if (entry.path.startsWith('/root/') && !isRoot) return [{ range, stage: step.stage }];
        const setting = `ENV PATH="${entry.path}/bin:$PATH"`;
        return [
          {
            range,
            stage: step.stage,
            severity: 'warning' as const,
            wrong: `The programs of these packages are in \`${entry.path}/bin\`, which is not on \`PATH\`.`,
            why: 'Python finds the packages, but a command such as `gunicorn` is not found when the container starts.',
            remedy: `Add \`${setting}\`.`,
            fix: {
              title: 'Put it on PATH',
              safety: 'review' as const,
              edits: [insertBehind(build, instruction, [setting])],
            },
          },
        ];
      });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Installed by root, run by another',
    bad: 'FROM python:3.13-slim AS build\nRUN pip install --no-cache-dir --user flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /root/.local /root/.local\nENV PATH="/root/.local/bin:$PATH"\nUSER 1000\nCMD ["flask", "run"]\n',
    good: 'FROM python:3.13-slim AS build\nRUN pip install --no-cache-dir --user flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /root/.local /root/.local\nENV PATH="/root/.local/bin:$PATH"\nCMD ["flask", "run"]\n',
    fires: ['/root/.local'],
  },
  {
    title: 'Programs that are not on PATH',
    bad: 'FROM python:3.13-slim AS build\nRUN pip install --no-cache-dir --user flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /root/.local /root/.local\nCMD ["python", "-m", "flask", "run"]\n',
    good: 'FROM python:3.13-slim AS build\nRUN pip install --no-cache-dir --user flask==3.0.3\nFROM python:3.13-slim\nCOPY --from=build /root/.local /root/.local\nENV PATH=/root/.local/bin:$PATH\nCMD ["python", "-m", "flask", "run"]\n',
    fires: ['/root/.local'],
  },
];

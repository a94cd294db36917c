import type { Build, Stage } from '../build/types';
import { insertBefore } from '../rules-support/edits';
import { isInFinalImage, placed } from '../rules-support/steps';
import type { Instruction } from '../syntax/types';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

function isRoot(user: string): boolean {
  return /^(?:root|0+)(?::|$)/.test(user);
}

/** Adds a user and changes to it just before what the container starts. */
function addUser(build: Build, target: Stage, before: Instruction): Fix | null {
  const unreachable = target.after.pythonEnvironments.some((environment) => environment.path.startsWith('/root'));
  const known = ['debian', 'ubuntu', 'alpine'].includes(target.profile.distribution);
  if (unreachable || !known || target.after.shell[0] === undefined) return null;
  const add = target.profile.distribution === 'alpine' ? 'adduser -D app' : 'useradd --create-home app';
  return {
    title: 'Run as a user named app',
    safety: 'review',
    edits: [insertBefore(build, before, [`RUN ${add}`, 'USER app'])],
  };
}

export const texts: RuleTexts = {
  title: 'The program runs as root',
  category: 'security',
  wrong: 'No USER says otherwise, so the program runs as root.',
  why: 'Whoever breaks into the program then owns every file of the container, and a flaw in the container runtime lets root out where another user stays in.',
  remedy: 'Add a user, and put `USER` after the last step that has to write.',
  lesson: 'queue-consumer/03-multi-stage',
  recordings: [],
};

export default defineRule({
  id: 'root-user',
  severity: 'warning',
  codes: { hadolint: ['DL3002'] },
  check(build) {
    const { target } = build;
    if (target === null || target.base.kind === 'unresolved' || !isRoot(target.after.user)) return [];
    const said = placed(build, 'USER').findLast((entry) => isInFinalImage(build, entry.stage) && !entry.triggered);
    if (said === undefined && target.profile.distribution === 'unknown') return [];
    const starts = target.steps
      .map((step) => step.instruction)
      .filter((instruction) => instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT');
    const last = starts.at(-1);
    // Steps that write come before the change of user.
    const writing = target.steps.findLast((step) => ['run', 'copy'].includes(step.kind))?.instruction.range.end ?? 0;
    const next = starts.find((instruction) => instruction.range.start > writing);
    const fix = next === undefined ? null : addUser(build, target, next);
    return [
      {
        range: said?.instruction.argument.range ?? last?.keywordRange ?? target.from.image.range,
        stage: target.index,
        ...(said === undefined
          ? {}
          : {
              wrong: 'The last USER is root, so the program runs as root.',
              remedy: 'Change back to another user after the steps that need root.',
            }),
        ...(fix === null ? {} : { fix }),
      },
    ];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'No USER at all',
    bad: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nCMD ["python", "main.py"]\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY main.py .\nRUN useradd --create-home app\nUSER app\nCMD ["python", "main.py"]\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['CMD'],
  },
  {
    title: 'Back to root, and left there',
    bad: 'FROM python:3.13-slim\nUSER app\nUSER root\nRUN touch /etc/marker\nCMD ["python"]\n',
    good: 'FROM python:3.13-slim\nUSER root\nRUN touch /etc/marker\nUSER 1000\nCMD ["python"]\n',
    fires: ['root'],
  },
  {
    title: 'A USER of the stage below counts',
    bad: 'FROM python:3.13-alpine AS base\nFROM base\nCMD ["python"]\n',
    good: 'FROM python:3.13-alpine AS base\nUSER 1000:1000\nFROM base\nCMD ["python"]\n',
    fires: ['CMD'],
  },
];

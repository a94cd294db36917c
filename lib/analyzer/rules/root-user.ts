import { baseName } from '../build/paths';
import type { Build, Stage } from '../build/types';
import { knowsVariablesOfBase } from '../rules-support/base-images';
import { readInvocation } from '../rules-support/commands';
import { insertBefore } from '../rules-support/edits';
import { isForDevelopment, isForLambda } from '../rules-support/purpose';
import { isInFinalImage, placed, runs } from '../rules-support/steps';
import type { Instruction } from '../syntax/types';
import { defineRule, type Fix, type Report, type RuleExample, type RuleTexts } from './types';

function isRoot(user: string): boolean {
  return /^(?:root|0+)(?::|$)/.test(user);
}

/** Options of `useradd` and `adduser` whose value is the next word. */
const valued =
  /^(?:-[A-Za-z]*[bcdefgGhkKpsu]|--(?:uid|gid|home|home-dir|shell|comment|gecos|ingroup|groups|base-dir|expiredate|inactive|password))$/;

/** An account that a step of the final image makes, as it may be written after USER; `null` where there is none. */
function findAccount(build: Build, target: Stage): string | null {
  for (const run of runs(build, 'useradd', 'adduser').filter(({ stage }) => isInFinalImage(build, stage))) {
    for (const command of run.commands) {
      const invocation = readInvocation(command);
      if (invocation === null || !/^(?:user|add)(?:add|user)$/.test(invocation.program)) continue;
      const { words } = invocation;
      const name = words.find(
        ({ text }, place) => !text.startsWith('-') && !valued.test(words[place - 1]?.text ?? ''),
      )?.source;
      if (name !== undefined && isUsable(name, target)) return name;
    }
  }
  return null;
}

/** A plain name, or a variable that Docker knows too. */
function isUsable(name: string, { after }: Stage): boolean {
  const variable = /^\$\{?(\w+)\}?$/.exec(name)?.[1];
  if (variable === undefined) return /^[a-z_][\w-]*$/.test(name);
  return after.environment.has(variable) || after.buildArguments.has(variable);
}

/** Programs that have to start as root, and give their children to other users. */
const supervisors = /^(?:supervisord|nginx|cron|crond|sshd|apache2?|apache2ctl|httpd|s6-svscan|init|dockerd|systemd)$/;

/** The program that a CMD or ENTRYPOINT names, without its folder. */
function readProgram(instruction: Instruction | undefined): string {
  if (instruction?.keyword !== 'CMD' && instruction?.keyword !== 'ENTRYPOINT') return '';
  const { command } = instruction;
  const first = command.form === 'exec' ? command.words[0]?.text : command.text.trim().split(/\s+/)[0];
  return baseName(first ?? '');
}

/** What changes the user as the container starts, where the image has it and a script of the project starts. */
function findUserChanger({ after }: Stage, program: string): string | null {
  if (!/\.sh$|entry|^(?:ba|da|a)?sh$|^(?:tini|dumb-init)$|^start|^run/.test(program)) return null;
  const changers = ['gosu', 'su-exec', 'setpriv', 's6-setuidgid'];
  return changers.find((name) => after.osPackages.has(name) || after.files.has(`/usr/local/bin/${name}`)) ?? null;
}

/** Changes to a user just before what the container starts: to one that the image has, else to a new one. */
function changeUser(build: Build, target: Stage, before: Instruction): Fix | null {
  const unreachable = target.after.pythonEnvironments.some((environment) => environment.path.startsWith('/root'));
  const known = ['debian', 'ubuntu', 'alpine'].includes(target.profile.distribution);
  if (unreachable || !known || target.after.shell[0] === undefined) return null;
  const account = findAccount(build, target);
  if (account !== null)
    return {
      title: `Run as the user ${account}`,
      safety: 'review',
      edits: [insertBefore(build, before, [`USER ${account}`])],
    };
  const add = target.profile.distribution === 'alpine' ? 'adduser -D app' : 'useradd --create-home app';
  return {
    title: 'Run as a user named app',
    safety: 'review',
    edits: [insertBefore(build, before, [`RUN ${add}`, 'USER app'])],
  };
}

/** What to say of an image whose start program deals with users itself; `null` where it does not. */
function describeStart(target: Stage, program: string): Partial<Report> | null {
  const changer = findUserChanger(target, program);
  if (changer !== null)
    return {
      severity: 'info',
      wrong: `The container starts as root, and its start script may change the user with \`${changer}\`.`,
      remedy: `See to it that the script ends in \`exec ${changer} USER "$@"\`, or set USER.`,
    };
  if (!supervisors.test(program)) return null;
  return {
    wrong: `No USER says otherwise, so \`${program}\` starts as root, and so does what it starts unless it is told to use another user.`,
    remedy: `Name a user for the program in the configuration of \`${program}\`, or start the program itself under USER.`,
  };
}

export const texts: RuleTexts = {
  title: 'The program runs as root',
  category: 'security',
  wrong: 'No USER says otherwise, so the program runs as root.',
  why: 'Anyone who breaks into the program can change every file of the container, and a flaw in the container runtime can let root out of it where another user stays in.',
  remedy: 'Add a user, and put USER after the last step that needs root.',
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
    // Lambda and the editor that opens a dev container choose the user themselves.
    if (isForLambda(build) || isForDevelopment(build)) return [];
    const said = placed(build, 'USER').findLast((entry) => isInFinalImage(build, entry.stage) && !entry.triggered);
    if (said === undefined && target.profile.distribution === 'unknown') return [];
    // The image of another maker may set the variable that USER names.
    if (said?.instruction.argument.text.includes('$') && !knowsVariablesOfBase(build, target)) return [];
    const starts = target.steps
      .map((step) => step.instruction)
      .filter((instruction) => instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT');
    const last = starts.at(-1);
    // Steps that write come before the change of user.
    const writing = target.steps.findLast((step) => ['run', 'copy'].includes(step.kind))?.instruction.range.end ?? 0;
    const next = starts.find((instruction) => instruction.range.start > writing);
    const entry = starts.findLast((instruction) => instruction.keyword === 'ENTRYPOINT') ?? last;
    const start = said === undefined ? describeStart(target, readProgram(entry)) : null;
    const fix = next === undefined || start !== null ? null : changeUser(build, target, next);
    return [
      {
        range: said?.instruction.argument.range ?? last?.keywordRange ?? target.from.image.range,
        stage: target.index,
        ...(said === undefined
          ? {}
          : {
              wrong: 'The last USER is root, so the program runs as root.',
              remedy: 'Add a USER with another user after the steps that need root.',
            }),
        ...start,
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
    title: 'Changed to root and not back',
    bad: 'FROM python:3.13-slim\nUSER app\nUSER root\nRUN touch /etc/marker\nCMD ["python"]\n',
    good: 'FROM python:3.13-slim\nUSER root\nRUN touch /etc/marker\nUSER 1000\nCMD ["python"]\n',
    fires: ['root'],
  },
  {
    title: 'An account that nobody uses',
    bad: 'FROM python:3.13-slim\nRUN groupadd -r shop && useradd -r -g shop shop\nCOPY main.py /srv/\nCMD ["python", "/srv/main.py"]\n',
    good: 'FROM python:3.13-slim\nRUN groupadd -r shop && useradd -r -g shop shop\nCOPY main.py /srv/\nUSER shop\nCMD ["python", "/srv/main.py"]\n',
    files: { 'main.py': 'print("ready")\n' },
    fires: ['CMD'],
  },
  {
    title: 'AWS Lambda runs every function as a user of its own',
    bad: 'FROM amazonlinux:2023\nUSER root\nCMD ["app.handler"]\n',
    good: 'FROM public.ecr.aws/lambda/python:3.13\nUSER root\nCMD ["app.handler"]\n',
    fires: ['root'],
  },
  {
    title: 'A USER of the stage below counts',
    bad: 'FROM python:3.13-alpine AS base\nFROM base\nCMD ["python"]\n',
    good: 'FROM python:3.13-alpine AS base\nUSER 1000:1000\nFROM base\nCMD ["python"]\n',
    fires: ['CMD'],
  },
];

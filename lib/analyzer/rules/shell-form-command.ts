import type { Build, Stage, Step } from '../build/types';
import { replaceText } from '../rules-support/edits';
import { looksLikeJson } from '../rules-support/json-form';
import { type Placed, placed, stagesBelow } from '../rules-support/steps';
import type { ShellCommand, ShellWord } from '../syntax/shell';
import { readShell } from '../syntax/shell/commands';
import type { HealthcheckInstruction, ShellScript } from '../syntax/types';
import { defineRule, type Fix, type Report, type RuleExample, type RuleTexts } from './types';

const builtIns = new Set([
  'cd',
  'exec',
  'export',
  'source',
  '.',
  'eval',
  'set',
  'ulimit',
  'umask',
  'trap',
  'exit',
  ':',
]);

/** Whether the shell gives its place to the program in the end: `exec` is its last command, and runs in it. */
function replacesShell(script: ShellScript): boolean {
  const { commands } = readShell(script);
  const last = commands.at(-1);
  const isAlone = commands.length === 1 || last?.joint === 'and' || last?.joint === 'then';
  return last?.name === 'exec' && last.words.length > 0 && isAlone && !last.conditional && last.subshell === 0;
}

/** The command behind `exec`, which takes no option here. */
function withoutExec(command: ShellCommand): { readonly name: string; readonly words: readonly ShellWord[] } {
  const [program, ...words] = command.words;
  return command.name === 'exec' && program !== undefined && program.literal && !program.text.startsWith('-')
    ? { name: program.text, words }
    : command;
}

/** The same words as a JSON array, where the shell does nothing with them. */
function execForm(build: Build, script: ShellScript): Fix | null {
  const { commands, problems } = readShell(script);
  const [written] = commands;
  const command = written && { ...written, ...withoutExec(written) };
  const isPlain =
    command !== undefined &&
    commands.length === 1 &&
    problems.length === 0 &&
    command.assignments.length === 0 &&
    command.redirections.length === 0 &&
    command.joint === 'first' &&
    command.range.end === script.range.start + script.text.trimEnd().length &&
    !builtIns.has(command.name) &&
    !command.name.includes('$') &&
    command.words.every((word) => word.literal && !/^[^'"]*[*?[~{]/.test(word.source));
  if (!isPlain) return null;
  const words = [command.name, ...command.words.map((word) => word.text)];
  return {
    title: 'Write a JSON array',
    safety: 'review',
    edits: [replaceText(build, script.range, `[${words.map((word) => JSON.stringify(word)).join(', ')}]`)],
  };
}

/** What is left to say where `exec` makes the program the first process. */
const needless = {
  severity: 'info',
  wrong: 'A shell starts first, and `exec` replaces it with the program.',
  why: 'Signals reach the program, so nothing breaks. The image needs a shell for it, and other tools warn of the form.',
  remedy: 'Write the command as a JSON array of words, without `exec`.',
} as const;

/** Whether a SHELL of this stage, or of one that it builds on, was chosen before the step. */
function hasOwnShell(build: Build, stage: Stage, step: Step): boolean {
  if (placed(build, 'SHELL').length === 0) return false;
  const isSet = (other: Step) => other.instruction.keyword === 'SHELL';
  if (stage.steps.some((other) => other.index < step.index && isSet(other))) return true;
  return stagesBelow(build, stage).some((below) => below.steps.some(isSet));
}

/** A probe that needs no shell: nothing breaks, but every one of them starts two processes. */
function reportProbe(build: Build, { instruction, stage, step }: Placed<HealthcheckInstruction>): readonly Report[] {
  const { command } = instruction;
  if (command?.form !== 'shell' || looksLikeJson(command.text) || hasOwnShell(build, stage, step)) return [];
  const fix = execForm(build, command);
  if (fix === null) return [];
  return [
    {
      range: command.range,
      stage: stage.index,
      severity: 'info',
      codes: { hadolint: ['DL3025'] },
      wrong: 'A shell starts for every probe, and starts only one program.',
      why: 'Nothing breaks. The image needs a shell for it, and two processes start every time where one is enough.',
      fix,
    },
  ];
}

export const texts: RuleTexts = {
  title: 'The command is in shell form',
  category: 'reliability',
  wrong: 'The command is in shell form, so `/bin/sh -c` runs first and the program is its child.',
  why: 'The signal of `docker stop` goes to the shell, which in most images does not pass it on: the program cannot end cleanly, and is killed when the time to stop is over.',
  remedy: 'Write the command as a JSON array of words.',
  lesson: 'queue-consumer/03-multi-stage',
  recordings: [],
};

export default defineRule({
  id: 'shell-form-command',
  severity: 'warning',
  codes: { hadolint: ['DL3025'], buildkit: ['JSONArgsRecommended'] },
  check(build) {
    const probes = placed(build, 'HEALTHCHECK').flatMap((entry) => reportProbe(build, entry));
    const commands = placed(build, 'CMD', 'ENTRYPOINT').flatMap(({ instruction, stage, step }) => {
      const { command } = instruction;
      if (command.form !== 'shell' || looksLikeJson(command.text)) return [];
      if (hasOwnShell(build, stage, step)) return [];
      // What follows an ENTRYPOINT in shell form is without effect, and would become arguments of the program.
      const hasArguments = instruction.keyword === 'ENTRYPOINT' && stage.after.command !== null;
      const fix = hasArguments ? null : execForm(build, command);
      if (!replacesShell(command))
        return [{ range: command.range, stage: stage.index, ...(fix === null ? {} : { fix }) }];
      // A shell that has variables to put in or something to do first is there for a reason.
      return fix === null ? [] : [{ range: command.range, stage: stage.index, fix, ...needless }];
    });
    return [...commands, ...probes].toSorted((one, other) => one.range.start - other.range.start);
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A command in shell form',
    bad: 'FROM python:3.13-slim\nCMD python main.py\n',
    good: 'FROM python:3.13-slim\nCMD ["python", "main.py"]\n',
    fires: ['python main.py'],
  },
  {
    title: 'A shell that you chose yourself',
    bad: 'FROM python:3.13-slim\nENTRYPOINT python main.py $OPTIONS\n',
    good: 'FROM python:3.13-slim\nSHELL ["/bin/bash", "-c"]\nENTRYPOINT python main.py $OPTIONS\n',
    fires: ['python main.py $OPTIONS'],
  },
  {
    title: 'A shell that exec replaces',
    bad: 'FROM python:3.13-slim\nCMD python main.py --level=$LEVEL\n',
    good: 'FROM python:3.13-slim\nCMD exec python main.py --level=$LEVEL\n',
    fires: ['python main.py --level=$LEVEL'],
  },
  {
    title: 'A probe of one program',
    bad: 'FROM python:3.13-slim\nHEALTHCHECK CMD python /probe.py\n',
    good: 'FROM python:3.13-slim\nHEALTHCHECK CMD curl --fail http://localhost:8000 || exit 1\n',
    fires: ['python /probe.py'],
  },
  {
    title: 'exec without a variable',
    bad: 'FROM python:3.13-slim\nCMD exec python main.py\n',
    good: 'FROM python:3.13-slim\nCMD ["python", "main.py"]\n',
    fires: ['exec python main.py'],
  },
];

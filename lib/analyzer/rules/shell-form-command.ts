import type { Build } from '../build/types';
import { replaceText } from '../rules-support/edits';
import { placed } from '../rules-support/steps';
import { readShell } from '../syntax/shell-commands';
import type { ShellScript } from '../syntax/types';
import { defineRule, type Fix } from './types';

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

/** The same words as a JSON array, where the shell does nothing with them. */
function execForm(build: Build, script: ShellScript): Fix | null {
  const { commands, problems } = readShell(script);
  const [command] = commands;
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
    title: 'Write it as a JSON array',
    safety: 'review',
    edits: [replaceText(build, script.range, `[${words.map((word) => JSON.stringify(word)).join(', ')}]`)],
  };
}

export default defineRule({
  id: 'shell-form-command',
  title: 'A shell stands between Docker and the program',
  category: 'reliability',
  severity: 'warning',
  codes: { hadolint: ['DL3025'], buildkit: ['JSONArgsRecommended'] },
  wrong: 'The command is in shell form, so `/bin/sh -c` runs first and the program is its child.',
  why: 'The signal of `docker stop` goes to the shell, which does not pass it on: the program gets no chance to end cleanly and is killed after ten seconds.',
  remedy: 'Write the command as a JSON array of words.',
  lesson: 'queue-consumer/03-multi-stage',
  recordings: [],
  check(build) {
    return placed(build, 'CMD', 'ENTRYPOINT').flatMap(({ instruction, stage, step }) => {
      const { command } = instruction;
      if (command.form !== 'shell') return [];
      const isOwnShell = stage.steps.some((other) => other.index < step.index && other.instruction.keyword === 'SHELL');
      if (isOwnShell) return [];
      const fix = execForm(build, command);
      return [{ range: command.range, stage: stage.index, ...(fix === null ? {} : { fix }) }];
    });
  },
  examples: [
    {
      title: 'A command in plain words',
      bad: 'FROM python:3.13-slim\nCMD python main.py\n',
      good: 'FROM python:3.13-slim\nCMD ["python", "main.py"]\n',
      fires: ['python main.py'],
    },
    {
      title: 'A shell that you chose yourself',
      bad: 'FROM python:3.13-slim\nENTRYPOINT exec python main.py $OPTIONS\n',
      good: 'FROM python:3.13-slim\nSHELL ["/bin/bash", "-c"]\nENTRYPOINT exec python main.py $OPTIONS\n',
      fires: ['exec python main.py $OPTIONS'],
    },
  ],
});

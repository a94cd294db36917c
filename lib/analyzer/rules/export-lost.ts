import type { Build } from '../build/types';
import { insertBehind, replaceText } from '../rules-support/edits';
import { type PlacedRun, runs } from '../rules-support/steps';
import type { ShellCommand, ShellWord } from '../syntax/shell';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

/** What makes no use of a variable or an alias. */
const inert = new Set(['', ':', 'true', 'cd', 'set', 'umask', 'unset', 'unalias', 'export', 'alias']);

const otherShells = /(?:pwsh|powershell|cmd)(?:\.exe)?$/i;

/** Written the same for the shell and for ENV. */
const plainValue = /^(?:[\w./:@%+,=-]|\$\w+|\$\{\w+\})+$/;

/** Names that stand better elsewhere than in the image: secrets, and what is meant for the build alone. */
const notLasting = /auth|credential|key|pass|pw|secret|token|^DEBIAN_FRONTEND$|^FLASK_(?:ENV|DEBUG)$|^PIP_NO_/i;

/** What follows a command in the script; the commands within its own words do not. */
function following({ ownCommands }: PlacedRun, command: ShellCommand): readonly ShellCommand[] {
  return ownCommands.filter(({ range }) => range.start >= command.range.end);
}

/** Whether a command only tells the shell of the step something that nothing after it asks for. */
function isLost(run: PlacedRun, command: ShellCommand): boolean {
  if (command.redirections.length > 0) return false;
  const [first] = command.words;
  if (first === undefined || first.text.startsWith('-')) return false;
  if (command.name === 'alias' && !command.words.some(({ text }) => text.includes('='))) return false;
  return following(run, command).every((next) => inert.has(next.name) && next.joint !== 'pipe');
}

/** `NAME=value` as ENV has it; `null` where the shell would make something else of it. */
function asSetting(run: PlacedRun, { source, text, literal }: ShellWord): string | null {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(source) ?? [];
  if (name === undefined || value === undefined || notLasting.test(name)) return null;
  const { environment, buildArguments } = run.step.before;
  const used = Array.from(value.matchAll(/\$\{?(\w+)/g), (match) => match[1] ?? '');
  if (name === 'PATH' && !used.includes('PATH')) return null;
  const unquoted = /^"([^"\\`]*)"$/.exec(value)?.[1] ?? value;
  if (plainValue.test(unquoted) && used.every((each) => environment.has(each) || buildArguments.has(each)))
    return `${name}=${value}`;
  const plain = text.slice(name.length + 1);
  return literal && /^[^"'\\$`\n]*$/.test(plain) ? `${name}="${plain}"` : null;
}

/** ENV in place of the last commands of the RUN, or of all of it. */
function setLastingly(build: Build, run: PlacedRun, lost: readonly ShellCommand[]): Fix | null {
  const { ownCommands, instruction, triggered } = run;
  const { command: script, heredocs } = instruction;
  if (triggered || heredocs.length > 0 || script.form !== 'shell' || run.commands.length !== ownCommands.length)
    return null;
  const at = ownCommands.length - lost.length;
  const isEnd = lost.every(
    (command, place) =>
      command === ownCommands[at + place] &&
      command.name === 'export' &&
      !command.conditional &&
      command.subshell === 0 &&
      (command.joint === 'and' || command.joint === 'then' || command.joint === 'first'),
  );
  const last = lost.at(-1);
  const settings = lost.flatMap(({ words }) => words.map((word) => asSetting(run, word)));
  if (!isEnd || last === undefined || last.range.end !== script.range.start + script.text.trimEnd().length) return null;
  if (settings.includes(null)) return null;
  const setting = `ENV ${settings.join(' ')}`;
  const title = 'Set it with ENV';
  const before = ownCommands[at - 1];
  if (before === undefined) {
    return { title, safety: 'review', edits: [replaceText(build, instruction.range, setting)] };
  }
  if (before.conditional || before.subshell > 0 || lost[0]?.joint !== 'and') return null;
  const behind = insertBehind(build, instruction, [setting]);
  const range = { start: before.range.end, end: instruction.range.end };
  return { title, safety: 'review', edits: [replaceText(build, range, behind.text)] };
}

export const texts: RuleTexts = {
  title: 'A variable is exported and forgotten',
  category: 'reliability',
  wrong: 'Nothing in this RUN uses the variable, and it is gone when the step ends.',
  why: 'Each RUN starts a new shell, which knows only what ENV and ARG set. Later steps and the container do not see the variable.',
  remedy: 'Set it with ENV, or export it in the RUN that uses it.',
  recordings: [],
};

export default defineRule({
  id: 'export-lost',
  part: 'scripts',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build, 'export', 'alias').flatMap((run) => {
      // An array runs a program of that name, which there is not.
      const isRead = run.instruction.command.form === 'shell' && !otherShells.test(run.step.before.shell[0] ?? '');
      if (!isRead) return [];
      const lost = run.ownCommands.filter(
        (command) => (command.name === 'export' || command.name === 'alias') && isLost(run, command),
      );
      const fix = setLastingly(build, run, lost);
      return lost.map((command) => ({
        range: command.range,
        stage: run.stage.index,
        ...(command.name === 'alias'
          ? {
              wrong: 'Nothing in this RUN uses the alias, and it is gone when the step ends.',
              why: 'An alias belongs to one shell, and each RUN and the container start another.',
              remedy: 'Write a script of that name into `/usr/local/bin`, or call the program itself.',
            }
          : {}),
        ...(fix === null || lost.length > 1 ? {} : { fix }),
      }));
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A RUN that only exports',
    bad: 'FROM python:3.13-slim\nRUN export APP_SETTINGS=/etc/app.ini\nRUN ls /etc\n',
    good: 'FROM python:3.13-slim\nENV APP_SETTINGS=/etc/app.ini\nRUN ls /etc\n',
    fires: ['export APP_SETTINGS=/etc/app.ini'],
  },
  {
    title: 'An export behind an install',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.0.3 \\\n    && export FLASK_APP=main\n',
    good: 'FROM python:3.13-slim\nRUN export PIP_NO_CACHE_DIR=1 \\\n    && pip install flask==3.0.3\nENV FLASK_APP=main\n',
    fires: ['export FLASK_APP=main'],
  },
  {
    title: 'An alias',
    bad: "FROM debian:trixie-slim\nRUN alias ll='ls -l'\n",
    good: 'FROM debian:trixie-slim\nRUN echo "alias ll=\'ls -l\'" >> /etc/bash.bashrc\n',
    fires: ["alias ll='ls -l'"],
  },
];

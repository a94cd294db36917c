import { hasOldDash } from '../build/shell/dialect';
import type { PlacedRun } from '../rules-support/steps';
import { runs } from '../rules-support/steps';
import type { ShellCommand, ShellWord } from '../syntax/shell';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Shells that have no `pipefail`, and need none: other languages. */
const otherShells = /(?:pwsh|powershell|cmd)(?:\.exe)?$/i;

function setsPipefail(words: readonly string[]): boolean {
  return words.some((word, position) => word === 'pipefail' && /^-\w*o$/.test(words[position - 1] ?? ''));
}

/** Whether the shell of the step has the option; a plain `sh` of which nobody knows more is taken for one without. */
function knowsPipefail({ step, stage }: PlacedRun): boolean {
  if (!/(?:^|\/)(?:sh|dash)$/.test(step.before.shell[0] ?? '')) return true;
  const { profile } = stage;
  return profile.distribution !== 'unknown' && profile.distribution !== 'distroless' && !hasOldDash(profile);
}

function isGuarded(run: PlacedRun, pipe: ShellCommand): boolean {
  const { shell } = run.step.before;
  if (otherShells.test(shell[0] ?? '')) return true;
  if (!knowsPipefail(run)) return false;
  if (setsPipefail(shell)) return true;
  const before = run.ownCommands.slice(0, run.ownCommands.indexOf(pipe));
  return before.some((command) => command.name === 'set' && setsPipefail(command.words.map((word) => word.text)));
}

/** Commands that only write what they are given: they do not fail. `yes` does, once nobody reads on: 141 with pipefail. */
const sources = new Set(['echo', 'printf', 'yes', 'true']);

/** The commands of a pipe before one of its later ones, the nearest first. */
function* commandsBefore(commands: readonly ShellCommand[], pipe: ShellCommand): Generator<ShellCommand> {
  const end = commands.indexOf(pipe);
  for (let place = end - 1; place >= 0; place -= 1) {
    const command = commands[place];
    if (command === undefined) return;
    // What stands in a substitution within the pipe belongs to it as little as to the script around it.
    if (command.subshell > pipe.subshell) continue;
    yield command;
    if (command.joint !== 'pipe') return;
  }
}

/** Whether something in the pipe may fail unseen. */
function hidesFailure(commands: readonly ShellCommand[], pipe: ShellCommand): boolean {
  for (const command of commandsBefore(commands, pipe)) if (!sources.has(command.name)) return true;
  return false;
}

/**
 * Whether the pipe stands in a `$(…)` among the words of a command: then the shell never asks for its result, with the
 * option or without. That of `name=$(…)` it does.
 */
function isUnasked(run: PlacedRun, { range }: ShellCommand): boolean {
  const holds = (word: ShellWord) => !word.literal && word.range.start < range.start && range.end < word.range.end;
  return run.ownCommands.some(({ words }) => words.some(holds));
}

export const texts: RuleTexts = {
  title: 'A pipe hides the failure of its first command',
  category: 'reliability',
  wrong: 'If the command before the pipe fails, this step succeeds all the same.',
  why: 'The shell reports only the result of the last command of a pipe. A failed download becomes an empty file in a layer that is then reused.',
  remedy: 'Set `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` before it, or write the output to a file first.',
  recordings: [],
};

export default defineRule({
  id: 'pipe-without-pipefail',
  part: 'scripts',
  severity: 'warning',
  codes: { hadolint: ['DL4006'] },
  check(build) {
    return runs(build).flatMap((run) =>
      run.ownCommands
        .filter((command) => command.joint === 'pipe' && !isGuarded(run, command))
        .filter((command) => hidesFailure(run.ownCommands, command) && !isUnasked(run, command))
        .slice(0, 1)
        .map((command) => {
          const before = run.ownCommands[run.ownCommands.indexOf(command) - 1];
          return {
            range: { start: before?.range.start ?? command.range.start, end: command.range.end },
            stage: run.stage.index,
          };
        }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'What only prints does not fail',
    bad: 'FROM python:3.13-slim-bookworm\nRUN sha256sum /tmp/a | tee /sum\n',
    good: 'FROM python:3.13-slim-bookworm\nRUN echo "abc  /tmp/a" | sha256sum -c -\n',
    fires: ['sha256sum /tmp/a | tee /sum'],
  },
  {
    title: 'The shell asks for the result of an assignment, not for that of a word',
    bad: 'FROM python:3.13-slim-bookworm\nRUN version=$(pip --version | cut -d" " -f2) && mkdir "/opt/$version"\n',
    good: 'FROM python:3.13-slim-bookworm\nRUN mkdir "/opt/$(pip --version | cut -d" " -f2)"\n',
    fires: ['pip --version | cut -d" " -f2'],
  },
  {
    title: 'A script from the network',
    bad: 'FROM buildpack-deps:bookworm\nRUN curl -sSL https://example.org/install | bash\n',
    good: 'FROM buildpack-deps:bookworm\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -sSL https://example.org/install | bash\n',
    fires: ['curl -sSL https://example.org/install | bash'],
  },
  {
    title: 'Set within the script',
    bad: 'FROM python:3.13-slim\nRUN pip freeze | sort > /frozen.txt\n',
    good: 'FROM python:3.13-slim\nSHELL ["/bin/bash", "-c"]\nRUN set -euo pipefail; pip freeze | sort > /frozen.txt\n',
    fires: ['pip freeze | sort > /frozen.txt'],
  },
  {
    title: 'The plain shell of a newer release has the option too',
    bad: 'FROM python:3.13-slim-bookworm\nRUN pip freeze | sort > /frozen.txt\n',
    good: 'FROM python:3.13-slim-trixie\nRUN set -o pipefail && pip freeze | sort > /frozen.txt\n',
    fires: ['pip freeze | sort > /frozen.txt'],
  },
];

import { hasOldDash } from '../build/shell/dialect';
import type { PlacedRun } from '../rules-support/steps';
import { runs } from '../rules-support/steps';
import type { ShellCommand } from '../syntax/shell';
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
  severity: 'warning',
  codes: { hadolint: ['DL4006'] },
  check(build) {
    return runs(build).flatMap((run) =>
      run.ownCommands
        .filter((command) => command.joint === 'pipe' && !isGuarded(run, command))
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
    title: 'A script straight from the network',
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

import { replaceText } from '../rules-support/edits';
import { runs } from '../rules-support/steps';
import type { ShellCommand } from '../syntax/shell';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Written the same for the shell and for WORKDIR. */
const plainPath = /^[\w./@+-]+$/;

/** Whether nothing but settings of the shell stands before a command. */
function leads(commands: readonly ShellCommand[], place: number): boolean {
  return commands.slice(0, place).every(({ name }) => /^(?:|set|export|echo|:|true)$/.test(name));
}

export const texts: RuleTexts = {
  title: 'cd lasts for one RUN only',
  category: 'clarity',
  wrong: '`cd` changes the directory only for the rest of this RUN.',
  why: 'The next step starts again where WORKDIR says, so a reader has to keep track of two directories.',
  remedy: 'Set the directory with WORKDIR.',
  recordings: [],
};

export default defineRule({
  id: 'cd-in-run',
  part: 'system',
  severity: 'info',
  codes: { hadolint: ['DL3003'] },
  check(build) {
    return runs(build, 'cd').flatMap((run) =>
      run.commands
        // In the middle of a script WORKDIR could not take its place.
        .filter((command, place) => command.name === 'cd' && command.subshell === 0 && leads(run.commands, place))
        .map((command) => {
          const hasNoEffect = run.commands.length === 1 && command.words.length === 1;
          const path = command.words[0];
          return {
            range: command.range,
            stage: run.stage.index,
            ...(hasNoEffect
              ? {
                  severity: 'warning' as const,
                  wrong: '`cd` alone in a RUN has no effect: the directory is forgotten when the step ends.',
                }
              : {}),
            ...(hasNoEffect && path?.literal && plainPath.test(path.source) && !run.triggered
              ? {
                  fix: {
                    title: 'Write WORKDIR',
                    safety: 'review' as const,
                    edits: [replaceText(build, run.instruction.range, `WORKDIR ${path.source}`)],
                  },
                }
              : {}),
          };
        }),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A step of its own',
    bad: 'FROM python:3.13-slim\nRUN cd /app\nRUN ls\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\nRUN ls\n',
    fires: ['cd /app'],
  },
  {
    title: 'A cd in a subshell is fine',
    bad: 'FROM python:3.13-slim\nRUN cd /src && make && cd / && ls\n',
    good: 'FROM python:3.13-slim\nRUN (cd /src && make) && ls\n',
    fires: ['cd /src'],
  },
];

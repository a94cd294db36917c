import { replaceText } from '../rules-support/edits';
import { mountsOf } from '../rules-support/mounts';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'A build step calls sudo',
  category: 'security',
  wrong: 'This step calls `sudo`.',
  why: 'A build runs as root unless USER says otherwise, and slim images have no `sudo`. Where it is installed, it gives an intruder a way to become root.',
  remedy: 'Remove it; where the user has changed, write `USER root` before the step and change back after it.',
  recordings: [],
};

export default defineRule({
  id: 'sudo-in-run',
  part: 'system',
  severity: 'warning',
  codes: { hadolint: ['DL3004'] },
  check(build) {
    return runs(build, 'sudo').flatMap((run) =>
      run.commands
        .filter((command) => /^(?:\/usr\/bin\/)?sudo$/.test(command.name))
        .map((command) => {
          const [first] = command.words;
          const isRoot = run.step.before.user === 'root' && first !== undefined && !first.text.startsWith('-');
          return {
            range: command.nameRange,
            stage: run.stage.index,
            ...(isRoot && !run.triggered && mountsOf(run.instruction).length === 0
              ? {
                  fix: {
                    title: 'Remove sudo',
                    safety: 'safe' as const,
                    edits: [replaceText(build, { start: command.nameRange.start, end: first.range.start }, '')],
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
    title: 'sudo in front of an install',
    bad: 'FROM debian:trixie-slim\nRUN sudo apt-get update && sudo -E apt-get install -y curl\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y curl\n',
    fires: ['sudo', 'sudo'],
  },
];

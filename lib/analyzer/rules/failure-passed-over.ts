import { insertText } from '../rules-support/edits';
import { passedOver } from '../rules-support/errexit';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'A semicolon hides a failure',
  category: 'reliability',
  wrong: 'If this command fails, the step continues with the commands after the semicolon.',
  why: 'The shell reports only the result of its last command. A step that failed half way becomes a cached layer, and the fault shows later and elsewhere.',
  remedy: 'Join the commands with `&&`, or begin with `set -e`.',
  recordings: [],
};

export default defineRule({
  id: 'failure-passed-over',
  part: 'scripts',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build).flatMap((run) => {
      const script = run.instruction.command;
      // The failure of the only command is that of the step.
      if (script.form !== 'shell' || run.instruction.heredocs.length > 0 || run.ownCommands.length < 2) return [];
      const [first] = passedOver(run);
      const start = run.commands[0]?.range.start;
      if (first === undefined || start === undefined) return [];
      const isAtStart = build.dockerfile.text.slice(script.range.start, start).trim() === '';
      return [
        {
          range: first.range,
          stage: run.stage.index,
          ...(first.name === 'cd'
            ? {
                wrong:
                  'If `cd` fails, the commands after the semicolon run in the directory in which the step started.',
                why: 'They then build, copy or delete other files than you mean, and the step can succeed all the same.',
              }
            : {}),
          ...(isAtStart
            ? {
                fix: {
                  title: 'Begin with set -e',
                  safety: 'review' as const,
                  edits: [insertText(build, start, 'set -e; ')],
                },
              }
            : {}),
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An update that may have failed',
    bad: 'FROM debian:trixie-slim\nRUN mkdir /data; chown 1000 /data\n',
    good: 'FROM debian:trixie-slim\nRUN mkdir /data && chown 1000 /data\n',
    fires: ['mkdir /data'],
  },
  {
    title: 'A directory that may not be there',
    bad: 'FROM debian:trixie-slim\nRUN cd /srv/app; rm -rf tests\n',
    good: 'FROM debian:trixie-slim\nRUN set -eux; cd /srv/app; rm -rf tests\n',
    fires: ['cd /srv/app'],
  },
];

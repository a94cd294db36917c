import { aptCommands } from '../rules-support/apt';
import { replaceText } from '../rules-support/edits';
import { runs } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Actions that both programs have. */
const shared = new Set([
  'install',
  'update',
  'upgrade',
  'remove',
  'purge',
  'autoremove',
  'clean',
  'autoclean',
  'source',
]);

export const texts: RuleTexts = {
  title: 'apt is meant for people',
  category: 'reliability',
  wrong: '`apt` is the interface for a person at a terminal; its output and options may change between releases.',
  why: 'It says so itself at every build: the interface is not stable for scripts. `apt-get` keeps its behaviour.',
  remedy: 'Write `apt-get`.',
  recordings: [],
};

export default defineRule({
  id: 'apt-interactive-front-end',
  part: 'system',
  severity: 'info',
  codes: { hadolint: ['DL3027'] },
  check(build) {
    return runs(build, 'apt').flatMap((run) =>
      aptCommands(run.commands)
        .filter((apt) => apt.program === 'apt')
        .map((apt) => ({
          range: apt.programRange,
          stage: run.stage.index,
          ...(shared.has(apt.action)
            ? {
                fix: {
                  title: 'Use apt-get',
                  safety: 'safe' as const,
                  edits: [replaceText(build, apt.programRange, 'apt-get')],
                },
              }
            : {}),
        })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Both calls of one RUN',
    bad: 'FROM debian:trixie-slim\nRUN apt update && apt install -y curl\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y curl\n',
    fires: ['apt', 'apt'],
  },
];

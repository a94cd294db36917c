import { assumesYes } from '../rules-support/apt';
import { aptCalls } from '../rules-support/apt-calls';
import { insertText } from '../rules-support/edits';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const asking = ['install', 'remove', 'purge', 'autoremove', 'upgrade', 'dist-upgrade', 'full-upgrade'];

export const texts: RuleTexts = {
  title: 'apt waits for an answer',
  category: 'reliability',
  wrong: 'apt asks before it continues, and nobody answers during a build.',
  why: 'It takes the end of its input for a no and stops with an error as soon as it has to install more than you name.',
  remedy: 'Add `-y`.',
  recordings: [],
};

export default defineRule({
  id: 'apt-without-yes',
  part: 'system',
  severity: 'error',
  codes: { hadolint: ['DL3014'] },
  check(build) {
    return aptCalls(build, ...asking).flatMap(({ apt, run }) => {
      const isAnswered =
        assumesYes(apt) ||
        apt.command.joint === 'pipe' ||
        apt.command.redirections.some((redirection) => redirection.operator.startsWith('<'));
      if (apt.actionWord === null || isAnswered) return [];
      return [
        {
          range: { start: apt.programRange.start, end: apt.actionWord.range.end },
          stage: run.stage.index,
          fix: {
            title: 'Add -y',
            safety: 'safe' as const,
            edits: [insertText(build, apt.actionWord.range.end, ' -y')],
          },
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'An install without an answer',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install curl\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install --yes curl\n',
    fires: ['apt-get install'],
  },
  {
    title: 'Two times quiet implies yes',
    bad: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get -q install curl\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get -qq install curl\n',
    fires: ['apt-get -q install'],
  },
];

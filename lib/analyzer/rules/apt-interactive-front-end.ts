import { aptCommands } from '../rules-support/apt';
import { replaceText } from '../rules-support/edits';
import { runs } from '../rules-support/steps';
import { defineRule, type Fix, type RuleExample, type RuleTexts } from './types';

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
  title: 'apt is called instead of apt-get',
  category: 'reliability',
  wrong: 'This step calls `apt`, whose interface is made for a person at a terminal.',
  why: 'Its output and options may change between releases, as it warns at each call; those of `apt-get` stay the same.',
  remedy: 'Write `apt-get`.',
  recordings: [],
};

export default defineRule({
  id: 'apt-interactive-front-end',
  part: 'system',
  severity: 'info',
  codes: { hadolint: ['DL3027'] },
  check(build) {
    return runs(build, 'apt').flatMap((run) => {
      const interactive = aptCommands(run.commands).filter((apt) => apt.program === 'apt');
      const [first] = interactive;
      if (first === undefined) return [];
      // One report for all calls of a RUN, at the first.
      const fix: Fix = {
        title: 'Write apt-get',
        safety: 'safe',
        edits: interactive.map(({ programRange }) => replaceText(build, programRange, 'apt-get')),
      };
      const isShared = interactive.every(({ action }) => shared.has(action));
      return [{ range: first.programRange, stage: run.stage.index, ...(isShared ? { fix } : {}) }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Two calls in one RUN',
    bad: 'FROM debian:trixie-slim\nRUN apt update && apt install -y curl\n',
    good: 'FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y curl\n',
    fires: ['apt'],
  },
];

import { replaceText } from '../rules-support/edits';
import { defineRule, type RuleExample, type RuleTexts, type TextEdit } from './types';

export const texts: RuleTexts = {
  title: 'The name of the stage has capitals',
  category: 'clarity',
  wrong: 'The name of this stage is not in lower case.',
  why: 'Docker turns it into lower case, so its messages show another name than you wrote.',
  remedy: 'Write the name in lower case, here and wherever it is used.',
  recordings: [],
};

export default defineRule({
  id: 'stage-name-casing',
  part: 'stages',
  severity: 'info',
  codes: { buildkit: ['StageNameCasing'] },
  check(build) {
    return build.stages.flatMap(({ from, index }) => {
      const { alias } = from;
      if (alias === null || alias.text === alias.text.toLowerCase()) return [];
      const edits: TextEdit[] = [replaceText(build, alias.range, alias.text.toLowerCase())];
      return [
        {
          range: alias.range,
          stage: index,
          fix: { title: `Write ${alias.text.toLowerCase()}`, safety: 'safe' as const, edits },
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A capital letter',
    bad: 'FROM python:3.13-slim AS Builder\nFROM python:3.13-slim\nCOPY --from=builder /etc/os-release /tmp/\n',
    good: 'FROM python:3.13-slim AS builder\nFROM python:3.13-slim\nCOPY --from=builder /etc/os-release /tmp/\n',
    fires: ['Builder'],
  },
];

import { defineRule, type RuleExample, type RuleTexts } from './types';

const reserved = new Set(['scratch', 'context']);

export const texts: RuleTexts = {
  title: 'Docker reserves the name of the stage',
  category: 'reliability',
  wrong: 'Docker gives this name a meaning of its own.',
  why: '`scratch` is the empty image and `context` is the build context, so a later line with the name can mean either.',
  remedy: 'Choose another name.',
  recordings: [],
};

export default defineRule({
  id: 'reserved-stage-name',
  part: 'stages',
  severity: 'warning',
  codes: { hadolint: ['DL3063'], buildkit: ['ReservedStageName'] },
  check(build) {
    return build.stages.flatMap(({ from, name, index }) =>
      from.alias !== null && name !== null && reserved.has(name.toLowerCase())
        ? [{ range: from.alias.range, stage: index }]
        : [],
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A stage called scratch',
    bad: 'FROM python:3.13-slim AS scratch\n',
    good: 'FROM python:3.13-slim AS base\n',
    fires: ['scratch'],
  },
];

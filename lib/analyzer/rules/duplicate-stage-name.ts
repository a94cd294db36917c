import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Two stages have one name',
  category: 'reliability',
  wrong: 'An earlier stage has this name already.',
  why: 'A `COPY --from` of that name takes from the one that comes last before it, and moving a stage silently changes which that is.',
  remedy: 'Give every stage a name of its own.',
  recordings: [],
};

export default defineRule({
  id: 'duplicate-stage-name',
  severity: 'error',
  codes: { hadolint: ['DL3024'], buildkit: ['DuplicateStageName'] },
  check(build) {
    return build.stages.flatMap((stage) => {
      const { alias } = stage.from;
      const isTaken = build.stages.some((other) => other.index < stage.index && other.name === stage.name);
      if (alias === null || stage.name === null || !isTaken) return [];
      return [{ range: alias.range, stage: stage.index }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Two builders',
    bad: 'FROM python:3.13-slim AS builder\nFROM python:3.13-slim AS builder\n',
    good: 'FROM python:3.13-slim AS builder\nFROM python:3.13-slim AS runtime\n',
    fires: ['builder'],
  },
];

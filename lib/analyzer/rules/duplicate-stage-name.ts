import { stageNamed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Two stages have the same name',
  category: 'reliability',
  wrong: 'An earlier stage already has this name.',
  why: 'The name then stands for only one of the two, and moving a stage changes which one a FROM, a `COPY --from` or `--target` means.',
  remedy: 'Give every stage a name of its own.',
  recordings: [],
};

export default defineRule({
  id: 'duplicate-stage-name',
  part: 'stages',
  severity: 'error',
  codes: { hadolint: ['DL3024'], buildkit: ['DuplicateStageName'] },
  check(build) {
    return build.stages.flatMap((stage) => {
      const { alias } = stage.from;
      if (alias === null || stage.name === null || stageNamed(build, stage.name) === stage) return [];
      return [{ range: alias.range, stage: stage.index }];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'Two stages called builder',
    bad: 'FROM python:3.13-slim AS builder\nFROM python:3.13-slim AS builder\n',
    good: 'FROM python:3.13-slim AS builder\nFROM python:3.13-slim AS runtime\n',
    fires: ['builder'],
  },
];

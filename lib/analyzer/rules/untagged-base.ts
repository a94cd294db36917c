import { imageOf } from '../rules-support/base-images';
import { rollsOn } from '../rules-support/better-bases';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The base image has no tag',
  category: 'reproducibility',
  wrong: 'The base image is named without a tag, which means `latest`.',
  why: 'What `latest` names changes without notice: with another Python or another operating system, a build that worked yesterday can fail.',
  remedy: 'Name the version that you mean, such as `python:3.13-slim`.',
  recordings: [],
};

export default defineRule({
  id: 'untagged-base',
  part: 'bases',
  severity: 'warning',
  codes: { hadolint: ['DL3006'] },
  check(build) {
    return build.stages.flatMap((stage) => {
      const reference = imageOf(stage)?.reference;
      if (reference === undefined || reference.tag !== null || reference.digest !== null) return [];
      return [
        {
          range: stage.from.image.range,
          stage: stage.index,
          ...(rollsOn(reference) ? { remedy: 'Pin it by its digest: this image has no tags of versions.' } : {}),
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A name without a tag',
    bad: 'FROM python\nCMD ["python"]\n',
    good: 'FROM python:3.13-slim\nCMD ["python"]\n',
    fires: ['python'],
  },
  {
    title: 'A variable that holds only a name',
    bad: 'ARG BASE=debian\nFROM ${BASE}\n',
    good: 'ARG BASE=debian:trixie-slim\nFROM ${BASE}\n',
    fires: ['${BASE}'],
  },
  {
    title: 'The name of an earlier stage needs no tag',
    bad: 'FROM python:3.13-slim AS base\nFROM bass\n',
    good: 'FROM python:3.13-slim AS base\nFROM base\n',
    fires: ['bass'],
  },
];

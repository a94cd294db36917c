import { imageOf } from '../rules-support/base-images';
import { rollsOn } from '../rules-support/better-bases';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'The base image has the tag latest',
  category: 'reproducibility',
  wrong: 'The tag `latest` names whatever was published last.',
  why: 'When `ubuntu:latest` moved to 24.04, pip installs that had worked failed. A build should change only when you change it.',
  remedy: 'Name the version that you mean, such as `python:3.13-slim`.',
  recordings: [],
};

export default defineRule({
  id: 'latest-base',
  part: 'bases',
  severity: 'warning',
  codes: { hadolint: ['DL3007'] },
  check(build) {
    return build.stages.flatMap((stage) => {
      const reference = imageOf(stage)?.reference;
      if (reference?.tag !== 'latest' || reference.digest !== null) return [];
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
    title: 'The latest Ubuntu',
    bad: 'FROM ubuntu:latest\nCMD ["true"]\n',
    good: 'FROM ubuntu:24.04\nCMD ["true"]\n',
    fires: ['ubuntu:latest'],
  },
];

import { imageOf } from '../rules-support/base-images';
import { defineRule } from './types';

export default defineRule({
  id: 'latest-base',
  title: 'The base image moves',
  category: 'reproducibility',
  severity: 'warning',
  codes: { hadolint: ['DL3007'] },
  wrong: 'The tag `latest` names whatever was published last.',
  why: 'When `ubuntu:latest` moved on to 24.04, pip installs that had worked stopped working. A build should change only when you change it.',
  remedy: 'Name the version that you mean, such as `python:3.13-slim`.',
  recordings: [],
  check(build) {
    return build.stages.flatMap((stage) => {
      const reference = imageOf(stage)?.reference;
      if (reference?.tag !== 'latest' || reference.digest !== null) return [];
      return [{ range: stage.from.image.range, stage: stage.index }];
    });
  },
  examples: [
    {
      title: 'Ubuntu, whichever',
      bad: 'FROM ubuntu:latest\nCMD ["true"]\n',
      good: 'FROM ubuntu:24.04\nCMD ["true"]\n',
      fires: ['ubuntu:latest'],
    },
  ],
});

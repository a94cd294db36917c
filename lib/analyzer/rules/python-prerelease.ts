import { imageOf } from '../rules-support/base-images';
import { defineRule, type RuleExample, type RuleTexts } from './types';

const prerelease = /^3\.\d+(?:\.\d+)?-?(?:a|b|rc)\d*(?:-|$)/;

export const texts: RuleTexts = {
  title: 'The base image holds a pre-release of Python',
  category: 'reliability',
  wrong: 'This tag names an alpha, beta or release candidate of Python.',
  why: 'Few packages publish wheels for it, its behaviour may still change, and the tag gets no fixes once the final release is out.',
  remedy: 'Start from the newest final release.',
  recordings: [],
};

export default defineRule({
  id: 'python-prerelease',
  part: 'bases',
  severity: 'warning',
  codes: {},
  check(build) {
    return build.stages
      .filter((stage) => {
        const reference = imageOf(stage)?.reference;
        return reference?.repository === 'python' && prerelease.test(reference.tag ?? '');
      })
      .map((stage) => ({ range: stage.from.image.range, stage: stage.index }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A release candidate',
    bad: 'FROM python:3.15-rc-slim\nWORKDIR /app\n',
    good: 'FROM python:3.13-slim\nWORKDIR /app\n',
    fires: ['python:3.15-rc-slim'],
  },
  {
    title: 'An alpha by its number',
    bad: 'FROM python:3.15.0a2-slim-bookworm\nWORKDIR /app\n',
    good: 'FROM python:3.13.0-slim-bookworm\nWORKDIR /app\n',
    fires: ['python:3.15.0a2-slim-bookworm'],
  },
];

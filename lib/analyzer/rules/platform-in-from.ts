import { replaceText } from '../rules-support/edits';
import { defineRule, type Rule, type RuleExample, type RuleTexts } from './types';

/** BuildKit takes a stage whose name tells the platform for one that is meant to be of that platform. */
function codesOf(platform: string, stageName: string | null): Rule['codes'] {
  const isNamed = platform.split('/').some((part) => part !== '' && stageName?.includes(part.toLowerCase()));
  return { hadolint: ['DL3029'], ...(isNamed ? {} : { buildkit: ['FromPlatformFlagConstDisallowed'] }) };
}

export const texts: RuleTexts = {
  title: 'FROM fixes the platform',
  category: 'reliability',
  wrong: 'FROM sets the platform of the base image to one value.',
  why: 'The image is then built for that platform on every machine, and runs slowly in emulation, or not at all, on the others.',
  remedy: 'Remove `--platform`, and choose the platform with `docker build --platform`.',
  recordings: [],
};

export default defineRule({
  id: 'platform-in-from',
  part: 'stages',
  severity: 'warning',
  codes: { hadolint: ['DL3029'], buildkit: ['FromPlatformFlagConstDisallowed'] },
  check(build) {
    return build.stages.flatMap(({ from, index, name }) =>
      from.flags
        .filter((flag) => flag.name === 'platform' && flag.value !== null && !flag.value.text.includes('$'))
        .map((flag) => ({
          range: flag.range,
          stage: index,
          codes: codesOf(flag.value?.text ?? '', name),
          fix: {
            title: 'Remove --platform',
            safety: 'review' as const,
            edits: [replaceText(build, { start: flag.range.start, end: from.image.range.start }, '')],
          },
        })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One platform for every machine',
    bad: 'FROM --platform=linux/amd64 python:3.13-slim\n',
    good: 'FROM --platform=$BUILDPLATFORM python:3.13-slim\n',
    fires: ['--platform=linux/amd64'],
  },
];

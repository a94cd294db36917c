import { replaceText } from '../rules-support/edits';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'FROM names the default platform',
  category: 'clarity',
  wrong: 'This names the platform that Docker uses anyway.',
  why: 'It has no effect, and a reader looks for one.',
  remedy: 'Remove it.',
  recordings: [],
};

export default defineRule({
  id: 'redundant-platform',
  part: 'stages',
  severity: 'info',
  codes: { hadolint: ['DL3065'], buildkit: ['RedundantTargetPlatform'] },
  check(build) {
    return build.stages.flatMap(({ from, index }) =>
      from.flags
        .filter(
          (flag) =>
            flag.name === 'platform' && /^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag.value?.text ?? ''),
        )
        .map((flag) => ({
          range: flag.range,
          stage: index,
          fix: {
            title: 'Remove --platform',
            safety: 'safe' as const,
            edits: [replaceText(build, { start: flag.range.start, end: from.image.range.start }, '')],
          },
        })),
    );
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'The platform of the target',
    bad: 'FROM --platform=${TARGETPLATFORM} python:3.13-slim\n',
    good: 'FROM python:3.13-slim\n',
    fires: ['--platform=${TARGETPLATFORM}'],
  },
];

import { replaceText } from '../rules-support/edits';
import { placed } from '../rules-support/steps';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'MAINTAINER is deprecated',
  category: 'clarity',
  wrong: 'MAINTAINER has been deprecated since Docker 1.13.',
  why: 'A label says the same, and tools that list images read labels.',
  remedy: 'Write `LABEL org.opencontainers.image.authors=…` instead.',
  recordings: [],
};

export default defineRule({
  id: 'maintainer-deprecated',
  part: 'configuration',
  severity: 'info',
  codes: { hadolint: ['DL4000'], buildkit: ['MaintainerDeprecated'] },
  check(build) {
    const first = build.stages[0]?.from.index ?? build.dockerfile.instructions.length;
    const early = build.dockerfile.instructions
      .slice(0, first)
      .filter((instruction) => instruction.keyword === 'MAINTAINER')
      .map(({ keywordRange }) => ({ range: keywordRange }));
    const inStages = placed(build, 'MAINTAINER').map(({ instruction, stage, triggered }) => {
      const { text } = build.dockerfile;
      const written = text.slice(instruction.keywordRange.end, instruction.range.end).trim();
      const author = written.replace(/^(["'])(.*)\1$/, '$2').replace(/["\\$]/g, '\\$&');
      return {
        range: instruction.keywordRange,
        stage: stage.index,
        ...(triggered || written.includes('\n')
          ? {}
          : {
              fix: {
                title: 'Write LABEL',
                safety: 'safe' as const,
                edits: [replaceText(build, instruction.range, `LABEL org.opencontainers.image.authors="${author}"`)],
              },
            }),
      };
    });
    return [...early, ...inStages];
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A name and an email address',
    bad: 'FROM python:3.13-slim\nMAINTAINER Ada Example <ada@example.org>\n',
    good: 'FROM python:3.13-slim\nLABEL org.opencontainers.image.authors="Ada Example <ada@example.org>"\n',
    fires: ['MAINTAINER'],
  },
];

import { replaceText } from '../rules-support/edits';
import { defineRule, type RuleExample, type RuleTexts } from './types';

function isUpper(text: string): boolean {
  return text === text.toUpperCase();
}

export const texts: RuleTexts = {
  title: 'FROM and AS are written in different cases',
  category: 'clarity',
  wrong: '`AS` is not in the same case as `FROM`.',
  why: 'Docker accepts both, but a keyword in another case is easily read as a name.',
  remedy: 'Write both in the same case, best in capitals.',
  recordings: [],
};

export default defineRule({
  id: 'from-as-casing',
  part: 'stages',
  severity: 'info',
  codes: { buildkit: ['FromAsCasing'] },
  check(build) {
    return build.stages.flatMap(({ from, index }) => {
      const { asKeyword, keywordRange } = from;
      if (asKeyword === null) return [];
      const keyword = build.dockerfile.text.slice(keywordRange.start, keywordRange.end);
      const written = build.dockerfile.text.slice(asKeyword.range.start, asKeyword.range.end);
      const wanted = isUpper(keyword) ? 'AS' : 'as';
      const isMixed = !isUpper(keyword) && keyword !== keyword.toLowerCase();
      if (isMixed || written === wanted) return [];
      return [
        {
          range: asKeyword.range,
          stage: index,
          fix: {
            title: `Write ${wanted}`,
            safety: 'safe' as const,
            edits: [replaceText(build, asKeyword.range, wanted)],
          },
        },
      ];
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'AS in lower case',
    bad: 'FROM python:3.13-slim as builder\n',
    good: 'FROM python:3.13-slim AS builder\n',
    fires: ['as'],
  },
];

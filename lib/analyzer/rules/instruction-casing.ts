import { replaceText } from '../rules-support/edits';
import { defineRule, type RuleExample, type RuleTexts } from './types';

export const texts: RuleTexts = {
  title: 'Instructions are written in different cases',
  category: 'clarity',
  wrong: 'This instruction is not in the same case as the others.',
  why: 'Docker accepts both. A reader finds instructions by their capitals, and takes an odd one for an argument.',
  remedy: 'Write all instructions in the same case, best in capitals.',
  recordings: [],
};

export default defineRule({
  id: 'instruction-casing',
  part: 'configuration',
  severity: 'info',
  codes: { buildkit: ['ConsistentInstructionCasing'] },
  check(build) {
    const { text, instructions } = build.dockerfile;
    // As people write them: all in capitals.
    if (instructions.every(({ keyword, keywordRange }) => text.startsWith(keyword, keywordRange.start))) return [];
    const keywords = instructions
      .filter((instruction) => instruction.keyword !== 'UNKNOWN')
      .map((instruction) => {
        const { keywordRange } = instruction;
        const as = instruction.keyword === 'FROM' ? (instruction.asKeyword?.range ?? null) : null;
        return { range: keywordRange, as, written: text.slice(keywordRange.start, keywordRange.end) };
      });
    const small = keywords.filter(({ written }) => written === written.toLowerCase()).length;
    const large = keywords.filter(({ written }) => written === written.toUpperCase()).length;
    const wish = (written: string) => (small > large ? written.toLowerCase() : written.toUpperCase());
    return keywords
      .filter(({ written }) => written !== wish(written))
      .map(({ range, written, as }) => ({
        range,
        fix: {
          title: `Write ${wish(written)}`,
          safety: 'safe' as const,
          edits: [
            replaceText(build, range, wish(written)),
            ...(as === null
              ? []
              : [replaceText(build, as, wish(written) === wish(written).toUpperCase() ? 'AS' : 'as')]),
          ],
        },
      }));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'One instruction in lower case',
    bad: 'FROM python:3.13-slim\nrun true\nWORKDIR /app\n',
    good: 'FROM python:3.13-slim\nRUN true\nWORKDIR /app\n',
    fires: ['run'],
  },
  {
    title: 'All instructions in lower case',
    bad: 'From python:3.13-slim\nrun true\nworkdir /app\n',
    good: 'from python:3.13-slim\nrun true\nworkdir /app\n',
    fires: ['From'],
  },
];

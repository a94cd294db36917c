import { replaceText } from '../rules-support/edits';
import type { SourceRange } from '../syntax/range';
import { defineRule, type RuleExample, type RuleTexts } from './types';

/** Runs of blank lines between two offsets, each as one range with its line ends. */
function blankStretches(text: string, from: number, to: number): readonly SourceRange[] {
  const stretches: SourceRange[] = [];
  for (let start = text.indexOf('\n', from) + 1; start > 0 && start < to; ) {
    const next = text.indexOf('\n', start) + 1;
    if (next === 0 || next > to) break;
    const last = stretches.at(-1);
    if (text.slice(start, next).trim() === '') {
      if (last?.end === start) stretches[stretches.length - 1] = { start: last.start, end: next };
      else stretches.push({ start, end: next });
    }
    start = next;
  }
  return stretches;
}

export const texts: RuleTexts = {
  title: 'A blank line interrupts an instruction',
  category: 'clarity',
  wrong: 'A blank line stands between two lines of one instruction.',
  why: 'Docker still accepts it, and has announced that it will become an error; a reader takes the rest for an instruction of its own.',
  remedy: 'Remove the blank line.',
  recordings: [],
};

export default defineRule({
  id: 'empty-continuation',
  severity: 'warning',
  codes: { buildkit: ['NoEmptyContinuation'] },
  check(build) {
    const { text, emptyContinuations } = build.dockerfile;
    if (emptyContinuations.length === 0) return [];
    return build.dockerfile.instructions.flatMap((instruction) => {
      const end = instruction.heredocs[0]?.openerRange.start ?? instruction.range.end;
      return blankStretches(text, instruction.range.start, end).map((range) => ({
        range,
        fix: { title: 'Remove the blank line', safety: 'safe' as const, edits: [replaceText(build, range, '')] },
      }));
    });
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A blank line between two packages',
    bad: 'FROM debian:trixie-slim\nRUN echo one \\\n\n    two\n',
    good: 'FROM debian:trixie-slim\nRUN echo one \\\n    two\n',
    fires: ['\n'],
  },
  {
    title: 'Blank lines around a comment',
    bad: 'FROM debian:trixie-slim\nRUN echo one \\\n\n    # more\n\n\n    two\n',
    good: 'FROM debian:trixie-slim\nRUN echo one \\\n    # more\n    two\n',
    fires: ['\n', '\n\n'],
  },
];

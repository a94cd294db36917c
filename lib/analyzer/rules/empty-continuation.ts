import { replaceText } from '../rules-support/edits';
import { defineRule, type Report } from './types';

export default defineRule({
  id: 'empty-continuation',
  title: 'A blank line inside an instruction',
  category: 'clarity',
  severity: 'warning',
  codes: { buildkit: ['NoEmptyContinuation'] },
  wrong: 'A blank line stands between two lines of one instruction.',
  why: 'Docker still reads over it, and has announced that it will not; a reader takes the rest for an instruction of its own.',
  remedy: 'Take the blank line out.',
  recordings: [],
  check(build) {
    const { text, escape: continuation } = build.dockerfile;
    const continued = continuation === '\\' ? /\\[ \t]*\r?\n/g : /`[ \t]*\r?\n/g;
    return build.dockerfile.instructions.flatMap((instruction) => {
      const end = instruction.heredocs[0]?.openerRange.start ?? instruction.range.end;
      const source = text.slice(instruction.range.start, end);
      const reports: Report[] = [];
      for (const match of source.matchAll(continued)) {
        const start = instruction.range.start + match.index + match[0].length;
        const blank = /^(?:[ \t]*#[^\n]*\n)*((?:[ \t]*\r?\n)+)/.exec(text.slice(start, end))?.[1];
        if (blank === undefined) continue;
        const at = text.indexOf(blank, start);
        const range = { start: at, end: at + blank.length };
        reports.push({
          range,
          fix: { title: 'Take it out', safety: 'safe', edits: [replaceText(build, range, '')] },
        });
      }
      return reports;
    });
  },
  examples: [
    {
      title: 'Between two packages',
      bad: 'FROM debian:trixie-slim\nRUN echo one \\\n\n    two\n',
      good: 'FROM debian:trixie-slim\nRUN echo one \\\n    two\n',
      fires: ['\n'],
    },
  ],
});

import { type Project, readProjectFile } from '@/lib/analyzer/project';
import type { Position } from '@/lib/analyzer/syntax/range';

export interface Positions {
  /** The place of a 0-based UTF-16 offset; offsets beyond the text are its end. */
  readonly at: (file: string, offset: number) => Position;
  /** Text of a 1-based line without its line break; empty beyond the last. */
  readonly line: (file: string, line: number) => string;
}

interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

function readLines(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** Translates offsets in the project's files; each file's lines are found once. */
export function positionsIn(project: Project): Positions {
  const files = new Map<string, Lines>();
  const linesOf = (file: string): Lines => {
    let lines = files.get(file);
    if (lines === undefined) {
      lines = readLines(readProjectFile(project, file) ?? '');
      files.set(file, lines);
    }
    return lines;
  };
  return {
    at: (file, offset) => {
      const { text, starts } = linesOf(file);
      const place = Math.min(Math.max(offset, 0), text.length);
      let [low, high] = [0, starts.length];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= place) low = middle;
        else high = middle;
      }
      return { line: low + 1, column: place - (starts[low] ?? 0) + 1 };
    },
    line: (file, line) => {
      const { text, starts } = linesOf(file);
      const start = starts[line - 1];
      if (start === undefined) return '';
      return text.slice(start, starts[line] ?? text.length).replace(/\r?\n$/, '');
    },
  };
}

import type { Position, SourceRange } from './range';

/** Finds lines and columns of offsets, and back. Lines end at `\n`, `\r\n` or a lone `\r`, as in the editor. */
export interface LineIndex {
  /** Number of lines; an empty text has one, and so has the nothing after a final newline. */
  readonly lineCount: number;
  /** Line and column of an offset. Offsets outside of the text count as its start or end. */
  positionAt(offset: number): Position;
  /** 1-based line of an offset. */
  lineAt(offset: number): number;
  /** Offset of a position. A line or column outside of the text counts as the nearest inside; newlines are no columns. */
  offsetAt(position: Position): number;
  /** Range of a 1-based line without its newline. */
  lineRange(line: number): SourceRange;
}

/** Makes the index of a text, in one pass; look-ups take logarithmic time. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  const ends: number[] = [];
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code !== 0x0a && code !== 0x0d) continue;
    ends.push(offset);
    if (code === 0x0d && text.charCodeAt(offset + 1) === 0x0a) offset++;
    starts.push(offset + 1);
  }
  ends.push(text.length);

  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  const lineRange = (line: number): SourceRange => {
    const index = Math.min(Math.max(line, 1), starts.length) - 1;
    return { start: starts[index] ?? 0, end: ends[index] ?? text.length };
  };
  return {
    lineCount: starts.length,
    lineAt,
    lineRange,
    positionAt: (offset) => {
      const inside = Math.min(Math.max(offset, 0), text.length);
      const line = lineAt(inside);
      return { line, column: inside - (starts[line - 1] ?? 0) + 1 };
    },
    offsetAt: ({ line, column }) => {
      const { start, end } = lineRange(line);
      if (line < 1) return 0;
      if (line > starts.length) return text.length;
      return Math.min(start + Math.max(column, 1) - 1, end);
    },
  };
}

/** The instruction under the cursor, as far as it is written: what completion goes by. */
export interface LogicalLine {
  /** Offset of the first character of the instruction's first line. */
  readonly start: number;
  /** The text from there to the cursor, continuations and comments inside them left out. */
  readonly before: string;
}

/**
 * The part of an instruction that stands before an offset. Goes up from the cursor's line as long as the line before
 * continues; comments and blank lines inside a continuation are skipped, as Docker does. `null` in a comment.
 */
export function readLogicalLine(text: string, offset: number, escapeCharacter: '\\' | '`'): LogicalLine | null {
  let lineStart = startOfLine(text, offset);
  const current = text.slice(lineStart, offset);
  if (/^\s*#/.test(current)) return null;
  let start = lineStart;
  let before = current;
  while (lineStart > 0) {
    const end = lineStart - 1;
    lineStart = startOfLine(text, end);
    const line = text.slice(lineStart, end).replace(/\r$/, '');
    if (/^\s*(#.*)?$/.test(line)) continue;
    const trimmed = line.trimEnd();
    if (!trimmed.endsWith(escapeCharacter)) break;
    before = `${trimmed.slice(0, -1)}${before}`;
    start = lineStart;
  }
  return { start, before };
}

function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

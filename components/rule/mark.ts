import type { SourceRange } from '@/lib/analyzer/syntax/range';

/** A stretch of a text, marked or not. */
export interface MarkedPart {
  /** 0-based offset: also the part's identity. */
  readonly start: number;
  readonly text: string;
  readonly marked: boolean;
}

/**
 * Cuts a text at the ends of ranges. Ranges that overlap become one mark; an empty one is left out, as is what lies outside of
 * the text. The parts joined are the text.
 */
export function markRanges(text: string, ranges: readonly SourceRange[]): readonly MarkedPart[] {
  const parts: MarkedPart[] = [];
  let done = 0;
  const push = (end: number, marked: boolean) => {
    if (end > done) parts.push({ start: done, text: text.slice(done, end), marked });
    done = Math.max(done, end);
  };
  for (const range of ranges.toSorted((one, other) => one.start - other.start)) {
    if (range.end <= range.start || range.start >= text.length) continue;
    push(Math.min(range.start, text.length), false);
    push(Math.min(range.end, text.length), true);
  }
  push(text.length, false);
  return parts;
}

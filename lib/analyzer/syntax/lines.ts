import { isSpace, skipSpaces } from './characters';
import type { SourceRange } from './range';

/** A line of the file. `end` excludes the newline and every carriage return before it; `next` starts the line after. */
export interface PhysicalLine {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** Bytes of a line above which BuildKit's scanner gives up (Go's `bufio.MaxScanTokenSize`). */
const longestLine = 65_535;

/** Hands out the lines of a text one by one, up to a line that is too long for BuildKit. */
export class LineReader {
  readonly text: string;
  #position: number;
  #tooLong: PhysicalLine | null = null;

  constructor(text: string, position: number) {
    this.text = text;
    this.#position = position;
  }

  /** The line at which reading stopped because it is longer than 65,535 bytes. */
  get tooLong(): PhysicalLine | null {
    return this.#tooLong;
  }

  /** The next line; `null` at the end. */
  read(): PhysicalLine | null {
    const start = this.#position;
    if (start >= this.text.length || this.#tooLong !== null) return null;
    const newline = this.text.indexOf('\n', start);
    const next = newline < 0 ? this.text.length : newline + 1;
    let end = newline < 0 ? this.text.length : newline;
    while (end > start && this.text.charCodeAt(end - 1) === 0x0d) end--;
    if (isTooLong(this.text, start, next)) {
      this.#tooLong = { start, end, next };
      return null;
    }
    this.#position = next;
    return { start, end, next };
  }
}

/** Whether [start, end) is longer than the bound as UTF-8; a UTF-16 unit is three bytes at most. */
function isTooLong(text: string, start: number, end: number): boolean {
  if (end - start <= longestLine / 3) return false;
  return end - start > longestLine || new TextEncoder().encode(text.slice(start, end)).length > longestLine;
}

/** A stretch of a logical line that stands in one piece in the source. */
interface Piece {
  /** Offset in the logical line's text. */
  readonly at: number;
  /** Offset in the source. */
  readonly start: number;
  readonly length: number;
}

/**
 * Text gathered from several stretches of a source, with the way back. An instruction reads as one line whatever
 * continuations, comments and empty lines stand between its parts; every offset in it can be found in the source again.
 */
export class JoinedText {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  /** Joins the stretches of `source`; empty ones are passed over. */
  constructor(source: string, stretches: readonly SourceRange[]) {
    const pieces: Piece[] = [];
    let text = '';
    for (const { start, end } of stretches) {
      if (end <= start && pieces.length > 0) continue;
      pieces.push({ at: text.length, start, length: end - start });
      text += source.slice(start, end);
    }
    this.text = text;
    this.#pieces = pieces;
  }

  /** The source offset of the character at `offset`. An offset at the end gives the place after the last character. */
  locate(offset: number): number {
    const piece = this.#pieces[this.#pieceAt(offset)];
    return piece === undefined ? 0 : piece.start + Math.min(offset - piece.at, piece.length);
  }

  /** The source range of [start, end): from its first character to its last, with all that stands between them. */
  range(start: number, end: number): SourceRange {
    if (end <= start) {
      const place = start === 0 ? this.locate(0) : this.locate(start - 1) + 1;
      return { start: place, end: place };
    }
    return { start: this.locate(start), end: this.locate(end - 1) + 1 };
  }

  /** The stretches of the source that [start, end) is made of, in order. */
  stretches(start: number, end: number): SourceRange[] {
    const found: SourceRange[] = [];
    for (let index = this.#pieceAt(start); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index];
      if (piece === undefined || piece.at >= end) break;
      const from = Math.max(start - piece.at, 0);
      const to = Math.min(end - piece.at, piece.length);
      if (to > from) found.push({ start: piece.start + from, end: piece.start + to });
    }
    return found;
  }

  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Whether the line holds nothing but a comment, blanks before it allowed. */
export function isCommentLine(text: string, line: PhysicalLine): boolean {
  return text.charCodeAt(skipSpaces(text, line.start, line.end)) === 0x23;
}

/** Whether the line is empty or all spaces. */
export function isEmptyLine(text: string, line: PhysicalLine): boolean {
  return skipSpaces(text, line.start, line.end) >= line.end;
}

/**
 * Where the continuation character at the end of [start, end) stands, blanks after it allowed; -1 without one.
 * Two escape characters in a row are no continuation: BuildKit asks for another character, or none, before the last.
 */
export function findContinuation(text: string, start: number, end: number, escapeCharacter: string): number {
  let last = end - 1;
  while (last >= start && (text[last] === ' ' || text[last] === '\t')) last--;
  if (last < start || text[last] !== escapeCharacter) return -1;
  if (last > start && text[last - 1] === escapeCharacter) return -1;
  return last;
}

/** The range of a comment's text: without `#` and the spaces around. */
export function commentText(text: string, range: SourceRange): string {
  let start = range.start + 1;
  let end = range.end;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

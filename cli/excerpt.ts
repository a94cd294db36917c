import type { SourceRange } from '@/lib/analyzer/syntax/range';
import type { Positions } from './positions';
import { makePrintable, type Style } from './style';

const combining = /^\p{Mn}$/u;
const wide =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uff01-\uff60]$/u;

/** Columns that a text takes in a terminal. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

/** Units kept before the underlined part where the line is too long to be shown whole. */
const contextBefore = 12;

/**
 * The line where the range starts, with its number, and below it a row of carets under the range; a range of several lines
 * is underlined on the first and the rest is counted.
 */
export function drawExcerpt(positions: Positions, file: string, range: SourceRange, style: Style): string[] {
  const start = positions.at(file, range.start);
  const end = positions.at(file, range.end);
  const line = positions.line(file, start.line);
  const room = style.width - 10;

  const last = end.line === start.line ? end.column - 1 : line.length;
  const from = line.length > room ? Math.max(0, Math.min(start.column - 1 - contextBefore, line.length - room)) : 0;
  const shown = line.slice(from, from + room);
  const before = shown.slice(0, start.column - 1 - from);
  const marked = shown.slice(start.column - 1 - from, Math.max(last - from, start.column - from));

  const number = String(start.line).padStart(5);
  const gutter = ' '.repeat(5);
  const [head, tail] = [from > 0 ? '…' : '', from + room < line.length ? '…' : ''];
  const carets = '^'.repeat(Math.max(1, columnsOf(marked.trimEnd())));
  const rows = [
    `${style.paint('dim', `${number} │`)} ${head}${makePrintable(shown)}${tail}`,
    `${style.paint('dim', `${gutter} │`)} ${' '.repeat(columnsOf(before) + head.length)}${style.paint('red', carets)}`,
  ];
  const more = end.line - start.line - (end.column === 1 ? 1 : 0);
  if (more > 0) rows.push(style.paint('dim', `${gutter} │ and ${more} more ${more === 1 ? 'line' : 'lines'}`));
  return rows;
}

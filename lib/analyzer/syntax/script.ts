import type { ReadHeredoc } from './heredoc';
import type { JoinedText } from './lines';
import type { SourceRange } from './range';
import type { ShellScript } from './types';

/**
 * The script of a shell-form instruction whose arguments are [start, end) of `line`. As BuildKit does: a heredoc opener
 * that stands alone makes its content the script; any other heredocs follow the line, for the shell to read.
 */
export function makeScript(
  source: string,
  line: JoinedText,
  start: number,
  end: number,
  heredocs: readonly ReadHeredoc[],
): ShellScript {
  const [first] = heredocs;
  const range = line.range(start, end);
  if (first === undefined) return lineScript(source, range, line.stretches(start, end));
  const { openerRange } = first.heredoc;
  if (openerRange.start === range.start && openerRange.end === range.end) return contentScript(source, first);
  const pieces = line.stretches(start, end);
  const lineText = lineScript(source, range, pieces);
  const last = heredocs.at(-1) ?? first;
  const whole = { start: range.start, end: Math.max(range.end, last.delimiterRange.end) };
  pieces.push(newlineAt(source, first.heredoc.contentRange.start - 1));
  for (const { heredoc, delimiterRange } of heredocs) {
    pieces.push(...withoutReturns(source, heredoc.contentRange));
    pieces.push(delimiterRange, newlineAt(source, delimiterRange.end));
  }
  return {
    form: 'shell',
    text: lineText.text + source.slice(range.end, whole.end),
    range: whole,
    pieces: pieces.filter((piece) => piece.end > piece.start && piece.end <= whole.end),
  };
}

/** The newline at `position`, carriage returns passed over; nothing at the end of the file. */
function newlineAt(source: string, position: number): SourceRange {
  let start = position;
  while (source[start] === '\r') start++;
  return source[start] === '\n' ? { start, end: start + 1 } : { start, end: start };
}

/** A script in the instruction's own lines: what stands between its pieces is blanked. */
function lineScript(source: string, range: SourceRange, pieces: SourceRange[]): ShellScript {
  let text = '';
  let position = range.start;
  for (const piece of pieces) {
    text += blank(source, position, piece.start) + source.slice(piece.start, piece.end);
    position = piece.end;
  }
  return { form: 'shell', text, range, pieces };
}

/** A gap between two pieces: spaces, but for the first newline and a backslash before it. */
function blank(source: string, start: number, end: number): string {
  const newline = source.indexOf('\n', start);
  if (newline <= start || newline >= end) return ' '.repeat(end - start);
  return `${' '.repeat(newline - 1 - start)}\\\n${' '.repeat(end - newline - 1)}`;
}

/** The content of a heredoc as a script: leading tabs are blanked where the heredoc strips them. */
function contentScript(source: string, { heredoc }: ReadHeredoc): ShellScript {
  const { contentRange } = heredoc;
  const written = source.slice(contentRange.start, contentRange.end);
  const pieces = withoutReturns(source, contentRange);
  if (!heredoc.stripTabs) return { form: 'shell', text: written, range: contentRange, pieces };
  return {
    form: 'shell',
    text: written.replace(/^\t+/gm, (tabs) => ' '.repeat(tabs.length)),
    range: contentRange,
    pieces: pieces.map((piece) => withoutTabs(source, piece)).filter((piece) => piece.end > piece.start),
  };
}

/** The range without the carriage returns before its newlines, a piece for every line that has one. */
function withoutReturns(source: string, range: SourceRange): SourceRange[] {
  const pieces: SourceRange[] = [];
  let start = range.start;
  while (start < range.end) {
    const newline = source.indexOf('\n', start);
    const end = newline < 0 || newline >= range.end ? range.end : newline + 1;
    const returned = source[end - 1] === '\n' && source[end - 2] === '\r' && end - 2 >= start;
    if (returned) pieces.push({ start, end: end - 2 }, { start: end - 1, end });
    else pieces.push({ start, end });
    start = end;
  }
  return pieces;
}

function withoutTabs(source: string, piece: SourceRange): SourceRange {
  let { start } = piece;
  while (start < piece.end && source[start] === '\t') start++;
  return { start, end: piece.end };
}

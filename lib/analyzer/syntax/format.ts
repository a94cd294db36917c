import { findContinuation, isCommentLine, isEmptyLine, LineReader, type PhysicalLine } from './lines';
import { parseDockerfile } from './parse';
import type { SourceRange } from './range';
import type { Dockerfile, Instruction } from './types';

/** Columns by which the lines of a continued instruction are indented. */
const indentation = 4;

/**
 * A Dockerfile with instructions in capitals, no blanks at line ends, at most one blank line in a row, continued lines
 * indented by four columns (deeper ones keep their distance) and a newline at the end. Comments and here-documents stay as
 * they are, and so does the indentation of lines where it is part of a word, a quotation or a value. Docker reads the same
 * from it, save for the number of blanks between words. A text that Docker cannot read, or that holds carriage returns in
 * odd places, comes back as it is.
 */
export function formatDockerfile(text: string): string {
  if (text.includes('\r\n') && !/[^\r]\n|^\n|\r(?!\n)/.test(text)) {
    return formatDockerfile(text.replaceAll('\r\n', '\n')).replaceAll('\n', '\r\n');
  }
  const dockerfile = parseDockerfile(text);
  if (text.includes('\r') || dockerfile.instructions.length === 0) return text;
  if (dockerfile.problems.some((problem) => problem.fatal)) return text;
  return new Formatter(dockerfile).format();
}

class Formatter {
  readonly #text: string;
  readonly #dockerfile: Dockerfile;
  readonly #lines: readonly PhysicalLine[];
  readonly #written: string[] = [];

  constructor(dockerfile: Dockerfile) {
    this.#dockerfile = dockerfile;
    this.#text = raiseKeywords(dockerfile);
    this.#lines = readLines(this.#text);
  }

  format(): string {
    let next = 0;
    for (const instruction of this.#dockerfile.instructions) {
      next = this.#writeBetween(next, instruction.range.start);
      next = this.#writeInstruction(instruction, next);
    }
    this.#writeBetween(next, this.#text.length + 1);
    while (this.#written.at(-1) === '') this.#written.pop();
    return `${this.#written.join('\n')}\n`;
  }

  /** Comments and blank lines before an offset; gives the index of the first line not written. */
  #writeBetween(from: number, before: number): number {
    let index = from;
    for (; index < this.#lines.length; index += 1) {
      const line = this.#lines[index];
      if (!line || line.next > before || (line.end >= before && before <= this.#text.length)) break;
      const content = this.#slice(line).trim();
      if (content !== '' || (this.#written.length > 0 ? this.#written.at(-1) !== '' : this.#startsBlank())) {
        this.#written.push(content);
      }
    }
    return index;
  }

  /** A blank first line stays: without it a comment below might become a directive. */
  #startsBlank(): boolean {
    return this.#text.trimStart() !== this.#text;
  }

  #writeInstruction(instruction: Instruction, from: number): number {
    const heredocs = instruction.heredocs;
    const bodyStart = heredocs[0]?.contentRange.start ?? Number.POSITIVE_INFINITY;
    const own: PhysicalLine[] = [];
    let index = from;
    for (; index < this.#lines.length; index += 1) {
      const line = this.#lines[index];
      if (!line || line.start >= instruction.range.end || line.start >= bodyStart) break;
      own.push(line);
    }
    this.#written.push(...this.#layOut(instruction, own));
    for (; index < this.#lines.length; index += 1) {
      const line = this.#lines[index];
      if (!line || line.start > instruction.range.end || heredocs.length === 0) break;
      if (line.start >= instruction.range.end && line.start !== bodyStart) break;
      this.#written.push(this.#slice(line));
    }
    return index;
  }

  /** The lines of one instruction, here-documents not included. */
  #layOut(instruction: Instruction, lines: readonly PhysicalLine[]): readonly string[] {
    const [first, ...others] = lines;
    if (!first) return [];
    const kept = others.filter((line) => !isEmptyLine(this.#text, line));
    const head = trimBlanks(this.#slice(first)).replace(/^[ \t]+/, '');
    if (!mayIndent(instruction) || this.#quoteCrossesLines(lines)) {
      return [head, ...kept.map((line) => trimBlanks(this.#slice(line)))];
    }
    const columns = kept.map((line) => columnsOf(this.#slice(line)));
    const free = kept.map((line, index) => (columns[index] ?? 0) > 0 || this.#standsFree(line, lines));
    const least = Math.min(...columns.filter((_, index) => free[index]), Number.POSITIVE_INFINITY);
    return [
      head,
      ...kept.map((line, index) => {
        const content = trimBlanks(this.#slice(line));
        if (!free[index]) return content;
        const depth = (columns[index] ?? 0) - least + indentation;
        return ' '.repeat(depth) + content.replace(/^[ \t]+/, '');
      }),
    ];
  }

  /** Whether a line that starts in the first column is a word of its own, so that blanks before it change nothing. */
  #standsFree(line: PhysicalLine, lines: readonly PhysicalLine[]): boolean {
    if (isCommentLine(this.#text, line)) return true;
    const before = lines
      .filter((other) => other.start < line.start)
      .findLast((other) => !isEmptyLine(this.#text, other) && (other === lines[0] || !this.#addsNothing(other)));
    if (!before) return true;
    const end = findContinuation(this.#text, before.start, before.end, this.#dockerfile.escape);
    return end > before.start && /[ \t]/.test(this.#text[end - 1] ?? '');
  }

  /** Whether a continued line gives the instruction no character: a comment, or the sign of continuation alone. */
  #addsNothing(line: PhysicalLine): boolean {
    if (isCommentLine(this.#text, line)) return true;
    return findContinuation(this.#text, line.start, line.end, this.#dockerfile.escape) === line.start;
  }

  /** Whether a quotation begins on one line and ends on another: blanks in it are its content. */
  #quoteCrossesLines(lines: readonly PhysicalLine[]): boolean {
    let quote = '';
    for (const [index, line] of lines.entries()) {
      if (index > 0 && isCommentLine(this.#text, line)) continue;
      const end = findContinuation(this.#text, line.start, line.end, this.#dockerfile.escape);
      quote = quoteAfter(this.#text.slice(line.start, end === -1 ? line.end : end), quote);
      if (quote !== '' && index < lines.length - 1) return true;
    }
    return false;
  }

  #slice(range: SourceRange): string {
    return this.#text.slice(range.start, range.end);
  }
}

/** The quotation that is open after a stretch of shell text, `'` or `"`; empty where none is. */
function quoteAfter(text: string, open: string): string {
  let quote = open;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === '\\' && quote !== "'") index += 1;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
  }
  return quote;
}

/** Where blanks between words carry no meaning. Old forms with a value to the line's end keep theirs. */
function mayIndent(instruction: Instruction): boolean {
  switch (instruction.keyword) {
    case 'UNKNOWN':
    case 'MAINTAINER':
    case 'ONBUILD':
      return false;
    case 'ENV':
    case 'LABEL':
      return !instruction.legacyForm;
    default:
      return true;
  }
}

/** The text with every instruction and AS in capitals; offsets stay as they are. */
function raiseKeywords({ text, instructions }: Dockerfile): string {
  const words: SourceRange[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'UNKNOWN') continue;
    words.push(instruction.keywordRange);
    if (instruction.keyword === 'FROM' && instruction.asKeyword) words.push(instruction.asKeyword.range);
    if (instruction.keyword === 'ONBUILD' && instruction.trigger.keyword !== 'UNKNOWN') {
      words.push(instruction.trigger.keywordRange);
    }
  }
  let raised = '';
  let position = 0;
  for (const { start, end } of words) {
    raised += text.slice(position, start) + text.slice(start, end).toUpperCase();
    position = end;
  }
  return raised + text.slice(position);
}

function readLines(text: string): readonly PhysicalLine[] {
  const reader = new LineReader(text, 0);
  const lines: PhysicalLine[] = [];
  for (let line = reader.read(); line; line = reader.read()) lines.push(line);
  return lines;
}

function trimBlanks(text: string): string {
  return text.replace(/[ \t]+$/, '');
}

/** Width of the blanks at a line's start; a tab counts four. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (character === ' ') columns += 1;
    else if (character === '\t') columns += indentation;
    else break;
  }
  return columns;
}

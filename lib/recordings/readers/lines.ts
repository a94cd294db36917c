import { findPrefix } from './line-prefix';

/** What a reader takes at most; a longer paste is read up to here, and the reading says so. */
export const limits = { characters: 10_000_000, lines: 200_000, lineLength: 20_000 } as const;

/** One line of pasted text, freed of what the terminal or a build server put around it. */
export interface PastedLine {
  /** 1-based, in the text as pasted. */
  readonly number: number;
  /** Without colours, cursor movements and time stamps; of what was overwritten, the last state. */
  readonly text: string;
  /** Milliseconds since 1970, where a build server stamped the line. */
  readonly at: number | null;
}

const escapeCode = String.fromCharCode(27);
/** Control sequences (colours, cursor), titles and two-character sequences. Every branch is of bounded or single-class length. */
const controls = new RegExp(
  `${escapeCode}(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^${String.fromCharCode(7)}${escapeCode}]*(?:${String.fromCharCode(7)}|${escapeCode}\\\\)?|[@-Z\\\\^_])`,
  'g',
);
const stamp =
  /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)\]?(?: \d\d[OE][+ ]?)?(?: |$)/;
/** Line numbers that a page of a build server shows: `9513 | #10 …`. */
const gutter = /^ {0,8}\d{1,7} ?[|│] (?=#\d| ?=> |\[\+\]|\[\d{4}-|\d{4}-)/;

/** Splits pasted text into lines. `cut` tells that it was longer than `limits` allow. */
export function splitLines(text: string): { readonly lines: readonly PastedLine[]; readonly cut: boolean } {
  const bounded = text.length > limits.characters ? text.slice(0, limits.characters) : text;
  const lines: PastedLine[] = [];
  let from = 0;
  let cut = bounded.length < text.length;
  while (from <= bounded.length) {
    if (lines.length === limits.lines) {
      cut = true;
      break;
    }
    const newline = bounded.indexOf('\n', from);
    const end = newline === -1 ? bounded.length : newline;
    if (end - from > limits.lineLength) cut = true;
    lines.push(cleanLine(bounded.slice(from, Math.min(end, from + limits.lineLength)), lines.length + 1));
    from = end + 1;
  }
  return { lines: withoutPrefix(lines), cut };
}

/** Leaves out what stands before every line, and keeps the time in it. */
function withoutPrefix(lines: readonly PastedLine[]): readonly PastedLine[] {
  const lengthOf = findPrefix(lines.map((line) => line.text));
  return lines.map((line) => {
    const length = lengthOf(line.text);
    if (length === 0) return line;
    const at = line.at ?? timeIn(line.text.slice(0, length));
    return { number: line.number, text: line.text.slice(length), at };
  });
}

const stampWithin = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/;

function timeIn(prefix: string): number | null {
  const stamped = stampWithin.exec(prefix)?.[0];
  const at = stamped === undefined ? Number.NaN : Date.parse(stamped.replace(',', '.').replace(' ', 'T'));
  return Number.isNaN(at) ? null : at;
}

function cleanLine(raw: string, number: number): PastedLine {
  const plain = raw.includes(escapeCode) ? raw.replace(controls, '') : raw;
  let text = (number === 1 && plain.startsWith('\uFEFF') ? plain.slice(1) : plain).replace(/\r+$/, '');
  if (text.includes('\r')) text = text.slice(text.lastIndexOf('\r') + 1);
  text = text.replace(gutter, '');
  const stamped = stamp.exec(text);
  if (stamped?.[1] === undefined) return { number, text, at: null };
  const at = Date.parse(stamped[1].replace(',', '.').replace(' ', 'T'));
  return { number, text: text.slice(stamped[0].length), at: Number.isNaN(at) ? null : at };
}

/** Blanks folded to one, none at the ends. */
export function foldBlanks(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

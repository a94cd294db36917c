import { isBlank, isSpace } from './characters';
import type { SourceRange } from './range';

/** A word of a logical line: its text and its offsets there. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A stretch of a text to be split. */
export interface Span extends SourceRange {
  readonly text: string;
}

/** Splits at runs of blanks, without regard for quotes: FROM, EXPOSE, and COPY, ADD, VOLUME in shell form. */
export function splitAtBlanks({ text, start, end }: Span): Token[] {
  const tokens: Token[] = [];
  let position = start;
  while (position < end) {
    while (position < end && isBlank(text.charCodeAt(position))) position++;
    const from = position;
    while (position < end && !isBlank(text.charCodeAt(position))) position++;
    if (position > from) tokens.push({ text: text.slice(from, position), start: from, end: position });
  }
  return tokens;
}

/**
 * Splits at spaces outside of quotes, which stay in the words, as do escape characters: ENV, LABEL and ARG. An escape
 * character that ends the text is dropped; a quote that nobody closes runs to the end.
 */
export function splitQuoted({ text, start, end }: Span, escapeCharacter: string): Token[] {
  const tokens: Token[] = [];
  let position = start;
  for (;;) {
    while (position < end && isSpace(text.charCodeAt(position))) position++;
    if (position >= end) return tokens;
    const token = readQuotedWord(text, position, end, escapeCharacter);
    if (token.text !== '') tokens.push(token);
    position = token.end;
  }
}

function readQuotedWord(text: string, start: number, end: number, escapeCharacter: string): Token {
  let quote = '';
  let position = start;
  while (position < end) {
    const character = text.charAt(position);
    if (character === escapeCharacter && quote !== "'") {
      if (position + 1 === end) return { text: text.slice(start, position), start, end };
      position += 2;
      continue;
    }
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (isSpace(text.charCodeAt(position))) {
      break;
    }
    position++;
  }
  return { text: text.slice(start, position), start, end: position };
}

/** A `--name=value` word: `value` has its quotes and backslashes resolved, as BuildKit hands it on. */
export interface FlagToken {
  readonly name: string;
  readonly value: Token | null;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the flags in front of an instruction's arguments. `rest` is where the arguments start. Backslash escapes here
 * whatever the escape directive says. A lone `--` ends the flags.
 */
export function readFlags({ text, start, end }: Span): { flags: FlagToken[]; rest: number } {
  const flags: FlagToken[] = [];
  let position = start;
  for (;;) {
    while (position < end && isSpace(text.charCodeAt(position))) position++;
    if (position >= end) return { flags, rest: end };
    if (!text.startsWith('--', position) || position + 1 >= end) return { flags, rest: position };
    const from = position;
    const { resolved, offsets, after } = resolveFlagWord(text, from, end);
    position = after;
    if (resolved === '--') return { flags, rest: position };
    const equals = resolved.indexOf('=');
    const valueStart = offsets[equals + 1] ?? after;
    flags.push({
      name: resolved.slice(2, equals < 0 ? undefined : equals),
      value: equals < 0 ? null : { text: resolved.slice(equals + 1), start: valueStart, end: after },
      start: from,
      end: after,
    });
  }
}

/** One flag word without its quotes; `offsets` maps its characters back to the text. */
function resolveFlagWord(text: string, start: number, end: number) {
  const offsets: number[] = [];
  let resolved = '';
  let quote = '';
  let position = start;
  while (position < end) {
    const character = text.charAt(position);
    if (quote === '' && isSpace(text.charCodeAt(position))) break;
    if (quote === '' ? character === '"' || character === "'" : character === quote) {
      quote = quote === '' ? character : '';
      position++;
      continue;
    }
    if (character === '\\') position++;
    if (position >= end) break;
    offsets.push(position);
    resolved += text.charAt(position);
    position++;
  }
  return { resolved, offsets, after: position };
}

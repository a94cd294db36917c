import { skipSpaces } from './characters';
import type { Span, Token } from './words';

/** What a text that may be in exec form turns out to be. */
export type ExecFormReading =
  | { readonly kind: 'exec'; readonly tokens: readonly Token[] }
  /** No JSON: Docker takes the text as it stands. */
  | { readonly kind: 'shell' }
  /** JSON, but not an array of strings: Docker refuses it. */
  | { readonly kind: 'refused' };

/** Reads `["a", "b"]`. Each token's text has its JSON escapes resolved; its offsets are those of the quoted string. */
export function readExecForm({ text, start, end }: Span): ExecFormReading {
  const open = skipSpaces(text, start, end);
  if (text[open] !== '[' || open >= end) return { kind: 'shell' };
  const tokens = readStrings(text, open, end);
  if (tokens !== null) return { kind: 'exec', tokens };
  return isArray(text.slice(open, end)) ? { kind: 'refused' } : { kind: 'shell' };
}

function readStrings(text: string, open: number, end: number): Token[] | null {
  const tokens: Token[] = [];
  let position = skipJsonBlanks(text, open + 1, end);
  if (text[position] === ']' && position < end) return atEnd(text, position + 1, end) ? tokens : null;
  for (;;) {
    const token = readString(text, position, end);
    if (token === null) return null;
    tokens.push(token);
    position = skipJsonBlanks(text, token.end, end);
    if (position >= end) return null;
    if (text[position] === ']') return atEnd(text, position + 1, end) ? tokens : null;
    if (text[position] !== ',') return null;
    position = skipJsonBlanks(text, position + 1, end);
  }
}

function readString(text: string, start: number, end: number): Token | null {
  if (text[start] !== '"' || start >= end) return null;
  let position = start + 1;
  while (position < end && text[position] !== '"') position += text[position] === '\\' ? 2 : 1;
  if (position >= end) return null;
  const value = parse(text.slice(start, position + 1));
  return typeof value === 'string' ? { text: value, start, end: position + 1 } : null;
}

function skipJsonBlanks(text: string, start: number, end: number): number {
  let position = start;
  while (position < end && ' \t\n\r'.includes(text.charAt(position))) position++;
  return position;
}

function atEnd(text: string, position: number, end: number): boolean {
  return skipJsonBlanks(text, position, end) >= end;
}

function isArray(text: string): boolean {
  return Array.isArray(parse(text));
}

/** The JSON value; `undefined` where the text is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

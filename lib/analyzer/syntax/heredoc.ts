import { expandWords, splitRawWords } from './expand';
import type { JoinedText, LineReader } from './lines';
import type { SourceRange } from './range';
import type { Heredoc } from './types';
import type { Token } from './words';

/** A `<<NAME` word, read. */
export interface HeredocOpener {
  readonly name: string;
  /** `false` where some part of the name is quoted. */
  readonly expand: boolean;
  readonly stripTabs: boolean;
}

/** Reads a word such as `<<EOF`, `<<-"EOF"` or `3<< EOF`; `null` for any other word, or where its quotes do not close. */
export function readHeredocOpener(word: string): HeredocOpener | null {
  const match = /^\d*<<(-?)\s*([^<]*)$/.exec(word);
  const name = match?.[2];
  if (match === null || name === undefined || name === '') return null;
  const resolved = expandUnset(name);
  const raw = splitRawWords(name, '\\');
  if (resolved === null || 'error' in raw || raw.value.length !== 1) return null;
  return { name: resolved, expand: resolved === raw.value[0], stripTabs: match[1] === '-' };
}

/** The name with its quotes resolved and its variables as written; `null` unless it is one readable word. */
function expandUnset(name: string): string | null {
  const words = expandWords(name, (variable) => `$${variable}`, '\\');
  const [only] = 'error' in words ? [] : words.value;
  return 'error' in words || words.value.length !== 1 ? null : (only ?? null);
}

/** The heredoc openers of a logical line, in order. A `<<` or `<<-` that stands alone takes the next word for its name. */
export function findHeredocOpeners(text: string): { opener: HeredocOpener; token: Token }[] {
  if (!text.includes('<<')) return [];
  // BuildKit sees no heredoc in a line that its word splitter refuses.
  if ('error' in splitRawWords(text, '\\')) return [];
  const tokens = splitShellWords(text);
  const found: { opener: HeredocOpener; token: Token }[] = [];
  for (let index = 0; index < tokens.length; index++) {
    let token = tokens[index];
    if (token === undefined || !token.text.includes('<<')) continue;
    const following = tokens[index + 1];
    if (/^\d*<<-?$/.test(token.text) && following !== undefined) {
      token = { text: `${token.text} ${following.text}`, start: token.start, end: following.end };
      index++;
    }
    const opener = readHeredocOpener(token.text);
    if (opener !== null) found.push({ opener, token });
  }
  return found;
}

/** Words between unquoted spaces, with their offsets; for a text whose quotes are known to close. */
function splitShellWords(text: string): Token[] {
  const word = /(?:[^\s'"\\]|\\.?|'[^']*'|"(?:[^"\\]|\\.)*")+/gs;
  return Array.from(text.matchAll(word), ({ 0: found, index }) => ({
    text: found,
    start: index,
    end: index + found.length,
  }));
}

/** A heredoc with the range of its closing line. */
export interface ReadHeredoc {
  readonly heredoc: Heredoc;
  /** The delimiter on its own line; an empty range at the end of the file where it is missing. */
  readonly delimiterRange: SourceRange;
}

/** Reads the body of one heredoc off the reader, which stands on the line after the opener's. */
export function readHeredocBody(
  reader: LineReader,
  line: JoinedText,
  { opener, token }: { opener: HeredocOpener; token: Token },
): ReadHeredoc {
  const { text } = reader;
  const openerRange = line.range(token.start, token.end);
  let contentStart = -1;
  let contentEnd = -1;
  for (let next = reader.read(); next !== null; next = reader.read()) {
    if (contentStart < 0) contentStart = contentEnd = next.start;
    let from = next.start;
    while (opener.stripTabs && text[from] === '\t') from++;
    if (text.slice(from, next.end) === opener.name) {
      return {
        heredoc: makeHeredoc(text, opener, openerRange, { start: contentStart, end: contentEnd }, true),
        delimiterRange: { start: from, end: next.end },
      };
    }
    contentEnd = next.next;
  }
  const place = contentStart < 0 ? { start: text.length, end: text.length } : { start: contentStart, end: contentEnd };
  return {
    heredoc: makeHeredoc(text, opener, openerRange, place, false),
    delimiterRange: { start: text.length, end: text.length },
  };
}

function makeHeredoc(
  text: string,
  { name, expand, stripTabs }: HeredocOpener,
  openerRange: SourceRange,
  contentRange: SourceRange,
  terminated: boolean,
): Heredoc {
  const written = text.slice(contentRange.start, contentRange.end).replaceAll('\r\n', '\n');
  const content = stripTabs ? written.replace(/^\t+/gm, '') : written;
  return { name, expand, stripTabs, content, openerRange, contentRange, terminated };
}

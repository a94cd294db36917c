/**
 * Whether Go's `unicode.IsSpace` holds for a UTF-16 unit. BuildKit trims and splits by it, and it differs from
 * JavaScript's `\s`: it counts U+0085 and leaves U+FEFF out.
 */
export function isSpace(code: number): boolean {
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return true;
  if (code < 0x85) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Blank, tab, vertical tab, form feed or carriage return: what BuildKit takes for a gap between plain words. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || (code >= 0x0b && code <= 0x0d);
}

/** First offset in [start, end) that is no space; `end` where there is none. */
export function skipSpaces(text: string, start: number, end: number): number {
  let position = start;
  while (position < end && isSpace(text.charCodeAt(position))) position++;
  return position;
}

/** One past the last offset in [start, end) that is no space; `start` where there is none. */
export function trimSpacesEnd(text: string, start: number, end: number): number {
  let position = end;
  while (position > start && isSpace(text.charCodeAt(position - 1))) position--;
  return position;
}

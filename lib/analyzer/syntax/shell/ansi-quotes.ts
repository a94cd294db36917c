/** Escapes of one character in `$'…'`: bash reference manual, ANSI-C Quoting. */
const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};

/** Bytes, which make UTF-8 together; then a character by its number, a control character, and any other. */
const escapeSequence =
  /((?:\\[0-7]{1,3}|\\x[0-9a-fA-F]{1,2})+)|\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c([\s\S])|([\s\S]))/g;

/** The text that `$'…'` stands for, without its quotes. It ends at the first zero byte, as in bash. */
export function decodeAnsiQuotes(written: string): string {
  if (!written.includes('\\')) return written;
  const text = written.replace(
    escapeSequence,
    (whole: string, bytes?: string, short?: string, long?: string, ...rest) => {
      if (bytes !== undefined) return decodeBytes(bytes);
      const number = short ?? long;
      if (number !== undefined) {
        const point = Number.parseInt(number, 16);
        return point > 0x10ffff ? whole : String.fromCodePoint(point);
      }
      const control: unknown = rest[0];
      if (typeof control === 'string') return String.fromCharCode(control.charCodeAt(0) & 0x1f);
      return escapes[whole.slice(1)] ?? whole;
    },
  );
  const zero = text.indexOf('\0');
  return zero < 0 ? text : text.slice(0, zero);
}

/** Bytes as UTF-8; those that are none stand for no character. */
function decodeBytes(written: string): string {
  const bytes = written
    .slice(1)
    .split('\\')
    .map((byte) => (byte.startsWith('x') ? Number.parseInt(byte.slice(1), 16) : Number.parseInt(byte, 8) & 0xff));
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\ufffd')).join('');
  }
}

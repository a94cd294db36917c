/** Codes of the characters that the shell's grammar names. */
export const tab = 0x09;
export const newline = 0x0a;
export const space = 0x20;
export const exclamation = 0x21;
export const doubleQuote = 0x22;
export const hash = 0x23;
export const dollar = 0x24;
export const percent = 0x25;
export const ampersand = 0x26;
export const singleQuote = 0x27;
export const openParenthesis = 0x28;
export const closeParenthesis = 0x29;
export const asterisk = 0x2a;
export const plus = 0x2b;
export const comma = 0x2c;
export const minus = 0x2d;
export const dot = 0x2e;
export const slash = 0x2f;
export const colon = 0x3a;
export const semicolon = 0x3b;
export const lessThan = 0x3c;
export const equals = 0x3d;
export const greaterThan = 0x3e;
export const question = 0x3f;
export const at = 0x40;
export const openBracket = 0x5b;
export const backslash = 0x5c;
export const closeBracket = 0x5d;
export const caret = 0x5e;
export const backquote = 0x60;
export const openBrace = 0x7b;
export const pipe = 0x7c;
export const closeBrace = 0x7d;
export const tilde = 0x7e;

const delimiter = 1;
const special = 2;
const nameStart = 1;
const nameRest = 2;

/** What ASCII characters do in a word outside quotes; 0 for those that stand for themselves. */
const kinds = new Uint8Array(128);
for (const character of ' \t\n|&;()<>') kinds[character.charCodeAt(0)] = delimiter;
for (const character of '\\\'"$`{*?') kinds[character.charCodeAt(0)] = special;

/** Which ASCII characters a name may begin or go on with: POSIX, 3.216. */
const names = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_') {
  names[character.charCodeAt(0)] = nameStart | nameRest;
}
for (const character of '0123456789') names[character.charCodeAt(0)] = nameRest;

/** Whether a character of a word stands for itself. `[` and `~` count so, and are looked at apart. */
export function isPlain(code: number): boolean {
  return code > 127 || kinds[code] === 0;
}

/** Whether a character ends a word outside quotes: a blank, a newline, or the first of an operator. */
export function isDelimiter(code: number): boolean {
  return kinds[code] === delimiter;
}

export function isNameStart(code: number): boolean {
  return names[code] === (nameStart | nameRest);
}

export function isNamePart(code: number): boolean {
  return code < 128 && names[code] !== 0;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether `$` before a character names a parameter of one character: `$1`, `$@`, `$?`. */
export function isSpecialParameter(code: number): boolean {
  return (
    isDigit(code) ||
    code === at ||
    code === asterisk ||
    code === hash ||
    code === question ||
    code === minus ||
    code === dollar ||
    code === exclamation
  );
}

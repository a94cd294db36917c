import { spdxExceptions, spdxLicenses } from './spdx-ids';
import type { LabelType } from './types';

/** Longer values are of no type but text. */
const longestValue = 10_000;

const number = '(?:0|[1-9]\\d*)';
const identifier = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)';

/** Semantic Versioning 2.0.0. */
const semanticVersion = new RegExp(
  `^${number}\\.${number}\\.${number}(?:-${identifier}(?:\\.${identifier})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

/** RFC 3986, as far as it tells an address from a word: a scheme and a host, or the schemes that have none. */
const address = /^(?:[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+(?:[/?#]\S*)?|(?:mailto|urn|tel):\S+)$/i;

/** RFC 5321 as people write it: one at sign, and a domain with a dot. */
const mailbox =
  /^[^\s@,;:<>()[\]"\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/i;

/** Abbreviated names of objects have seven digits at least; SHA-256 repositories have 64. */
const gitHash = /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/i;

const dateTime = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-](\d{2}):(\d{2}))$/;

function isDateTime(value: string): boolean {
  const read = dateTime.exec(value);
  if (read === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, hours = 0, minutes = 0] = read
    .slice(1)
    .map((part) => Number(part ?? 0));
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= days;
  return isDay && hour <= 23 && minute <= 59 && second <= 60 && hours <= 23 && minutes <= 59;
}

/** One licence: an identifier of the list, with `+` for later ones, or a reference of one's own. */
function isLicense(word: string): boolean {
  if (/^(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/i.test(word)) return true;
  const lower = word.toLowerCase();
  return spdxLicenses.has(lower) || (lower.endsWith('+') && spdxLicenses.has(lower.slice(0, -1)));
}

/** Takes the operand of an expression off the front of the tokens: a licence, or an expression in parentheses. */
function takeOperand(tokens: string[], depth: number): boolean {
  const token = tokens.shift();
  if (token === undefined || depth > deepestNesting) return false;
  if (token === '(') return takeExpression(tokens, depth + 1) && tokens.shift() === ')';
  if (!isLicense(token)) return false;
  if (tokens[0]?.toLowerCase() !== 'with') return true;
  tokens.shift();
  return spdxExceptions.has((tokens.shift() ?? '').toLowerCase());
}

function takeExpression(tokens: string[], depth: number): boolean {
  if (!takeOperand(tokens, depth)) return false;
  while (/^(?:and|or)$/i.test(tokens[0] ?? '')) {
    tokens.shift();
    if (!takeOperand(tokens, depth)) return false;
  }
  return true;
}

const deepestNesting = 50;

/** A licence expression of SPDX: identifiers joined by AND, OR and WITH, in parentheses where wanted. */
function isLicenseExpression(value: string): boolean {
  const tokens = value.match(/[()]|[^\s()]+/g) ?? [];
  return takeExpression(tokens, 0) && tokens.length === 0;
}

const checks: Readonly<Record<LabelType, (value: string) => boolean>> = {
  text: (value) => value.trim() !== '',
  url: (value) => address.test(value),
  semver: (value) => semanticVersion.test(value),
  hash: (value) => gitHash.test(value),
  rfc3339: isDateTime,
  spdx: isLicenseExpression,
  email: (value) => value.length <= 254 && mailbox.test(value),
};

/** Whether the value of a label is of a type. */
export function isOfType(value: string, type: LabelType): boolean {
  return (type === 'text' || value.length <= longestValue) && checks[type](value);
}

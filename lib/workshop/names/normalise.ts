import { roomLimits } from '../limits';
import type { RefusalCode } from '../refusals';

export type NormalisedName =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly code: RefusalCode };

/** Letters that show nothing, which the category of invisible format characters leaves out: Hangul fillers, Braille blank. */
const blankLetters = /\u115F|\u1160|\u3164|\uFFA0|\u2800|\u034F|\u17B4|\u17B5|[\uFE00-\uFE0F]/gu;
/** Control, format (zero-width, direction marks), private, unassigned and half characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;
/** More than two marks on one letter climb over the lines around it. */
const piledMarks = /(\p{M}{2})\p{M}+/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Length of a text as people count: an emoji or a letter with accents is one. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

/** One line of text: NFKC, line breaks and runs of blanks as one blank, nothing invisible. */
export function cleanLine(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(invisible, '')
    .replace(blankLetters, '')
    .replace(piledMarks, '$1')
    .replace(/ +/g, ' ')
    .trim();
}

/** Text of several lines: like `cleanLine`, but line breaks stay, at most two in a row. */
export function cleanText(raw: string): string {
  return raw
    .split(/\r\n|[\r\n\u2028\u2029]/u)
    .map(cleanLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A display name as it is kept: one line of 1 to 40 graphemes with at least one letter or digit. */
export function normaliseName(raw: string): NormalisedName {
  const name = cleanLine(raw);
  if (!/[\p{L}\p{N}]/u.test(name)) return { ok: false, code: 'name-empty' };
  // A grapheme may hold any number of characters; a name of 40 does not need more than 8 each.
  const tooLong = countGraphemes(name) > roomLimits.name || name.length > roomLimits.name * 8;
  return tooLong ? { ok: false, code: 'name-too-long' } : { ok: true, name };
}

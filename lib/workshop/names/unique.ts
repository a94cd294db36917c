import { roomLimits } from '../limits';
import { countGraphemes } from './normalise';

/**
 * Letters that look like a Latin letter or digit, one class each; what is left after accents, case and width are gone. Not all
 * of Unicode's confusables: the ones that are on keyboards.
 */
const lookAlikes: readonly (readonly [string, string])[] = [
  ['o', '0οоօо'],
  ['l', '1iіıΙ|ιӏյ'],
  ['a', 'αа@'],
  ['b', 'вь'],
  ['c', 'сϲ'],
  ['e', 'еε€'],
  ['h', 'һн'],
  ['j', 'ј'],
  ['k', 'κк'],
  ['m', 'м'],
  ['n', 'ηп'],
  ['p', 'ρр'],
  ['s', 'ѕ5$'],
  ['t', 'τт'],
  ['u', 'υս'],
  ['v', 'ν'],
  ['w', 'ωѡ'],
  ['x', 'χх'],
  ['y', 'γуү'],
];

const canonical = new Map(
  lookAlikes.flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

function computeSkeleton(name: string): string {
  const folded = name.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD');
  const bare = folded.replace(/\p{M}/gu, '');
  const mapped = [...bare].map((character) => canonical.get(character) ?? character).join('');
  return mapped.replace(/[^\p{L}\p{N}]/gu, '') || bare;
}

/** Everybody who joins is compared with everybody who is there: the names of the rooms in use are kept. */
const skeletons = new Map<string, string>();
const mostKept = 20_000;

/**
 * What a name looks like: two names with one skeleton would be mistaken for each other. Case, accents, blanks and punctuation do
 * not count, nor which of two letters that look alike was typed.
 */
export function skeletonOf(name: string): string {
  const known = skeletons.get(name);
  if (known !== undefined) return known;
  const skeleton = computeSkeleton(name);
  if (skeletons.size >= mostKept) skeletons.clear();
  skeletons.set(name, skeleton);
  return skeleton;
}

export function isTaken(name: string, taken: ReadonlySet<string>): boolean {
  return taken.has(skeletonOf(name));
}

function shorten(name: string, graphemes: number): string {
  const parts = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name)];
  return parts
    .slice(0, graphemes)
    .map((part) => part.segment)
    .join('')
    .trim();
}

/** The name with the first number, from 2 on, that makes it unlike all others; at most 40 graphemes. */
export function suggestName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`;
    const candidate = `${shorten(name, roomLimits.name - countGraphemes(suffix))}${suffix}`;
    if (!isTaken(candidate, taken)) return candidate;
  }
}

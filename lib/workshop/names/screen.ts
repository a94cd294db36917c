import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';

let matcher: RegExpMatcher | undefined;

/** Numbers that stand alone are no words, though 4 may stand for a and 5 for s: "Person 455" is nobody's insult. */
const numbers = /(?<![\p{L}\p{N}])\p{N}+(?![\p{L}\p{N}])/gu;
/** A word in letters apart: "b a d". Whole words are not joined, or "Mia Nusbaum" would be refused. */
const spelledOut = /(?<![\p{L}\p{N}])\p{L}(?:[^\p{L}\p{N}]+\p{L}(?![\p{L}\p{N}]))+/gu;

/**
 * Whether a name may stand on a projector, by the lists of the obscenity library, which see through doubled and replaced
 * letters. English only. Server only: the lists are large.
 */
export function isSuitableName(name: string): boolean {
  matcher ??= new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
  const words = name.replace(numbers, ' ');
  const joined = words.replace(spelledOut, (letters) => letters.replace(/[^\p{L}]/gu, ''));
  return !matcher.hasMatch(words) && !matcher.hasMatch(joined);
}

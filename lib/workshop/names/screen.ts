import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';

let matcher: RegExpMatcher | undefined;

/**
 * Whether a name may stand on a projector, by the lists of the obscenity library, which see through doubled and replaced
 * letters. English only. Server only: the lists are large.
 */
export function isSuitableName(name: string): boolean {
  matcher ??= new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
  return !matcher.hasMatch(name) && !matcher.hasMatch(name.replace(/[^\p{L}\p{N}]/gu, ''));
}

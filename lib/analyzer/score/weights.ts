import type { Letter } from '../analysis';
import type { Severity } from '../rules/types';

/**
 * Every constant of the grade. Weights of all entries are added up to one load `L`, and the points are
 * `100 · exp(-L / 100)`: one weight of 5 costs about 5 points, and however much is wrong, mending any of it is worth something.
 */
export const weights = {
  /** What a finding weighs for its severity alone. */
  severity: { error: 16, warning: 9, info: 1.5 } satisfies Readonly<Record<Severity, number>>,
  /** What a syntax problem weighs that does not stop the build. */
  problem: 3,
  /** What a failure weighs beside its cap. */
  failure: 20,
  /** Bytes saved: `perDoubling · log2(1 + bytes / unit)`, at most `most`. */
  bytes: { unit: 25_000_000, perDoubling: 3.5, most: 18 },
  /** Seconds saved in the cold build, in the same way. */
  seconds: { unit: 10, perDoubling: 1.5, most: 6 },
} as const;

/** A build that fails, or an image that does not start, gets no more than this: the upper end of F. */
export const failureCap = 29;

/** The least points for a letter, best first. */
export const letters: readonly { readonly letter: Letter; readonly from: number }[] = [
  { letter: 'A', from: 90 },
  { letter: 'B', from: 78 },
  { letter: 'C', from: 64 },
  { letter: 'D', from: 48 },
  { letter: 'E', from: 30 },
  { letter: 'F', from: 0 },
];

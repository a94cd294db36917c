/** Where a number comes from. */
export interface Evidence {
  /** What was measured or published, in a short phrase: `python:3.13-slim, 126 MB unpacked`. */
  readonly text: string;
  readonly kind: 'recorded' | 'published' | 'measured' | 'assumed';
  readonly url?: string;
  /** ISO date of the measurement or publication. */
  readonly date?: string;
  /** Id of a recording in `content/recordings`. */
  readonly recording?: string;
}

/** A number with its range, what it rests on, and what is not known. Bytes or seconds: the field's name says which. */
export interface Estimate {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly evidence: readonly Evidence[];
  /** What the catalog does not know, each in a short phrase; every entry has widened the range. */
  readonly unknown: readonly string[];
}

export const nothing: Estimate = { low: 0, likely: 0, high: 0, evidence: [], unknown: [] };

/** A number known as it stands. */
export function exactly(value: number, evidence: readonly Evidence[] = []): Estimate {
  return { low: value, likely: value, high: value, evidence, unknown: [] };
}

/** The sum of estimates: ranges add up, evidence and unknowns are joined without repeats. */
export function sum(estimates: readonly Estimate[]): Estimate {
  const [first] = estimates;
  if (first === undefined) return nothing;
  if (estimates.length === 1) return first;
  let [low, likely, high] = [0, 0, 0];
  for (const estimate of estimates) {
    low += estimate.low;
    likely += estimate.likely;
    high += estimate.high;
  }
  return { low, likely, high, evidence: joinEvidence(estimates), unknown: joinUnknown(estimates) };
}

/** Evidence of all without repeats. Estimates from one source share theirs: then nothing is copied. */
function joinEvidence(estimates: readonly Estimate[]): readonly Evidence[] {
  let joined: readonly Evidence[] = nothing.evidence;
  for (const { evidence } of estimates) {
    if (evidence.length === 0 || evidence === joined) continue;
    if (joined.length + evidence.length > mostCompared) return joinMuchEvidence(estimates);
    joined = joined.length === 0 ? evidence : joinTwo(joined, evidence);
  }
  return joined;
}

const joins = new WeakMap<readonly Evidence[], WeakMap<readonly Evidence[], readonly Evidence[]>>();

/** Remembered: the same figures are added up for one step after the other. */
function joinTwo(one: readonly Evidence[], other: readonly Evidence[]): readonly Evidence[] {
  let known = joins.get(one);
  if (known === undefined) {
    known = new WeakMap();
    joins.set(one, known);
  }
  const before = known.get(other);
  if (before !== undefined) return before;
  const joined = [...one];
  for (const entry of other) put(entry, joined);
  // Where nothing is new, the first stands for both.
  const both = joined.length === one.length && joined.every((entry, at) => entry === one[at]) ? one : joined;
  known.set(other, both);
  return both;
}

/** Pieces of evidence that are compared one by one: for so few a map takes longer. */
const mostCompared = 12;

/** Of two pieces with the same text the second stands in the place of the first. */
function put(entry: Evidence, joined: Evidence[]): void {
  const at = joined.findIndex(({ text }) => text === entry.text);
  if (at < 0) joined.push(entry);
  else joined[at] = entry;
}

function joinMuchEvidence(estimates: readonly Estimate[]): readonly Evidence[] {
  const joined = new Map<string, Evidence>();
  for (const { evidence } of estimates) for (const entry of evidence) joined.set(entry.text, entry);
  return [...joined.values()];
}

/** What all do not know, without repeats. */
function joinUnknown(estimates: readonly Estimate[]): readonly string[] {
  let shared: readonly string[] = nothing.unknown;
  let joined: Set<string> | null = null;
  for (const { unknown } of estimates) {
    if (unknown.length === 0 || unknown === shared) continue;
    if (shared.length === 0) {
      shared = unknown;
      continue;
    }
    joined ??= new Set(shared);
    for (const entry of unknown) joined.add(entry);
    shared = unknown;
  }
  return joined === null ? shared : [...joined];
}

/** A range around a likely value. */
export function between(
  low: number,
  likely: number,
  high: number,
  evidence: readonly Evidence[] = [],
  unknown: readonly string[] = [],
): Estimate {
  return { low: Math.min(low, likely), likely, high: Math.max(high, likely), evidence, unknown };
}

/** Every end of the range times a factor that is not negative. */
export function scale(estimate: Estimate, factor: number): Estimate {
  return {
    ...estimate,
    low: estimate.low * factor,
    likely: estimate.likely * factor,
    high: estimate.high * factor,
  };
}

/** A wider range around the same likely value: `widen(estimate, 0.8, 1.3)` lowers the low end and raises the high one. */
export function widen(estimate: Estimate, low: number, high: number, unknown: readonly string[] = []): Estimate {
  return {
    low: estimate.low * Math.min(1, low),
    likely: estimate.likely,
    high: estimate.high * Math.max(1, high),
    evidence: estimate.evidence,
    unknown: unknown.length === 0 ? estimate.unknown : joinPhrases(estimate.unknown, unknown),
  };
}

function joinPhrases(one: readonly string[], other: readonly string[]): readonly string[] {
  return one.length === 0 && other.length === 1 ? other : [...new Set([...one, ...other])];
}

/** The product of two ranges that are not negative, such as bytes and a ratio. */
export function multiply(one: Estimate, other: Estimate): Estimate {
  return {
    low: one.low * other.low,
    likely: one.likely * other.likely,
    high: one.high * other.high,
    evidence: joinEvidence([one, other]),
    unknown: joinUnknown([one, other]),
  };
}

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
  const evidence = new Map<string, Evidence>();
  const unknown = new Set<string>();
  let [low, likely, high] = [0, 0, 0];
  for (const estimate of estimates) {
    low += estimate.low;
    likely += estimate.likely;
    high += estimate.high;
    for (const entry of estimate.evidence) evidence.set(entry.text, entry);
    for (const entry of estimate.unknown) unknown.add(entry);
  }
  return { low, likely, high, evidence: [...evidence.values()], unknown: [...unknown] };
}

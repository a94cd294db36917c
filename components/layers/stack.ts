import type { ByteKind, Contribution } from '@/lib/analyzer/build/types';
import { kinds } from './kinds';

/** The bytes of one kind, summed over contributions. */
export interface Band {
  readonly kind: ByteKind;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** What it is made of, largest first. */
  readonly parts: readonly string[];
}

/** One band a kind, bottom of the image first; kinds without bytes are left out. Sizes in bytes. */
export function stackByKind(contributions: readonly Contribution[]): readonly Band[] {
  return kinds.flatMap(({ kind }) => {
    const own = contributions.filter((contribution) => contribution.kind === kind && contribution.bytes.high > 0);
    if (own.length === 0) return [];
    const total = (end: 'low' | 'likely' | 'high') => own.reduce((sum, entry) => sum + entry.bytes[end], 0);
    const parts = own.toSorted((a, b) => b.bytes.likely - a.bytes.likely).map((entry) => entry.label);
    return [{ kind, low: total('low'), likely: total('likely'), high: total('high'), parts: [...new Set(parts)] }];
  });
}

/** Sum of bands, end by end, in bytes. */
export function sumBands(bands: readonly Band[]): { low: number; likely: number; high: number } {
  const sum = { low: 0, likely: 0, high: 0 };
  for (const band of bands) {
    sum.low += band.low;
    sum.likely += band.likely;
    sum.high += band.high;
  }
  return sum;
}

/**
 * Moves labels apart: each wants to stand at its centre, none may stand closer than `gap` to the next, all stay between 0
 * and `height`. Centres ascend; so do the results. Where they cannot all fit, they share the height evenly.
 */
export function spreadLabels(centres: readonly number[], gap: number, height: number): readonly number[] {
  const placed: number[] = [];
  for (const centre of centres) {
    const below = placed.at(-1);
    placed.push(Math.max(centre, below === undefined ? gap / 2 : below + gap));
  }
  const step = Math.min(gap, height / Math.max(1, placed.length));
  for (let index = placed.length - 1, ceiling = height - step / 2; index >= 0; index -= 1, ceiling -= step) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling);
  }
  return placed;
}

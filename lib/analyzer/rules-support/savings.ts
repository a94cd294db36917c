import type { ByteKind, Contribution, Step } from '../build/types';
import { type Estimate, sum } from '../estimate';
import { covers } from './paths';

/** The bytes that the chosen contributions of some steps add up to; `undefined` where there are none. */
export function bytesOf(steps: readonly Step[], choose: (contribution: Contribution) => boolean): Estimate | undefined {
  const chosen = steps.flatMap((step) => step.contributions.filter(choose));
  return chosen.length === 0 ? undefined : sum(chosen.map((contribution) => contribution.bytes));
}

/** Chooses contributions of some kinds. */
export function ofKind(...kinds: readonly ByteKind[]): (contribution: Contribution) => boolean {
  return (contribution) => kinds.includes(contribution.kind);
}

/** Chooses contributions that lie at a path or under it. */
export function under(path: string): (contribution: Contribution) => boolean {
  return (contribution) => contribution.path !== undefined && covers(path, contribution.path);
}

/** `{ bytes }` where there is an estimate above nothing, `{}` otherwise: what a report's `saves` takes. */
export function savesBytes(bytes: Estimate | undefined): { readonly bytes?: Estimate } {
  return bytes === undefined || bytes.high <= 0 ? {} : { bytes };
}

/** What is left when one estimate takes the place of another; never below nothing. */
export function difference(more: Estimate, less: Estimate): Estimate {
  const joined = sum([more, less]);
  return {
    ...joined,
    low: Math.max(0, more.low - less.high),
    likely: Math.max(0, more.likely - less.likely),
    high: Math.max(0, more.high - less.low),
  };
}

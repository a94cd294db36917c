import { scaleSeconds, spreadSeconds } from '../build/durations';
import type { Build, ByteKind, Contribution, Step } from '../build/types';
import { readFigure } from '../catalog/look-up';
import { type Estimate, multiply, sum } from '../estimate';
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

/** Seconds that apt takes to fetch and unpack so many bytes of packages, on the machine of the build. */
export function secondsOfApt(build: Build, bytes: Estimate): Estimate {
  const { low, likely, high, evidence } = multiply(bytes, readFigure(build.catalog, 'apt-seconds-per-byte'));
  const seconds = { low, likely, high, evidence, unknown: bytes.unknown };
  return scaleSeconds(spreadSeconds(seconds, build.catalog), build.machine);
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

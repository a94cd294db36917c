import { z } from 'zod';
import type { Estimate } from '@/lib/analyzer/estimate';

/** A range in a document: an estimate without what it rests on. */
export const rangeShape = z
  .object({ low: z.number().nonnegative(), likely: z.number().nonnegative(), high: z.number().nonnegative() })
  .meta({ id: 'range', description: 'A predicted number and the range in which it is expected' });
type Range = z.infer<typeof rangeShape>;

function toRange({ low, likely, high }: Estimate, digits: number): Range {
  const round = (value: number) => Math.max(0, Number(value.toFixed(digits)));
  return { low: round(low), likely: round(likely), high: round(high) };
}

/** Whole bytes. */
export function toBytes(estimate: Estimate): Range {
  return toRange(estimate, 0);
}

/** Seconds to the millisecond. */
export function toSeconds(estimate: Estimate): Range {
  return toRange(estimate, 3);
}

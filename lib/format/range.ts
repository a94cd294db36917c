import type { Estimate } from '@/lib/analyzer/estimate';

type Range = Pick<Estimate, 'low' | 'likely' | 'high'>;

/** `560–610 MB`, `980 MB – 1.1 GB`; `null` where both ends read the same. */
export function formatRange(range: Range, format: (value: number) => string): string | null {
  const low = format(range.low);
  const high = format(range.high);
  if (low === high) return null;
  const [lowFigure = '', lowUnit = '', ...lowRest] = low.split(' ');
  const [, highUnit, ...highRest] = high.split(' ');
  const sameUnit = lowUnit === highUnit && lowRest.length === 0 && highRest.length === 0;
  return sameUnit ? `${lowFigure}–${high}` : `${low} – ${high}`;
}

/** `about 470 MB`; without `about` where the range has no width. */
export function formatAbout(range: Range, format: (value: number) => string): string {
  const figure = format(range.likely);
  return range.low === range.high ? figure : `about ${figure}`;
}

/** `from 560 MB to 610 MB`, for ears rather than eyes; `exactly 8 MB` where the range has no width. */
export function speakRange(range: Range, format: (value: number) => string): string {
  const low = format(range.low);
  const high = format(range.high);
  return low === high ? `exactly ${format(range.likely)}` : `from ${low} to ${high}`;
}

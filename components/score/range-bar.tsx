import type { Estimate } from '@/lib/analyzer/estimate';

interface RangeBarProps {
  estimate: Pick<Estimate, 'low' | 'likely' | 'high'>;
  /** Value at the bar's full width. */
  scale: number;
  recorded?: number | null;
}

/** A bar with a soft end: solid up to the low value, gone at the high one, a line at the likely one. */
export function RangeBar({ estimate, scale, recorded = null }: RangeBarProps) {
  const share = (value: number) => `${Math.min(100, (value / Math.max(scale, Number.MIN_VALUE)) * 100)}%`;
  const lowShare = estimate.high > 0 ? (estimate.low / estimate.high) * 100 : 100;
  return (
    <span className="relative block h-3 w-full bg-sunken" aria-hidden="true">
      <span
        className="absolute inset-y-0 left-0 bg-line-strong transition-[width] duration-200"
        style={{
          width: share(estimate.high),
          maskImage: `linear-gradient(to right, black ${lowShare}%, transparent 100%)`,
        }}
      />
      <span
        className="absolute inset-y-0 w-0.5 -translate-x-0.5 bg-ink transition-[left] duration-200"
        style={{ left: share(estimate.likely) }}
      />
      {recorded !== null && (
        <span className="absolute -inset-y-1 w-[3px] -translate-x-0.5 bg-accent" style={{ left: share(recorded) }} />
      )}
    </span>
  );
}

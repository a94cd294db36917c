import type { Estimate } from '@/lib/analyzer/estimate';
import { formatChange } from '@/lib/format/figures';
import { formatRange } from '@/lib/format/range';

interface FigureProps {
  label: string;
  estimate: Estimate | null;
  /** The same figure at the lesson's start. */
  start: Estimate | null;
  format: (value: number) => string;
  /** The build or the start fails: then less is no gain. */
  stops: boolean;
}

/** A figure of the instrument's head: likely value, change since the start, range. Less is better for all of them, while the build works. */
export function Figure({ label, estimate, start, format, stops }: FigureProps) {
  if (!estimate) return <FigureText label={label} value="–" change={null} better={false} range="nothing to say yet" />;
  const difference = start ? estimate.likely - start.likely : 0;
  const change = formatChange(difference, format);
  const unknown = estimate.unknown.length > 0 ? `, ${estimate.unknown.length} unknown` : '';
  return (
    <FigureText
      label={label}
      value={format(estimate.likely)}
      change={change === 'no change' ? null : change}
      better={difference < 0 && !stops}
      range={`${formatRange(estimate, format) ?? 'known exactly'}${unknown}`}
    />
  );
}

interface FigureTextProps {
  label: string;
  value: string;
  change: string | null;
  better: boolean;
  range: string;
}

function FigureText({ label, value, change, better, range }: FigureTextProps) {
  return (
    <>
      <span className="block truncate text-muted text-xs">{label}</span>
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="figures font-semibold text-base tracking-[-0.01em] whitespace-nowrap sm:text-xl">{value}</span>
        {change && (
          <span
            className={`figures text-xs whitespace-nowrap ${better ? 'font-semibold text-success' : 'text-ink-soft'}`}
          >
            {change}
            <span className="sr-only"> since the start</span>
          </span>
        )}
      </span>
      <span className="figures hidden truncate text-muted text-xs sm:block">{range}</span>
    </>
  );
}

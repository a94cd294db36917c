import type { StepSummary } from '@/lib/analyzer/analysis';
import { formatBytes } from '@/lib/format/figures';
import { formatRange } from '@/lib/format/range';
import { nameOfKind } from './kinds';
import { stackByKind } from './stack';

interface StepStrataProps {
  /** Steps whose layers the image holds, base first. */
  steps: readonly StepSummary[];
  /** Called with a step whose line is asked for. */
  onSelect?: (step: StepSummary) => void;
}

/** The layers of an image, one row a step: its bytes as a bar of kinds that fades out between low and high. */
export function StepStrata({ steps, onSelect }: StepStrataProps) {
  const widest = Math.max(1, ...steps.map((step) => step.bytes.high));
  return (
    <ol className="divide-y divide-line">
      {steps.map((step) => {
        const bands = stackByKind(step.contributions);
        const description = bands
          .map((band) => `${nameOfKind(band.kind).toLowerCase()} ${formatBytes(band.likely)}`)
          .join(', ');
        const share = (bytes: number) => `${(bytes / widest) * 100}%`;
        const lowShare = step.bytes.high > 0 ? (step.bytes.low / step.bytes.high) * 100 : 100;
        return (
          <li key={step.id} className="py-2 text-sm">
            <div className="flex items-baseline gap-3">
              <button
                type="button"
                className="min-h-6 min-w-0 flex-1 truncate text-left font-mono text-xs hover:text-accent hover:underline"
                title={step.text}
                onClick={() => onSelect?.(step)}
              >
                <span className="mr-2 text-muted">{step.line}</span>
                {step.text}
              </button>
              <span className="figures text-right whitespace-nowrap">
                <strong className="font-semibold">{formatBytes(step.bytes.likely)}</strong>
                <span className="ml-2 text-muted text-xs">{formatRange(step.bytes, formatBytes)}</span>
              </span>
            </div>
            <div
              role="img"
              aria-label={description || 'no bytes of its own'}
              className="mt-1 flex h-3 transition-[width] duration-200"
              style={{
                width: share(step.bytes.high),
                maskImage: `linear-gradient(to right, black ${lowShare}%, transparent 100%)`,
              }}
            >
              {bands.map((band) => (
                <div
                  key={band.kind}
                  className="band min-w-px transition-[flex-grow] duration-200"
                  data-kind={band.kind}
                  style={{ flexGrow: band.likely, flexBasis: 0 }}
                />
              ))}
            </div>
            {description && <p className="mt-0.5 text-muted text-xs">{description}</p>}
          </li>
        );
      })}
    </ol>
  );
}

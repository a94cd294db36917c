import { SeriesTable } from '@/components/recording/series-table';
import { TextLink } from '@/components/ui/text-link';
import { formatBytes, formatChange, formatSeconds } from '@/lib/format/figures';
import { type ComparedFigure, compareRecordings } from '@/lib/recordings/compare';
import type { Recording } from '@/lib/recordings/schema';

/** The recorded builds that show a rule: their figures, and what the last saves against the first where the two compare. */
export function RecordedEvidence({ recordings }: { readonly recordings: readonly Recording[] }) {
  const first = recordings[0];
  const last = recordings.at(-1);
  return (
    <>
      <SeriesTable series={{ id: 'evidence', recordings }} />
      {first && last && first !== last && <Difference from={first} to={last} />}
    </>
  );
}

function Difference({ from, to }: { readonly from: Recording; readonly to: Recording }) {
  const { bytes, seconds, caveats } = compareRecordings(from, to);
  return (
    <div className="mt-4 max-w-[72ch] text-sm">
      <p>
        From <TextLink href={`/recordings/${from.id}`}>{from.title}</TextLink> to{' '}
        <TextLink href={`/recordings/${to.id}`}>{to.title}</TextLink>: image {writeFigure(bytes, formatBytes)}; cold
        build {writeFigure(seconds, formatSeconds)}.
      </p>
      {caveats.length > 0 && <p className="mt-1 text-muted">{caveats.join(' ')}</p>}
    </div>
  );
}

function writeFigure(figure: ComparedFigure, format: (value: number) => string): string {
  if (!figure.comparable) return `not compared (${figure.reason.replace(/\.$/, '')})`;
  return `${formatChange(-figure.saved, format)}${figure.atLeast ? ' or better' : ''}`;
}

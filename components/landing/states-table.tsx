import { FigureTable } from '@/components/ui/figure-table';
import { TextLink } from '@/components/ui/text-link';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { formatAbout, formatRange } from '@/lib/format/range';
import type { LandingStep } from './types';

/** The states as a table: the same figures, for reading instead of watching. */
export function StatesTable({ steps }: { readonly steps: readonly LandingStep[] }) {
  return (
    <details className="border-y">
      <summary className="min-h-11 py-3 text-ink-soft text-sm hover:text-ink">The same as a table</summary>
      <FigureTable
        caption="Each state of the Dockerfile"
        captionHidden
        rows={steps}
        keyOf={({ title }) => title}
        columns={[
          { head: 'Dockerfile', names: true, cell: ({ title }) => title },
          { head: 'Recorded', cell: ({ recorded }) => <Recorded recorded={recorded} /> },
          {
            head: 'Predicted image',
            kind: 'figure',
            cell: ({ size }) => (
              <>
                {formatAbout(size, formatBytes)} <span className="text-muted">{formatRange(size, formatBytes)}</span>
              </>
            ),
          },
          {
            head: 'Predicted cold build',
            kind: 'figure',
            cell: ({ cold }) => (
              <>
                {formatAbout(cold, formatSeconds)}{' '}
                <span className="text-muted">{formatRange(cold, formatSeconds)}</span>
              </>
            ),
          },
        ]}
      />
      <p className="mt-3 mb-4 max-w-[66ch] text-muted text-sm">
        Sizes are unpacked bytes of the classic store. The predicted times are for the machine on which the first of
        these builds was recorded.
      </p>
    </details>
  );
}

function Recorded({ recorded }: Pick<LandingStep, 'recorded'>) {
  if (recorded === null) return <span className="text-muted">not yet</span>;
  return (
    <>
      <TextLink href={`/recordings/${recorded.id}`}>
        {formatBytes(recorded.bytes)}
        {recorded.seconds !== null && ` in ${formatSeconds(recorded.seconds)}`}
      </TextLink>
      <span className="text-muted"> {recorded.by}</span>
    </>
  );
}

import { FigureTable } from '@/components/ui/figure-table';
import { formatSeconds } from '@/lib/format/figures';
import { formatRange } from '@/lib/format/range';
import type { WaterfallRow } from './waterfall';

/** The waterfall as a table, folded away. */
export function TimingTable({ rows, caption }: { rows: readonly WaterfallRow[]; caption: string }) {
  return (
    <details className="mt-4 text-sm">
      <summary className="min-h-6 py-1 text-muted text-xs hover:text-ink">As a table</summary>
      <FigureTable
        caption={caption}
        className="mt-2"
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Step', kind: 'code', names: true, cell: ({ text }) => text },
          { head: 'Predicted', kind: 'figure', cell: ({ seconds }) => formatSeconds(seconds.likely) },
          {
            head: 'Range',
            kind: 'figure',
            muted: true,
            cell: ({ seconds }) => formatRange(seconds, formatSeconds) ?? '–',
          },
          {
            head: 'Recorded',
            kind: 'figure',
            cell: ({ recorded }) => (recorded === null ? '–' : formatSeconds(recorded)),
          },
        ]}
      />
    </details>
  );
}

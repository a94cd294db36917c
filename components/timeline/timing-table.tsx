import { formatSeconds } from '@/lib/format/figures';
import { formatRange } from '@/lib/format/range';
import type { WaterfallRow } from './waterfall';

/** The waterfall as a table, folded away. */
export function TimingTable({ rows, caption }: { rows: readonly WaterfallRow[]; caption: string }) {
  return (
    <details className="mt-4 text-sm">
      <summary className="min-h-6 py-1 text-muted text-xs hover:text-ink">As a table</summary>
      <div className="overflow-x-auto">
        <table className="figures mt-2 w-full text-left">
          <caption className="pb-2 text-left text-muted text-xs">{caption}</caption>
          <thead>
            <tr className="border-b">
              <th scope="col" className="py-1 pr-4 font-medium">
                Step
              </th>
              <th scope="col" className="py-1 pr-4 text-right font-medium">
                Predicted
              </th>
              <th scope="col" className="py-1 pr-4 text-right font-medium">
                Range
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                Recorded
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="border-line border-b align-baseline">
                <th scope="row" className="max-w-0 truncate py-1.5 pr-4 font-mono font-normal text-xs" title={row.text}>
                  {row.text}
                </th>
                <td className="w-20 py-1.5 pr-4 text-right whitespace-nowrap">{formatSeconds(row.seconds.likely)}</td>
                <td className="w-28 py-1.5 pr-4 text-right whitespace-nowrap text-muted">
                  {formatRange(row.seconds, formatSeconds) ?? '–'}
                </td>
                <td className="w-20 py-1.5 text-right whitespace-nowrap">
                  {row.recorded === null ? '–' : formatSeconds(row.recorded)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

import { formatBytes, formatSeconds } from '@/lib/format/figures';
import type { CauseDifference } from '@/lib/recordings/compare-rows';
import { causeWords } from '../causes';
import { ComparedCell } from './compared-cell';

interface CauseTableProps {
  readonly causes: readonly CauseDifference[];
  /** Whether the two sizes count the same; else they are shown and not subtracted. */
  readonly bytesCompare: boolean;
  readonly secondsCompare: boolean;
}

/** Bytes and seconds of both builds by what they went into. */
export function CauseTable({ causes, bytesCompare, secondsCompare }: CauseTableProps) {
  const told = causes.filter(({ seconds, bytes }) =>
    [seconds.from, seconds.to, bytes.from, bytes.to].some((figure) => figure !== null && figure > 0),
  );
  if (told.length === 0) {
    return (
      <p className="max-w-[66ch] text-ink-soft text-sm">
        Unknown: neither source tells what its seconds and bytes went into, only the whole.
      </p>
    );
  }
  return (
    <table className="figures w-full text-left text-sm max-md:block">
      <thead className="max-md:sr-only">
        <tr className="border-b text-muted">
          <th scope="col" className="py-1 pr-4 font-medium">
            Went into
          </th>
          <th scope="col" className="py-1 pr-2 text-right font-medium">
            Bytes
          </th>
          <th scope="col" className="py-1 pr-2 text-right font-medium">
            Seconds
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {told.map(({ cause, bytes, seconds }) => (
          <tr key={cause} className="border-b align-top max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:py-2">
            <th scope="row" className="py-2 pr-4 font-normal max-md:col-span-2 max-md:py-1">
              <span className="inline-flex items-center gap-2">
                <span
                  aria-hidden="true"
                  className={`inline-block size-3 shrink-0 ${causeWords[cause].kind === null ? 'bg-line-strong' : 'band'}`}
                  data-kind={causeWords[cause].kind ?? undefined}
                />
                {causeWords[cause].name}
              </span>
            </th>
            <ComparedCell name="Bytes" {...bytes} format={formatBytes} compare={bytesCompare} />
            <ComparedCell name="Seconds" {...seconds} format={formatSeconds} compare={secondsCompare} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

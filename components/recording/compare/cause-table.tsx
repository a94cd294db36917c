import { formatBytes, formatChange, formatSeconds } from '@/lib/format/figures';
import type { CauseDifference } from '@/lib/recordings/compare-rows';
import { causeWords } from '../causes';

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
    <div className="overflow-x-auto">
      <table className="figures w-full min-w-[34rem] text-left text-sm">
        <thead>
          <tr className="text-muted">
            <th scope="col" className="py-1 pr-4 font-medium">
              Went into
            </th>
            <th scope="colgroup" colSpan={3} className="py-1 pr-6 text-center font-medium">
              Bytes
            </th>
            <th scope="colgroup" colSpan={3} className="py-1 text-center font-medium">
              Seconds
            </th>
          </tr>
          <tr className="border-b text-muted text-xs">
            <td />
            {['bytes', 'seconds'].flatMap((figure) =>
              ['From', 'To', 'Change'].map((name) => (
                <th
                  key={`${figure} ${name}`}
                  scope="col"
                  className={`py-1 text-right font-medium ${name === 'Change' && figure === 'bytes' ? 'pr-6' : 'pr-3'}`}
                >
                  {name}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {told.map(({ cause, bytes, seconds }) => (
            <tr key={cause} className="border-b">
              <th scope="row" className="py-2 pr-4 font-normal">
                <span className="inline-flex items-center gap-2">
                  <span
                    aria-hidden="true"
                    className={`inline-block size-3 shrink-0 ${causeWords[cause].kind === null ? 'bg-line-strong' : 'band'}`}
                    data-kind={causeWords[cause].kind ?? undefined}
                  />
                  {causeWords[cause].name}
                </span>
              </th>
              <Cells pair={bytes} format={formatBytes} compare={bytesCompare} />
              <Cells pair={seconds} format={formatSeconds} compare={secondsCompare} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellsProps {
  readonly pair: { readonly from: number | null; readonly to: number | null };
  readonly format: (value: number) => string;
  readonly compare: boolean;
}

function Cells({ pair: { from, to }, format, compare }: CellsProps) {
  const known = from !== null && to !== null;
  return (
    <>
      {[from, to].map((figure, place) => (
        <td key={place === 0 ? 'from' : 'to'} className="py-2 pr-3 text-right whitespace-nowrap">
          {figure === null ? <span className="text-muted">unknown</span> : format(figure)}
        </td>
      ))}
      <td className="py-2 pr-6 text-right font-semibold whitespace-nowrap last:pr-3">
        {known && compare ? (
          formatChange(to - from, format)
        ) : (
          <span className="font-normal text-muted">
            <span aria-hidden="true">–</span>
            <span className="sr-only">not compared</span>
          </span>
        )}
      </td>
    </>
  );
}

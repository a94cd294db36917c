import { formatBytes, formatSeconds } from '@/lib/format/figures';
import type { ComparedRow, ComparedSide } from '@/lib/recordings/compare-rows';
import { ComparedCell } from './compared-cell';

interface RowTableProps {
  readonly rows: readonly ComparedRow[];
  readonly names: readonly [string, string];
  readonly secondsCompare: boolean;
}

const changeWords: Readonly<Record<ComparedRow['change'], string>> = {
  same: 'same',
  changed: 'changed',
  removed: 'only in the first',
  added: 'only in the second',
};

/** The steps of both builds, those that are alike beside each other. */
export function RowTable({ rows: all, names, secondsCompare }: RowTableProps) {
  const rows = all.filter((row) => !isIdle(row));
  if (rows.length === 0) {
    return (
      <p className="max-w-[66ch] text-ink-soft text-sm">
        Unknown: one of the two tells neither steps nor instructions.
      </p>
    );
  }
  return (
    <table className="figures w-full border-collapse text-left text-sm max-md:block">
      <thead className="max-md:sr-only">
        <tr className="border-b text-muted">
          {names.map((name, place) => (
            <th key={place === 0 ? 'from' : 'to'} scope="col" className="w-[34%] py-2 pr-6 pl-2 font-medium">
              {name}
            </th>
          ))}
          <th scope="col" className="py-2 pr-2 text-right font-medium">
            Time
          </th>
          <th scope="col" className="py-2 pr-2 text-right font-medium">
            Layer
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {rows.map((row, place) => (
          <Row key={keyOf(row, place)} row={row} names={names} secondsCompare={secondsCompare} />
        ))}
      </tbody>
    </table>
  );
}

/** What every build does in no time is not worth a row. */
function isIdle({ from, to }: ComparedRow): boolean {
  return [from, to].every(
    (side) => side === null || (['metadata', 'context'].includes(side.kind) && (side.seconds ?? 0) < 0.1),
  );
}

function keyOf({ from, to }: ComparedRow, place: number): string {
  return `${from?.name ?? ''}\n${to?.name ?? ''}\n${place}`;
}

function Row({ row, names, secondsCompare }: { readonly row: ComparedRow } & Omit<RowTableProps, 'rows'>) {
  const { from, to, change } = row;
  return (
    <tr
      className={`border-b align-top max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:py-2 ${change === 'same' ? '' : 'bg-sunken'}`}
    >
      <Cell side={from} name={names[0]} mark={change === 'removed' ? changeWords.removed : null} />
      <Cell side={to} name={names[1]} mark={change === 'same' || change === 'removed' ? null : changeWords[change]} />
      <ComparedCell name="Time" from={from?.seconds} to={to?.seconds} format={formatSeconds} compare={secondsCompare} />
      <ComparedCell name="Layer" from={from?.bytes} to={to?.bytes} format={formatBytes} compare />
    </tr>
  );
}

function Cell({ side, name, mark }: { side: ComparedSide | null; name: string; mark: string | null }) {
  return (
    <td className="py-2 pr-6 pl-2 first:pl-2 max-md:col-span-2 max-md:py-1">
      <span className="sr-only">{name}: </span>
      {side === null ? (
        <span className="text-muted">
          <span aria-hidden="true">–</span>
          <span className="sr-only">no such step</span>
        </span>
      ) : (
        <>
          <code className="font-mono text-xs [overflow-wrap:anywhere]">{side.name}</code>
          {side.cached && <span className="text-muted text-xs"> cached</span>}
          {mark && <span className="ml-2 text-muted text-xs">{mark}</span>}
        </>
      )}
    </td>
  );
}

import { formatChange } from '@/lib/format/figures';

interface ComparedCellProps {
  /** What it is of, for those who do not see the column's head: `Bytes`. */
  readonly name: string;
  /** `null`: unknown; `undefined`: the build has no such thing. */
  readonly from: number | null | undefined;
  readonly to: number | null | undefined;
  readonly format: (value: number) => string;
  /** Whether the two may be subtracted. */
  readonly compare: boolean;
}

/** `75 s → 9 s`, and the change below; what one build does not have counts as nothing, what a source does not tell as unknown. */
export function ComparedCell({ name, from, to, format, compare }: ComparedCellProps) {
  const known = from !== null && to !== null;
  const change = formatChange((to ?? 0) - (from ?? 0), format);
  const write = (figure: number | null | undefined) =>
    figure === undefined ? '–' : figure === null ? 'unknown' : format(figure);
  return (
    <td className="py-2 pr-2 text-right whitespace-nowrap max-md:py-1 max-md:pr-0 max-md:text-left">
      <span className="block text-muted text-xs md:sr-only">{name} </span>
      {from == null && to == null ? (
        <span className="text-muted">unknown</span>
      ) : (
        <>
          {write(from)} <span aria-hidden="true">→</span>
          <span className="sr-only"> to </span> {write(to)}
        </>
      )}
      {known && compare && change !== 'no change' && <strong className="block font-semibold">{change}</strong>}
    </td>
  );
}

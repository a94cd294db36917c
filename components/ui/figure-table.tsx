import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** `figure`: a number, at the right and on one line. `code`: cut to the room that is left, whole as a tooltip. */
  readonly kind?: 'text' | 'figure' | 'code';
  /** The column that names the row. */
  readonly names?: boolean;
  readonly muted?: boolean;
}

interface FigureTableProps<Row> {
  readonly caption: string;
  /** Where the caption repeats what stands above. */
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly className?: string;
}

const looks = {
  text: '',
  figure: 'text-right whitespace-nowrap',
  code: 'max-w-0 w-full truncate font-mono text-xs',
} as const;

/** A plain table of figures, scrolled by itself where it is wider than its place. */
export function FigureTable<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  keyOf,
  className = '',
}: FigureTableProps<Row>) {
  const spaceAfter = (index: number) => (index < columns.length - 1 ? 'pr-4' : '');
  return (
    <div className={`overflow-x-auto ${className}`}>
      <table className="figures w-full border-collapse text-left text-sm">
        <caption className={captionHidden ? 'sr-only' : 'pb-2 text-left text-muted text-xs'}>{caption}</caption>
        <thead>
          <tr className="border-b text-muted text-xs">
            {columns.map(({ head, kind }, index) => (
              <th
                key={head}
                scope="col"
                className={`py-1 font-medium ${spaceAfter(index)} ${kind === 'figure' ? 'text-right' : ''}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-b align-baseline">
              {columns.map(({ head, cell, kind = 'text', names = false, muted = false }, index) => {
                const content = cell(row);
                const look = `py-1.5 ${spaceAfter(index)} ${looks[kind]} ${muted ? 'text-muted' : ''}`;
                const title = kind === 'code' && typeof content === 'string' ? content : undefined;
                return names ? (
                  <th key={head} scope="row" className={`${look} font-normal`} title={title}>
                    {content}
                  </th>
                ) : (
                  <td key={head} className={look} title={title}>
                    {content}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

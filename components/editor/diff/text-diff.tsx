import { compareLines, type DiffLine, foldUnchanged } from './compare';

/** Two texts compared line by line, as a table that reads well aloud. */
export function TextDiff({
  path,
  from,
  to,
  names,
}: {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly names: readonly [string, string];
}) {
  const parts = foldUnchanged(compareLines(from, to), 3);
  if (parts.length === 0) return <p className="p-4 text-muted text-sm">Both are the same.</p>;
  return (
    <table className="w-full border-collapse font-mono text-[0.8125rem] leading-5 [font-feature-settings:'zero','calt'_0]">
      <caption className="sr-only">
        {path}: {names[0]} compared with {names[1]}
      </caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Line in {names[0]}</th>
          <th scope="col">Line in {names[1]}</th>
          <th scope="col">Change</th>
          <th scope="col">Text</th>
        </tr>
      </thead>
      {parts.map((part) => (
        <tbody key={keyOf(part.lines[0])}>
          {part.skipped > 0 && (
            <tr>
              <td colSpan={4} className="border-y bg-sunken px-3 py-0.5 font-sans text-muted text-xs">
                {part.skipped === 1 ? '1 line is the same' : `${part.skipped} lines are the same`}
              </td>
            </tr>
          )}
          {part.lines.map((line) => (
            <Line key={keyOf(line)} line={line} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

const looks = {
  same: { row: '', sign: ' ', name: '' },
  added: { row: 'bg-success-wash', sign: '+', name: 'added' },
  removed: { row: 'bg-failure-wash', sign: '−', name: 'removed' },
} as const;

function Line({ line }: { line: DiffLine }) {
  const look = looks[line.change];
  const number = 'w-[1%] select-none px-2 text-right text-muted figures align-top';
  return (
    <tr className={look.row}>
      <td className={number}>{line.from}</td>
      <td className={number}>{line.to}</td>
      <td className="w-[1%] select-none px-1 align-top">
        <span aria-hidden="true">{look.sign}</span>
        <span className="sr-only">{look.name}</span>
      </td>
      <td className="whitespace-pre-wrap pr-4 [overflow-wrap:anywhere]">{line.text}</td>
    </tr>
  );
}

function keyOf(line: DiffLine | undefined): string {
  return `${line?.from ?? ''}:${line?.to ?? ''}`;
}

/** Places where the columns of a table begin, by the names in its head: Docker pads every cell to its column. */
export function findColumns(head: string): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const match of head.matchAll(/\S+(?: \S+)*/g)) columns.set(match[0], match.index);
  return columns;
}

/** The cells of a row, by the names of their columns; Docker sets sizes of Engine 29 right-aligned, so edges are sought. */
export function readCells(row: string, columns: ReadonlyMap<string, number>): ReadonlyMap<string, string> {
  const places = [...columns];
  const cells = new Map<string, string>();
  for (const [order, [name, start]] of places.entries()) {
    const end = places[order + 1]?.[1] ?? row.length;
    cells.set(name, row.slice(start, end).trim());
  }
  return cells;
}

/** How many single-letter edits apart two names are; 3 stands for more than 2. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 0; at < one.length; at += 1) {
    const next = [at + 1];
    for (let column = 0; column < other.length; column += 1) {
      const change = (row[column] ?? 0) + (one[at] === other[column] ? 0 : 1);
      const swapped = one[at] === other[column - 1] && one[at - 1] === other[column];
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1, swapped ? at : 99));
    }
    row = next;
  }
  return Math.min(3, row[other.length] ?? 3);
}

/** Known names of about the same length that a name is compared with. */
const mostCompared = 50;

/** The known name that somebody who wrote `name` may have meant: at most two letters apart. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  return [...known]
    .filter((entry) => Math.abs(entry.length - name.length) <= 2)
    .slice(0, mostCompared)
    .map((entry) => ({ entry, apart: distance(name, entry) }))
    .filter(({ apart }) => apart <= 2)
    .toSorted((a, b) => a.apart - b.apart)[0]?.entry;
}

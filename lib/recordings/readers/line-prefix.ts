/** Lines that are looked at, and characters of each, to find what stands before all of them. */
const lookedAt = 3_000;
const longestPrefix = 90;
/** Different beginnings that one text may have: services of one build, say. */
const mostShapes = 6;

/** What a line of a build log looks like from its own beginning, whatever stands before it. */
const logLine =
  /#\d{1,5} (?:\[[^\]]{1,200}\] ?\S|DONE \d|CACHED$|exporting to |\d{1,6}\.\d{1,4} )|\[\+\] Building \d| => (?:CACHED |ERROR )?\[| => exporting to |Step \d{1,4}\/\d{1,4} ?: [A-Z]{3}|(?:\[\d{1,3}\/\d{1,3}\] )?STEP \d{1,4}(?:\/\d{1,4})?: [A-Z]{3}|\{"(?:vertexes|statuses|logs)":/;
/** Beginnings that are the log's own. */
const own = /^(?: ?|#\d+ .*|\s*=> .*| ?---> .*)$/;

/**
 * Finds what a build server, a tool or a quotation writes before every line: `Step #2 - "build": `, `web-1  | `,
 * `12:00:03  `, four blanks. Numbers, names of months and identifiers in it may differ from line to line. Gives the function
 * that tells how many characters to leave out of a line.
 */
export function findPrefix(lines: readonly string[]): (line: string) => number {
  const shapes = new Map<string, number>();
  let bare = 0;
  for (const line of lines.slice(0, lookedAt)) {
    const found = logLine.exec(line.length > 400 ? line.slice(0, 400) : line);
    if (found === null) continue;
    const prefix = line.slice(0, found.index);
    if (own.test(prefix)) bare++;
    else if (prefix.length <= longestPrefix) {
      const shape = shapeOf(prefix);
      shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    }
  }
  const common = [...shapes].filter(([, count]) => count > 1).sort(([, one], [, other]) => other - one);
  const prefixed = common.reduce((sum, [, count]) => sum + count, 0);
  if (prefixed <= bare) return () => 0;
  const pattern = new RegExp(
    `^(?:${common
      .slice(0, mostShapes)
      .map(([shape]) => shape)
      .join('|')})`,
  );
  return (line) => pattern.exec(line.length > 400 ? line.slice(0, 400) : line)?.[0].length ?? 0;
}

/** What is left open in a beginning, and what a pattern has to escape. */
const part =
  /(\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{6,64}\b)|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|(\d+)|[.*+?^${}()|[\]\\/]/g;

/** The beginning as a pattern: what changes from line to line is left open, and blanks at its end may be missing. */
function shapeOf(prefix: string): string {
  const text = prefix.trimEnd();
  const blanks = prefix.length - text.length;
  const escaped = text.replace(part, (found, identifier, month, digits) =>
    identifier !== undefined
      ? '[0-9a-f]{6,64}'
      : month !== undefined
        ? '[A-Z][a-z]{2}'
        : digits !== undefined
          ? '\\d{1,12}'
          : `\\${found}`,
  );
  if (escaped === '') return ` {${blanks}}`;
  return blanks === 0 ? escaped : `${escaped}(?:\\s{${blanks}}|\\s*$)`;
}

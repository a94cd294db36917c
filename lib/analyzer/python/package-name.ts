// Apart from `version.ts`: pages compare names without the reader of versions.

/** A distribution's name as PEP 503 compares it: lower case, one `-` for every run of `-`, `_` and `.`. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

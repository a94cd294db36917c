import { parse } from 'smol-toml';

/** A table of a TOML or JSON document: what its values are is asked with the functions below. */
export type Table = Readonly<Record<string, unknown>>;

/** UTF-16 units of a document that are read; the lock of a large project has some three million. */
const longestDocument = 4_194_304;
/** Nested arrays and inline tables: our own bound. */
const deepest = 64;

export type DocumentReading =
  | { readonly ok: true; readonly table: Table }
  /** A sentence. */
  | { readonly ok: false; readonly problem: string };

const tooLong = { ok: false, problem: 'The file is larger than 4 MiB, so it is not read.' } as const;

/** Reads a TOML document. Never throws: what is no TOML is a problem. */
export function readToml(text: string): DocumentReading {
  if (text.length > longestDocument) return tooLong;
  try {
    return { ok: true, table: parse(text.replace(/^\uFEFF/, ''), { maxDepth: deepest }) };
  } catch (error) {
    const [first = ''] = error instanceof Error ? error.message.split('\n') : [];
    return { ok: false, problem: `The file is not TOML: ${first.replace(/^Invalid TOML document: /, '')}.` };
  }
}

/** Reads a JSON document that is an object. Never throws: anything else is a problem. */
export function readJson(text: string): DocumentReading {
  if (text.length > longestDocument) return tooLong;
  try {
    const value: unknown = JSON.parse(text);
    return isTable(value) ? { ok: true, table: value } : { ok: false, problem: 'The file is no JSON object.' };
  } catch {
    return { ok: false, problem: 'The file is not JSON.' };
  }
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A key's own value; never what an object inherits. */
function own(table: Table | null, key: string): unknown {
  return table !== null && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The table that a path of keys leads to; `null` where there is none. */
export function tableAt(table: Table | null, ...keys: readonly string[]): Table | null {
  let found: Table | null = table;
  for (const key of keys) {
    const value = own(found, key);
    found = isTable(value) ? value : null;
  }
  return found;
}

/** The text under a key; `null` for anything else. */
export function textAt(table: Table | null, key: string): string | null {
  const value = own(table, key);
  return typeof value === 'string' ? value : null;
}

/** A whole number that is not negative, such as a size in bytes; `null` for anything else. */
export function countAt(table: Table | null, key: string): number | null {
  const value = own(table, key);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** `true` or `false` under a key; `null` for anything else. */
export function switchAt(table: Table | null, key: string): boolean | null {
  const value = own(table, key);
  return typeof value === 'boolean' ? value : null;
}

/** The tables of an array under a key; entries of other kinds are left out. */
export function tablesAt(table: Table | null, key: string): readonly Table[] {
  const value = own(table, key);
  return Array.isArray(value) ? value.filter(isTable) : [];
}

/** The texts of an array under a key; entries of other kinds are left out. */
export function textsAt(table: Table | null, key: string): readonly string[] {
  const value = own(table, key);
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** The keys of a table with their values, in the order of the document; none where there is no table. */
export function entriesOf(table: Table | null): readonly (readonly [string, unknown])[] {
  return table === null ? [] : Object.entries(table);
}

/** A value as a list of tables or texts: an array's entries, or the value alone. */
export function partsOf(value: unknown): readonly (Table | string)[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  return entries.filter((entry): entry is Table | string => typeof entry === 'string' || isTable(entry));
}

// Plain guards for what lies in the browser's storage. Every page with an editor reads it before anything else, so that the
// 25 kB (compressed) of the library that reads files and messages elsewhere would stand in the way of the first edit.

/** Tells whether a value read from outside has a form. */
export type Guard<Value> = (value: unknown) => value is Value;

export type Guarded<Of> = Of extends Guard<infer Value> ? Value : never;

/** A text of at most so many UTF-16 units. */
export function isText(longest = Number.POSITIVE_INFINITY): Guard<string> {
  return (value): value is string => typeof value === 'string' && value.length <= longest;
}

/** A finite number within bounds, both included. */
export function isNumber(least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): Guard<number> {
  return (value): value is number =>
    typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most;
}

/** A whole number from `least` up to the largest that is exact. */
export function isWhole(least: number): Guard<number> {
  return (value): value is number => Number.isSafeInteger(value) && Number(value) >= least;
}

export const isBoolean: Guard<boolean> = (value) => typeof value === 'boolean';

/** A moment as ISO 8601 writes it in UTC: `2026-11-21T09:00:00.000Z`. */
export const isMoment: Guard<string> = (value): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/.test(value) &&
  Number.isFinite(Date.parse(value));

export function isOneOf<const Value extends string | number>(...values: readonly Value[]): Guard<Value> {
  return (value): value is Value => values.some((known) => known === value);
}

export function isNullOr<Value>(guard: Guard<Value>): Guard<Value | null> {
  return (value): value is Value | null => value === null || guard(value);
}

/** A list of at most so many entries, all of one form. */
export function isListOf<Value>(guard: Guard<Value>, most = Number.POSITIVE_INFINITY): Guard<Value[]> {
  return (value): value is Value[] => Array.isArray(value) && value.length <= most && value.every(guard);
}

type Fields = Readonly<Record<string, Guard<unknown>>>;
type Values<Of extends Fields> = { readonly [Name in keyof Of]: Guarded<Of[Name]> };

/** An object with these fields; `optional` ones may be absent. What else it has does not matter. */
export function isRecord<Required extends Fields, Optional extends Fields = Record<never, never>>(
  required: Required,
  optional?: Optional,
): Guard<Values<Required> & Partial<Values<Optional>>> {
  return (value): value is Values<Required> & Partial<Values<Optional>> =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(required).every(([name, guard]) => guard(fieldOf(value, name))) &&
    Object.entries(optional ?? {}).every(([name, guard]) => !Object.hasOwn(value, name) || guard(fieldOf(value, name)));
}

/** A field of the object itself, never one that it inherits. */
function fieldOf(value: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** What a JSON text holds; `null` where it is no JSON or has another form. */
export function readStored<Value>(text: string, guard: Guard<Value>): Value | null {
  try {
    const value: unknown = JSON.parse(text);
    return guard(value) ? value : null;
  } catch {
    return null;
  }
}

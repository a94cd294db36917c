import { normalizeName } from './package-name';
import { isSpecifier, isVersion, meetsSpecifier } from './version';

/** What an environment marker asks about (PEP 508), and what a lock file's markers may ask besides (PEP 751). */
export interface MarkerEnvironment {
  /** Values by the name of the variable; one that is absent is not known. */
  readonly values: ReadonlyMap<string, string>;
  /** Extras asked for, normalised. */
  readonly extras: ReadonlySet<string>;
  /** Dependency groups asked for, normalised. */
  readonly groups: ReadonlySet<string>;
}

/** The machine that an image is for. */
export interface MarkerPlatform {
  /** `x86_64`, `aarch64`. */
  readonly machine: string;
  readonly libc: 'glibc' | 'musl';
}

export const linuxAmd64: MarkerPlatform = { machine: 'x86_64', libc: 'glibc' };

/**
 * The environment of CPython on Linux. `python` is `3.13` or `3.13.2`; a minor version alone stands for its newest patch
 * release, as a tag such as `python:3.13-slim` does. `null`: nothing is known of the version.
 */
export function linuxEnvironment(
  python: string | null,
  platform: MarkerPlatform = linuxAmd64,
  extras: Iterable<string> = [],
  groups: Iterable<string> = [],
): MarkerEnvironment {
  const values = new Map([
    ['os_name', 'posix'],
    ['sys_platform', 'linux'],
    ['platform_system', 'Linux'],
    ['platform_machine', platform.machine],
    ['platform_python_implementation', 'CPython'],
    ['implementation_name', 'cpython'],
  ]);
  const [, minor, patch] = /^(\d+\.\d+)(\.\d\S*)?$/.exec(python ?? '') ?? [];
  if (minor !== undefined) {
    const full = `${minor}${patch ?? '.99'}`;
    values.set('python_version', minor);
    values.set('python_full_version', full);
    values.set('implementation_version', full);
  }
  const normalized = (names: Iterable<string>) => new Set([...names].map(normalizeName));
  return { values, extras: normalized(extras), groups: normalized(groups) };
}

type Operand = { readonly kind: 'variable'; readonly name: string } | { readonly kind: 'text'; readonly text: string };

type Marker =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Marker[] }
  | { readonly kind: 'compare'; readonly left: Operand; readonly operator: string; readonly right: Operand };

/** UTF-16 units of a marker, and brackets inside one another, that are read: our own bounds. */
const longestMarker = 16_384;
const deepest = 50;

const variables = new Set(
  [
    'os_name sys_platform platform_machine platform_python_implementation platform_release platform_system',
    'platform_version python_version python_full_version implementation_name implementation_version',
    'extra extras dependency_groups',
  ]
    .join(' ')
    .split(' '),
);
/** Names of PEP 345 that tools still read. */
const oldNames: Readonly<Record<string, string>> = {
  'os.name': 'os_name',
  'sys.platform': 'sys_platform',
  'platform.version': 'platform_version',
  'platform.machine': 'platform_machine',
  'platform.python_implementation': 'platform_python_implementation',
  python_implementation: 'platform_python_implementation',
};
const versionVariables = new Set(['python_version', 'python_full_version', 'implementation_version']);

const token = /\s*(?:([()])|(===|~=|==|!=|<=|>=|<|>)|(and|or|not|in)\b|([A-Za-z_][\w.]*)|"([^"]*)"|'([^']*)')/y;

interface Token {
  readonly kind: 'symbol' | 'variable' | 'text';
  readonly text: string;
}

function readTokens(marker: string): readonly Token[] | null {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < marker.length; at = token.lastIndex) {
    if (marker.slice(at).trim() === '') break;
    token.lastIndex = at;
    const match = token.exec(marker);
    if (match === null) return null;
    const [, bracket, operator, word, name, double, single] = match;
    const symbol = bracket ?? operator ?? word;
    if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol });
    else if (name !== undefined) tokens.push({ kind: 'variable', text: oldNames[name] ?? name });
    else tokens.push({ kind: 'text', text: double ?? single ?? '' });
  }
  return tokens;
}

/** Reads a marker by recursive descent: `or` binds less than `and`, brackets group. */
class MarkerReader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  readWhole(): Marker | null {
    const marker = this.#readJoined('or', 0);
    return this.#next === this.#tokens.length ? marker : null;
  }

  #takes(text: string): boolean {
    const following = this.#tokens[this.#next];
    if (following?.kind !== 'symbol' || following.text !== text) return false;
    this.#next += 1;
    return true;
  }

  #readJoined(kind: 'and' | 'or', depth: number): Marker | null {
    const parts: Marker[] = [];
    do {
      const part = kind === 'or' ? this.#readJoined('and', depth) : this.#readAtom(depth);
      if (part === null) return null;
      parts.push(part);
    } while (this.#takes(kind));
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind, parts };
  }

  #readAtom(depth: number): Marker | null {
    if (depth > deepest) return null;
    if (this.#takes('(')) {
      const inner = this.#readJoined('or', depth + 1);
      return inner !== null && this.#takes(')') ? inner : null;
    }
    const left = this.#readOperand();
    const operator = this.#readOperator();
    const right = this.#readOperand();
    if (left === null || operator === null || right === null) return null;
    return left.kind === right.kind ? null : { kind: 'compare', left, operator, right };
  }

  #readOperand(): Operand | null {
    const following = this.#tokens[this.#next];
    if (following === undefined || following.kind === 'symbol') return null;
    this.#next += 1;
    if (following.kind === 'text') return { kind: 'text', text: following.text };
    return variables.has(following.text) ? { kind: 'variable', name: following.text } : null;
  }

  #readOperator(): string | null {
    if (this.#takes('not')) return this.#takes('in') ? 'not in' : null;
    const following = this.#tokens[this.#next];
    if (following?.kind !== 'symbol' || /^(?:[()]|and|or)$/.test(following.text)) return null;
    this.#next += 1;
    return following.text;
  }
}

/** A lock file repeats a few markers thousands of times. */
const markerOf = new Map<string, Marker | null>();
const mostRemembered = 4_000;

function readMarker(text: string): Marker | null {
  const known = markerOf.get(text);
  if (known !== undefined) return known;
  const tokens = text.length > longestMarker ? null : readTokens(text);
  const marker = tokens === null || tokens.length === 0 ? null : new MarkerReader(tokens).readWhole();
  if (markerOf.size >= mostRemembered) markerOf.clear();
  markerOf.set(text, marker);
  return marker;
}

/**
 * Whether an environment marker holds (PEP 508); no marker always does. `null` where that cannot be told: the marker cannot
 * be read, or it hangs on something that is not known. Never throws.
 * Source: packaging.python.org/en/latest/specifications/dependency-specifiers.
 */
export function evaluateMarker(marker: string | null, environment: MarkerEnvironment): boolean | null {
  if (marker === null || marker.trim() === '') return true;
  const read = readMarker(marker);
  return read === null ? null : evaluate(read, environment);
}

function evaluate(marker: Marker, environment: MarkerEnvironment): boolean | null {
  if (marker.kind === 'compare') return compare(marker, environment);
  const decisive = marker.kind === 'or';
  let result: boolean | null = !decisive;
  for (const part of marker.parts) {
    const value = evaluate(part, environment);
    if (value === decisive) return decisive;
    if (value === null) result = null;
  }
  return result;
}

function compare(
  { left, operator, right }: Extract<Marker, { kind: 'compare' }>,
  environment: MarkerEnvironment,
): boolean | null {
  const isReversed = left.kind === 'text';
  const [asked, other] = isReversed ? [right, left] : [left, right];
  if (asked.kind !== 'variable' || other.kind !== 'text') return null;
  const { name } = asked;
  const { text } = other;
  if (name === 'dependency_groups') return compareMember(text, operator, environment.groups);
  if (name === 'extra' || name === 'extras') return compareMember(text, operator, environment.extras);
  const value = environment.values.get(name);
  if (value === undefined) return null;
  if (versionVariables.has(name) && !operator.endsWith('in')) {
    const specifier = `${isReversed ? mirrored(operator) : operator}${text}`;
    if (isSpecifier(specifier)) return meetsSpecifier(value, specifier);
  }
  return isReversed ? compareTexts(text, operator, value) : compareTexts(value, operator, text);
}

function compareMember(name: string, operator: string, chosen: ReadonlySet<string>): boolean | null {
  const isChosen = chosen.has(normalizeName(name));
  if (operator === '==' || operator === 'in') return isChosen;
  return operator === '!=' || operator === 'not in' ? !isChosen : null;
}

function mirrored(operator: string): string {
  return operator.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
}

/** Compares as Python compares strings; `in` looks for a part, or for one of several versions. */
function compareTexts(left: string, operator: string, right: string): boolean | null {
  const isAmong = isVersion(left) ? right.split(/[\s,]+/).includes(left) : right.includes(left);
  if (operator === 'in') return isAmong;
  if (operator === 'not in') return !isAmong;
  if (operator === '==' || operator === '===') return left === right;
  if (operator === '!=') return left !== right;
  if (operator === '~=') return null;
  const order = left < right ? -1 : left > right ? 1 : 0;
  if (order === 0) return operator.endsWith('=');
  return order < 0 === operator.startsWith('<');
}

type CharacterClass = readonly (readonly [low: string, high: string])[];

type Part =
  | { readonly kind: 'literal'; readonly text: string }
  /** `*`: any run of characters but slashes; `?`: one of them. */
  | { readonly kind: 'star' | 'any' }
  /** `**` before something else: nothing, or anything up to a slash. */
  | { readonly kind: 'folders' }
  /** `**` at the end: anything. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: CharacterClass };

/** A cleaned pattern of `.dockerignore`, without its `!`, ready to match whole paths. */
export interface PathPattern {
  matches(path: string): boolean;
}

/**
 * Reads a pattern as Docker's matcher does: `*`, `?`, `[a-z]`, `\` before a character, and `**` for any number of
 * folders. Returns `null` where a bracket or a backslash is left open; Docker stops the build there.
 */
export function readPathPattern(pattern: string): PathPattern | null {
  const parts = readParts([...pattern]);
  if (parts === null) return null;
  return matchPlainText(pattern, parts) ?? { matches: (path) => matchParts(parts, path) };
}

/** The patterns that Docker compares as plain text: those without special parts, or with `**` at one end as the only. */
function matchPlainText(pattern: string, parts: readonly Part[]): PathPattern | null {
  const [special, ...more] = parts.filter((part) => part.kind !== 'literal');
  if (more.length > 0 || pattern.includes('\\')) return null;
  if (special === undefined) return { matches: (path) => path === pattern };
  if (special.kind === 'rest') {
    const prefix = pattern.slice(0, pattern.lastIndexOf('**'));
    return { matches: (path) => path.startsWith(prefix) };
  }
  if (special.kind !== 'folders' || parts[0] !== special) return null;
  // So `**file` matches `my-file`, too.
  const suffix = pattern.slice(2);
  return { matches: (path) => path.endsWith(suffix) || `/${path}` === suffix };
}

function readParts(characters: readonly string[]): Part[] | null {
  const parts: Part[] = [];
  for (let index = 0; index < characters.length; ) {
    const read = readPart(characters, index);
    if (read === null) return null;
    parts.push(read.part);
    index = read.next;
  }
  return parts;
}

function readPart(characters: readonly string[], index: number): { part: Part; next: number } | null {
  const character = characters[index] ?? '';
  const following = characters[index + 1];
  switch (character) {
    case '*': {
      if (following !== '*') return { part: { kind: 'star' }, next: index + 1 };
      // The slash after `**` belongs to it: `**/a` matches `a` as well.
      const next = characters[index + 2] === '/' ? index + 3 : index + 2;
      return { part: { kind: next >= characters.length ? 'rest' : 'folders' }, next };
    }
    case '?':
      return { part: { kind: 'any' }, next: index + 1 };
    case '[':
      return readClass(characters, index + 1);
    case '\\':
      return following === undefined ? null : { part: { kind: 'literal', text: following }, next: index + 2 };
    default:
      return { part: { kind: 'literal', text: character }, next: index + 1 };
  }
}

function readClass(characters: readonly string[], start: number): { part: Part; next: number } | null {
  let index = start;
  const negated = characters[index] === '^';
  if (negated) index++;
  const ranges: (readonly [string, string])[] = [];
  while (characters[index] !== ']' || ranges.length === 0) {
    const low = readClassCharacter(characters, index);
    if (low === null) return null;
    index = low.next;
    let high = low;
    if (characters[index] === '-') {
      const end = readClassCharacter(characters, index + 1);
      if (end === null) return null;
      high = end;
      index = end.next;
    }
    ranges.push([low.character, high.character]);
  }
  return { part: { kind: 'class', negated, ranges }, next: index + 1 };
}

/** One end of a range; a bare `-` or `]` is none. */
function readClassCharacter(characters: readonly string[], index: number): { character: string; next: number } | null {
  const character = characters[index];
  if (character === undefined || character === '-' || character === ']') return null;
  if (character !== '\\') return { character, next: index + 1 };
  const escaped = characters[index + 1];
  return escaped === undefined ? null : { character: escaped, next: index + 2 };
}

/** Follows all ways through the pattern at once: time is at most the product of the two lengths. */
function matchParts(parts: readonly Part[], path: string): boolean {
  let active = new Set<number>();
  enter(parts, active, 0);
  for (const character of path) {
    const following = new Set<number>();
    for (const state of active) step(parts, following, state, character);
    if (following.size === 0) return false;
    active = following;
  }
  return active.has(parts.length);
}

/** States below zero stand inside of a `**` that has not yet come to its slash. */
function enter(parts: readonly Part[], states: Set<number>, state: number): void {
  states.add(state);
  const kind = parts[state]?.kind;
  if (kind === 'star' || kind === 'folders' || kind === 'rest') enter(parts, states, state + 1);
}

function step(parts: readonly Part[], following: Set<number>, state: number, character: string): void {
  const inside = state < 0;
  const index = inside ? -state - 1 : state;
  const part = parts[index];
  if (part === undefined) return;
  switch (part.kind) {
    case 'literal':
      if (part.text === character) enter(parts, following, index + 1);
      return;
    case 'any':
      if (character !== '/') enter(parts, following, index + 1);
      return;
    case 'star':
      if (character !== '/') enter(parts, following, index);
      return;
    case 'rest':
      enter(parts, following, index);
      return;
    case 'class': {
      const found = part.ranges.some(([low, high]) => low <= character && character <= high);
      if (found !== part.negated) enter(parts, following, index + 1);
      return;
    }
    case 'folders':
      following.add(-index - 1);
      if (character === '/') enter(parts, following, index + 1);
  }
}

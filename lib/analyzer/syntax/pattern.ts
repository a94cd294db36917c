/** Where a match begins and ends, in UTF-16 offsets, `end` exclusive. */
interface Match {
  readonly start: number;
  readonly end: number;
}

type PatternPart =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | { readonly kind: 'literal'; readonly text: string };

/** A pattern of `${NAME#pattern}` and its kin: `*`, `?`, everything else as it stands. */
export type ShellPattern = readonly PatternPart[];

/**
 * Reads a shell pattern as BuildKit does: no brackets; a backslash goes before `*`, `?` or `\`, and before `}` and `/`,
 * which only the substitution's own syntax asks for. Returns `null` where a backslash stands before anything else.
 */
export function readPattern(text: string): ShellPattern | null {
  const parts: PatternPart[] = [];
  const characters = [...text];
  for (let index = 0; index < characters.length; index++) {
    let character = characters[index] ?? '';
    if (character === '*') parts.push({ kind: 'star' });
    else if (character === '?') parts.push({ kind: 'any' });
    else {
      if (character === '\\') {
        character = characters[++index] ?? '';
        if (character === '' || !'*?\\}/'.includes(character)) return null;
      }
      parts.push({ kind: 'literal', text: character });
    }
  }
  return parts;
}

/**
 * Matches the pattern at one place of a value: the end of the shortest or the longest match, -1 for none. It follows all
 * ways through the pattern at once, so that its time is at most the product of the two lengths.
 */
function matchAt(
  pattern: ShellPattern,
  characters: readonly string[],
  from: number,
  longest: boolean,
): { end: number; starReached: boolean } {
  const first = pattern.findIndex((part) => part.kind === 'star');
  let active = enter(pattern, new Set(), 0);
  let starReached = active.has(first);
  let end = active.has(pattern.length) ? from : -1;
  for (let position = from; position < characters.length && active.size > 0; position++) {
    if (end >= 0 && !longest) break;
    active = step(pattern, active, characters[position] ?? '');
    starReached ||= active.has(first);
    if (active.has(pattern.length)) end = position + 1;
  }
  return { end, starReached };
}

/** Adds a state, and those behind stars that match nothing. */
function enter(pattern: ShellPattern, states: Set<number>, state: number): Set<number> {
  let last = state;
  states.add(last);
  while (pattern[last]?.kind === 'star') states.add(++last);
  return states;
}

function step(pattern: ShellPattern, active: ReadonlySet<number>, character: string): Set<number> {
  const following = new Set<number>();
  for (const state of active) {
    const part = pattern[state];
    if (part === undefined) continue;
    if (part.kind === 'star') {
      if (character !== '\n') enter(pattern, following, state);
    } else if (part.kind === 'any' ? character !== '\n' : part.text === character) enter(pattern, following, state + 1);
  }
  return following;
}

/** The value without the shortest or longest beginning that matches. */
export function removePrefix(pattern: ShellPattern, value: string, longest: boolean): string {
  const characters = [...value];
  const { end } = matchAt(pattern, characters, 0, longest);
  return end < 0 ? value : characters.slice(end).join('');
}

/** The value without the shortest or longest ending that matches. */
export function removeSuffix(pattern: ShellPattern, value: string, longest: boolean): string {
  const reversed = [...value].reverse();
  const { end } = matchAt([...pattern].reverse(), reversed, 0, longest);
  return end < 0 ? value : reversed.slice(end).reverse().join('');
}

/** The value with its first match, or all of them, replaced; each match is the longest at the leftmost place. */
export function replacePattern(pattern: ShellPattern, value: string, replacement: string, all: boolean): string {
  const characters = [...value];
  let result = '';
  let position = 0;
  while (position <= characters.length) {
    const match = findMatch(pattern, characters, position);
    if (match === null) break;
    result += characters.slice(position, match.start).join('') + replacement;
    position = match.end;
    if (match.end === match.start) result += characters[position++] ?? '';
    if (!all) break;
  }
  return result + characters.slice(position).join('');
}

function findMatch(pattern: ShellPattern, characters: readonly string[], from: number): Match | null {
  for (let start = from; start <= characters.length; start++) {
    const { end, starReached } = matchAt(pattern, characters, start, true);
    if (end >= 0) return { start, end };
    // What follows a star was not found anywhere later in the line, so no later start of that line finds it either.
    if (starReached) {
      const newline = characters.indexOf('\n', start);
      if (newline < 0) return null;
      start = newline;
    }
  }
  return null;
}

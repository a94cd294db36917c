import type { SourceRange } from '../syntax/range';
import { cleanPath } from './clean-path';
import { type PathPattern, readPathPattern } from './path-pattern';
import type { IgnorePattern } from './types';

/** A `.dockerignore` file, read. */
export interface IgnoreFile {
  readonly patterns: readonly IgnorePattern[];
  /** Patterns at which Docker stops the build: sentences. */
  readonly problems: readonly { readonly message: string; readonly range: SourceRange }[];
}

/** UTF-16 units of an ignore file that are read, and patterns that are kept: our own bounds. */
const longestIgnoreFile = 1_048_576;
const mostPatterns = 10_000;

/**
 * Reads a `.dockerignore` as Docker does: a line is a comment if `#` is its very first character; spaces around a pattern
 * and a slash before it do not count; `!` takes files back in. Never throws.
 */
export function parseIgnoreFile(text: string): IgnoreFile {
  const patterns: IgnorePattern[] = [];
  const problems: { message: string; range: SourceRange }[] = [];
  if (text.length > longestIgnoreFile) {
    problems.push({ message: 'The file is larger than 1 MiB. Shorten it.', range: { start: 0, end: 0 } });
    return { patterns, problems };
  }
  const line = /[^\n]+/g;
  line.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  for (let match = line.exec(text); match !== null; match = line.exec(text)) {
    const [written] = match;
    const trimmed = written.trim();
    if (written.startsWith('#') || trimmed === '') continue;
    const start = match.index + written.indexOf(trimmed);
    const range = { start, end: start + trimmed.length };
    if (patterns.length >= mostPatterns) {
      problems.push({ message: 'Only the first 10,000 patterns are read. Shorten the file.', range });
      break;
    }
    const negated = trimmed.startsWith('!');
    const body = (negated ? trimmed.slice(1) : trimmed).trim();
    if (body === '') {
      problems.push({ message: 'A pattern is missing after !. Write one, or remove the line.', range });
      continue;
    }
    const pattern = cleanPath(body).replace(/^\/(?=.)/, '');
    if (readPathPattern(pattern) === null) {
      problems.push({ message: `Docker cannot read the pattern ${body}. Close its bracket or backslash.`, range });
    } else patterns.push({ pattern, negated, range });
  }
  return { patterns, problems };
}

/** Tells which paths patterns leave out. Answers for folders are kept, so that many paths are quick to match. */
export class IgnoreMatcher {
  readonly #patterns: readonly { readonly pattern: PathPattern; readonly negated: boolean }[];
  readonly #folders = new Map<string, readonly boolean[]>();

  /** Patterns that cannot be read match nothing. */
  constructor(patterns: readonly Pick<IgnorePattern, 'pattern' | 'negated'>[]) {
    this.#patterns = patterns.flatMap(({ pattern, negated }) => {
      const read = readPathPattern(pattern);
      return read === null ? [] : [{ pattern: read, negated }];
    });
  }

  /** Whether a path, relative to the context and with `/` between its parts, is left out. The last pattern decides. */
  ignores(path: string): boolean {
    if (this.#patterns.length === 0) return false;
    const results = this.#match(path.replace(/\/+$/, ''));
    let ignored = false;
    results.forEach((matched, index) => {
      if (matched) ignored = this.#patterns[index]?.negated === false;
    });
    return ignored;
  }

  /** Position among the patterns of the one that leaves the path out; -1 where none does. */
  findDeciding(path: string): number {
    const last = this.#match(path.replace(/\/+$/, '')).lastIndexOf(true);
    return this.#patterns[last]?.negated === false ? last : -1;
  }

  /** Which patterns match the path or a folder above it, as BuildKit finds them on its way down the tree. */
  #match(path: string): readonly boolean[] {
    const slash = path.lastIndexOf('/');
    const parent = slash <= 0 ? null : this.#matchFolder(path.slice(0, slash));
    let ignored = false;
    return this.#patterns.map(({ pattern, negated }, index) => {
      // A pattern that would change nothing is not asked, and its answer for what lies below stays no.
      const matched = parent?.[index] === true || (negated === ignored && pattern.matches(path));
      if (matched) ignored = !negated;
      return matched;
    });
  }

  #matchFolder(path: string): readonly boolean[] {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const results = this.#match(path);
    this.#folders.set(path, results);
    return results;
  }
}

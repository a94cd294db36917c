import type { SourceRange } from '../syntax/range';

/** One file or declared bulk folder of the build context. */
export interface ContextEntry {
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
  /** Left out of the context by `.dockerignore`. */
  readonly ignored: boolean;
  /** Declared bulk rather than a file under edit. */
  readonly bulk: boolean;
}

export interface IgnorePattern {
  readonly pattern: string;
  readonly negated: boolean;
  readonly range: SourceRange;
}

/** What `docker build` sends: the project's files as `.dockerignore` leaves them. */
export interface BuildContext {
  readonly entries: readonly ContextEntry[];
  /** `null` where the project has no `.dockerignore`. */
  readonly ignoreFile: {
    readonly path: string;
    readonly patterns: readonly IgnorePattern[];
    /** Patterns at which Docker stops the build: sentences, with their places in the ignore file. */
    readonly problems: readonly { readonly message: string; readonly range: SourceRange }[];
  } | null;
}

import type { SourceRange } from '../syntax/range';

/** One line of a requirements file, or one argument of `pip install`. */
export interface Requirement {
  /** Normalised as PEP 503 says: lower case, `-` for runs of `-_.`; `null` where a line names none (`-e .`, a URL without a name). */
  readonly name: string | null;
  readonly extras: readonly string[];
  /** As written, such as `==1.3.2` or `>=2,<3`; empty without one. */
  readonly specifier: string;
  /** The version, where `==` pins exactly one. */
  readonly pinned: string | null;
  readonly hashed: boolean;
  readonly marker: string | null;
  readonly kind: 'name' | 'url' | 'path' | 'editable';
  /** As written, continuations joined. */
  readonly text: string;
  /** The file it stands in (`requirements.txt`), or the Dockerfile for an argument. */
  readonly file: string;
  readonly range: SourceRange;
}

/** A requirements file, read: every odd line that pip allows, and what we could not read. */
export interface RequirementsFile {
  readonly path: string;
  readonly requirements: readonly Requirement[];
  /** `-r other.txt` and `-c constraints.txt`. */
  readonly includes: readonly { readonly option: '-r' | '-c'; readonly path: string; readonly range: SourceRange }[];
  /** `--index-url` and the like. */
  readonly options: readonly { readonly text: string; readonly range: SourceRange }[];
  readonly problems: readonly { readonly message: string; readonly range: SourceRange }[];
}

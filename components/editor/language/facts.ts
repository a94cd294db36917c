import type { Analysis } from '@/lib/analyzer/analysis';
import type { BaseImageRecord } from '@/lib/analyzer/catalog/types';

/** What completion and hovers know beyond the text. */
export interface LanguageFacts {
  /** Analysis of a text that may be a few keystrokes old; `null` where it is of another text altogether. */
  readonly analysis: Analysis | null;
  readonly baseImages: readonly BaseImageRecord[];
  /** Paths of the project's files and of its declared bulk. */
  readonly paths: readonly string[];
}

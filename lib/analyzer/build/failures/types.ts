import type { SourceRange } from '../../syntax/range';
import type { failureTexts } from './texts';

/** What a failure says: what happens, and what to do. */
export interface FailureText {
  readonly message: string;
  readonly remedy: string;
}

/** The code of a failure; where several failures share one, what it is about stands behind a colon. */
export type FailureKind = keyof typeof failureTexts;

/** What the texts of each kind are told. */
export type FactsOf = { readonly [Kind in FailureKind]: Parameters<(typeof failureTexts)[Kind]> };

/** What fails, and what its text is told of it. */
export interface Fault<Kind extends FailureKind = FailureKind> {
  readonly kind: Kind;
  readonly facts: FactsOf[Kind];
}

/** A failure as the walk finds it. What it says is written at the end, for what really fails alone. */
export interface FoundFailure<Kind extends FailureKind = FailureKind> extends Fault<Kind> {
  readonly when: 'build' | 'start';
  readonly range: SourceRange;
  readonly stage: number;
}

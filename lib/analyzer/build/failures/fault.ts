import type { FactsOf, FailureKind, Fault } from './types';

/** What fails, to be reported by those who know where. */
export function fault<Kind extends FailureKind>(kind: Kind, ...facts: FactsOf[Kind]): Fault<Kind> {
  return { kind, facts };
}

import type { FoundFailure } from '../failures/types';

/** How a command ends, as far as we know. */
export interface Status {
  /** `either`: a condition that only a run would decide. What is not known to fail is taken to succeed. */
  readonly outcome: 'success' | 'failure' | 'either';
  /** Why it fails. */
  readonly failure: FoundFailure | null;
  /** The shell ends with it. */
  readonly exits: boolean;
  /** It leaves what surrounds it: `break`, `continue`, `return`. */
  readonly leaves?: 'loop' | 'turn' | 'function' | undefined;
  /** It may have left what surrounds it: whether what follows runs only a run would know. */
  readonly mayLeave?: boolean;
  /** `set -e` passes over it: it is not the last of its list, or stands under `!`. */
  readonly exempt: boolean;
}

export const success: Status = { outcome: 'success', failure: null, exits: false, exempt: false };
export const either: Status = { outcome: 'either', failure: null, exits: false, exempt: false };

export function failing(failure: FoundFailure | null): Status {
  return { outcome: 'failure', failure, exits: false, exempt: false };
}

/** Whether nothing that follows in the same list runs. */
export function isOver({ exits, leaves }: Status): boolean {
  return exits || leaves !== undefined;
}

/** The status of `!` before a command. */
export function negate(status: Status): Status {
  if (isOver(status)) return status;
  if (status.outcome === 'either') return { ...either, exempt: true };
  return { ...(status.outcome === 'success' ? failing(null) : success), exempt: true };
}

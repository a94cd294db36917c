import type { Failure } from '../types';

/** How a command ends, as far as we know. */
export interface Status {
  /** `either`: a condition that only a run would decide. What is not known to fail is taken to succeed. */
  readonly outcome: 'success' | 'failure' | 'either';
  /** Why it fails. */
  readonly failure: Failure | null;
  /** The shell ends with it. */
  readonly exits: boolean;
  /** `set -e` passes over it: it is not the last of its list, or stands under `!`. */
  readonly exempt: boolean;
}

export const success: Status = { outcome: 'success', failure: null, exits: false, exempt: false };
export const either: Status = { outcome: 'either', failure: null, exits: false, exempt: false };

export function failing(failure: Failure | null): Status {
  return { outcome: 'failure', failure, exits: false, exempt: false };
}

/** The status of `!` before a command. */
export function negate(status: Status): Status {
  if (status.exits) return status;
  if (status.outcome === 'either') return { ...either, exempt: true };
  return { ...(status.outcome === 'success' ? failing(null) : success), exempt: true };
}

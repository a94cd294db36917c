import type { RoomEvent } from '../events';
import type { Refusal } from '../refusals';
import type { RoomState } from '../state';

/** What a command comes to: the events that it makes (none where nothing changes), or why not. */
export type Decision = { readonly ok: true; readonly events: readonly RoomEvent[] } | Refusal;

/** What a decision needs from outside the room. With the same context it is the same decision. */
export interface DecisionContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A new identifier for a seat, host or invitation. */
  readonly newId: string;
  /** Hash of the secret that the command issues or brings along; commands without one do not read it. */
  readonly credential: string;
  /** Numbers from 0 up to 1, for names. */
  readonly random: () => number;
  readonly isSuitableName: (name: string) => boolean;
}

export const accept = (...events: readonly RoomEvent[]): Decision => ({ ok: true, events });

/** An identifier for something that this command makes: nobody has to guess it, so the event's number does. */
export const nextIdentifier = (prefix: string, state: RoomState): string => `${prefix}${state.number + 1}`;

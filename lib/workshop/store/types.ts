import { type NumberedEvent, numberedEvent } from '../events';
import type { RoomState } from '../state';

/** Raise when the shape of `RoomState` changes: older snapshots are then left aside and the log is replayed. */
export const snapshotVersion = 1;

/** A process that said nothing for so long is taken for dead. */
export const heartbeatMilliseconds = 30_000;

export interface Append {
  readonly code: string;
  /** Number of the room's last event as the writer knows it; somebody else's event since then is a conflict. */
  readonly expected: number;
  /** Numbered on from `expected`, without a gap. May be empty: then only the answer is kept. */
  readonly events: readonly NumberedEvent[];
  /** Idempotency key, with whose it is; `null` for what nobody repeats. */
  readonly key: string | null;
  /** What to answer when the same key comes again. */
  readonly answer: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type AppendResult =
  | { readonly kind: 'appended' }
  /** The key was there already: nothing was appended; this was the answer. */
  | { readonly kind: 'replayed'; readonly answer: string }
  | { readonly kind: 'conflict' }
  /** No such room, or no longer. */
  | { readonly kind: 'missing' };

export type CreateResult =
  | { readonly kind: 'created' }
  /** Another room has the code. */
  | { readonly kind: 'taken' }
  /** The same request made a room already. */
  | { readonly kind: 'replayed'; readonly code: string };

export interface StoredRoom {
  /** `null` where there is none, or none that this version can read. */
  readonly snapshot: RoomState | null;
  /** What came after the snapshot; all events where there is none. */
  readonly events: readonly NumberedEvent[];
}

/** What other processes did. */
export interface LogListener {
  /** A room has events up to this number. */
  readonly appended: (code: string, number: number) => void;
  readonly deleted: (code: string) => void;
  /** The log was out of reach and is back, or the other way round; when it is back, anything may have happened meanwhile. */
  readonly reachable: (reachable: boolean) => void;
}

/**
 * The logs of all rooms. Two implementations pass `contract.ts`: a SQLite file and Redis Streams. An append is durable when its
 * promise resolves, and is taken in whole or not at all. A promise that rejects (LogUnreachable) leaves open which: ask again
 * with the same key.
 */
export interface RoomLog {
  /** `creationKey` makes a repeated request find its room. The event has number 1. */
  create(code: string, event: NumberedEvent, creationKey: string): Promise<CreateResult>;
  append(request: Append): Promise<AppendResult>;
  findAnswer(code: string, key: string): Promise<string | null>;
  /** `null` where there is no such room. */
  load(code: string): Promise<StoredRoom | null>;
  /** Events after a number, in order, at most `limit`; `null` where there is no such room or they were trimmed. */
  readAfter(code: string, number: number, limit: number): Promise<readonly NumberedEvent[] | null>;
  /** Keeps a state, so that loading need not replay all events. An older one than what is kept changes nothing. */
  saveSnapshot(state: RoomState): Promise<void>;
  delete(code: string): Promise<void>;
  /** Deletes rooms whose last event was before that time; their codes. */
  sweep(before: number): Promise<readonly string[]>;
  /** Says that a process lives; good for half a minute. */
  heartbeat(instance: string): Promise<void>;
  /** Those of the processes that live. */
  living(instances: readonly string[]): Promise<ReadonlySet<string>>;
  /** Says what other processes do; at most one listener. */
  listen(listener: LogListener): void;
  close(): Promise<void>;
}

/** The log cannot be reached or written at the moment. */
export class LogUnreachable extends Error {
  override readonly name = 'LogUnreachable';
}

/** Reads an event from the log. A log that this version cannot read is an exception, never a guess. */
export function parseEvent(text: string): NumberedEvent {
  const parsed = numberedEvent.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw new Error(`An event in the log is not one that this version knows: ${parsed.error.message}`);
  return parsed.data;
}

export const writeSnapshot = (state: RoomState): string => JSON.stringify({ version: snapshotVersion, state });

/** A snapshot that we wrote; `null` where another version did. */
export function readSnapshot(text: string): RoomState | null {
  const { version, state }: { version: unknown; state: RoomState } = JSON.parse(text);
  return version === snapshotVersion ? state : null;
}

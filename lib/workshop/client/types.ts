import type { Command } from '../commands';
import type { Answer, CommandDone, EndReason, Viewer } from '../protocol';
import type { RoomState } from '../state';

/** What the line to the room is doing. */
export type ConnectionStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** Trying again; `since` and `nextTryAt` by this device's clock. */
  | { readonly kind: 'reconnecting'; readonly since: number; readonly nextTryAt: number }
  /** The browser says that there is no network. */
  | { readonly kind: 'offline'; readonly since: number }
  /** For good: nothing is tried again. */
  | { readonly kind: 'ended'; readonly reason: EndReason };

/** What a page shows of a room. A new object whenever anything in it changed. */
export interface RoomView {
  /** `null` until the first snapshot. */
  readonly state: RoomState | null;
  readonly viewer: Viewer | null;
  readonly status: ConnectionStatus;
  /** Commands of this browser that the server has not acknowledged yet. */
  readonly pending: number;
  /** Whether the server can write its log at the moment. */
  readonly logAvailable: boolean;
  /** Add to this device's clock to get the server's. Milliseconds. */
  readonly clockOffset: number;
}

/**
 * One browser's line to a room: `new RoomConnection({ code, role })` in `connection.ts`. For React:
 * `useSyncExternalStore(connection.subscribe, connection.getView)`.
 */
export interface RoomLine {
  /** Opens the line; may be called again after `stop`. */
  start(): void;
  /** Closes the line; what is unsent stays in the outbox of this browser. */
  stop(): void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getView: () => RoomView;
  /**
   * Puts a command into the outbox, which sends it now or when the line is back, once. Resolves with the server's answer;
   * while offline it stays pending. Saved files and progress of one lesson that wait are merged: the newest state is sent.
   */
  readonly send: (command: Command) => Promise<Answer<CommandDone>>;
  /** The server's time in milliseconds since 1970, for timers. */
  readonly serverNow: () => number;
}

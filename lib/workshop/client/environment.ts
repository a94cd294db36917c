import type { Command } from '../commands';
import type { Answer, CommandDone, StreamFrame } from '../protocol';
import type { Refusal } from '../refusals';
import type { TabMessage } from './tabs';

/** How a stream came to its end. */
export type StreamOutcome =
  /** Broken, or ended by either side; what the last frame said counts. */
  { readonly kind: 'closed' } | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What `postCommand` throws where no answer came: the command may have been carried out, or not. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface RoomTransport {
  /**
   * Opens the stream and gives its frames on, in order, until it ends or `signal` aborts. `number` is the frame's event id.
   * Resolves when it is over; never rejects.
   */
  openStream(
    after: number | null,
    onFrame: (frame: StreamFrame, number: number | null) => void,
    signal: AbortSignal,
  ): Promise<StreamOutcome>;
  /** Rejects with NoAnswer. */
  postCommand(command: Command, key: string, signal: AbortSignal): Promise<Answer<CommandDone>>;
}

/** Everything outside that a connection needs; tests give fakes. */
export interface RoomEnvironment {
  readonly transport: RoomTransport;
  readonly now: () => number;
  readonly random: () => number;
  /** A new idempotency key. */
  readonly newKey: () => string;
  /** Calls back once; returns how to cancel. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
  readonly isOnline: () => boolean;
  /** Tells when the network came or went, or the page woke up. Returns how to stop. */
  readonly onWake: (listener: () => void) => () => void;
  /** Unsent commands, kept over reloads. Never throws. */
  readonly storage: { readonly read: () => string | null; readonly write: (text: string) => void };
  /** The other tabs of this browser in the same room and role; `null` where tabs cannot agree, and each has its own stream. */
  readonly tabs: {
    readonly post: (message: TabMessage) => void;
    readonly onMessage: (listener: (message: TabMessage) => void) => () => void;
    /** Waits to become the tab that holds the stream; `lost` when another one took it. Returns how to give it up. */
    readonly lead: (options: { steal: boolean; led: () => void; lost: () => void }) => () => void;
  } | null;
}

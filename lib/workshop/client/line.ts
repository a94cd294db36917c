import type { EndReason, StreamFrame } from '../protocol';
import type { RefusalCode } from '../refusals';
import { backOff } from './backoff';
import type { RoomEnvironment, StreamOutcome } from './environment';
import type { ConnectionStatus } from './types';

/** Frames come every 15 s at least; after so long without one the line is taken for dead. */
export const silenceMilliseconds = 35_000;
/** When the page wakes up, a line that was silent for so long is opened anew at once. */
const staleMilliseconds = 17_000;

/** Refusals of the stream that no new try would change, and what they mean. */
const finalRefusals: Partial<Record<RefusalCode, EndReason>> = {
  'unknown-room': 'unknown-room',
  'room-ended': 'room-ended',
  'not-signed-in': 'not-signed-in',
  banned: 'banned',
  removed: 'removed',
};

export interface LineEvents {
  readonly onFrame: (frame: StreamFrame, number: number | null) => void;
  readonly onStatus: (status: ConnectionStatus) => void;
}

/** Holds one stream open for as long as it can: resumes where it was, at once when the page wakes, never all at once. */
export class StreamLine {
  readonly #environment: RoomEnvironment;
  readonly #events: LineEvents;
  readonly #resumeAfter: () => number | null;
  #abort: AbortController | null = null;
  #cancelWait: (() => void) | null = null;
  #cancelSilence: (() => void) | null = null;
  #running = false;
  #failures = 0;
  #heardAt = 0;
  #since: number | null = null;
  #retryHint: number | null = null;
  #ended: EndReason | null = null;

  /** `resumeAfter` gives the number of the last event that was taken in. */
  constructor(environment: RoomEnvironment, resumeAfter: () => number | null, events: LineEvents) {
    this.#environment = environment;
    this.#resumeAfter = resumeAfter;
    this.#events = events;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#open();
  }

  stop(): void {
    this.#running = false;
    this.#abort?.abort();
    this.#abort = null;
    this.#clear();
  }

  /** The network changed or the page woke up. */
  wake(): void {
    if (!this.#running || this.#ended !== null) return;
    const silent = this.#environment.now() - this.#heardAt;
    if (this.#abort === null) {
      this.#clear();
      this.#open();
    } else if (silent > staleMilliseconds || !this.#environment.isOnline()) {
      this.#retryHint = 0;
      this.#abort.abort();
    }
  }

  #clear(): void {
    this.#cancelWait?.();
    this.#cancelSilence?.();
    this.#cancelWait = null;
    this.#cancelSilence = null;
  }

  #open(): void {
    const { now, isOnline } = this.#environment;
    if (!isOnline()) {
      this.#since ??= now();
      this.#events.onStatus({ kind: 'offline', since: this.#since });
      // Browsers are sometimes wrong about the network: try anyway, slowly.
      this.#wait(10_000, () => this.#connect());
      return;
    }
    this.#connect();
  }

  #connect(): void {
    const abort = new AbortController();
    this.#abort = abort;
    this.#retryHint = null;
    if (this.#since === null) this.#events.onStatus({ kind: 'connecting' });
    this.#listenForSilence(abort);
    const onFrame = (frame: StreamFrame, number: number | null) => {
      if (!abort.signal.aborted) this.#hear(frame, number, abort);
    };
    this.#environment.transport.openStream(this.#resumeAfter(), onFrame, abort.signal).then((outcome) => {
      if (this.#abort === abort) this.#abort = null;
      if (this.#running) this.#closed(outcome);
    });
  }

  #listenForSilence(abort: AbortController): void {
    this.#cancelSilence?.();
    this.#cancelSilence = this.#environment.after(silenceMilliseconds, () => abort.abort());
  }

  #hear(frame: StreamFrame, number: number | null, abort: AbortController): void {
    this.#heardAt = this.#environment.now();
    this.#listenForSilence(abort);
    if (frame.type === 'restart') this.#retryHint = frame.retryMilliseconds;
    else if (frame.type === 'end') this.#ended = frame.reason;
    else {
      this.#failures = 0;
      this.#since = null;
      this.#events.onStatus({ kind: 'live' });
    }
    this.#events.onFrame(frame, number);
  }

  #closed(outcome: StreamOutcome): void {
    this.#clear();
    const refused = outcome.kind === 'refused' ? (finalRefusals[outcome.refusal.code] ?? null) : null;
    this.#ended ??= refused;
    if (this.#ended !== null) {
      this.#running = false;
      this.#events.onStatus({ kind: 'ended', reason: this.#ended });
      return;
    }
    const { now, random, isOnline } = this.#environment;
    this.#since ??= now();
    this.#failures += 1;
    if (!isOnline()) {
      this.#open();
      return;
    }
    const wait = this.#retryHint ?? backOff(this.#failures, random);
    this.#events.onStatus({ kind: 'reconnecting', since: this.#since, nextTryAt: now() + wait });
    this.#wait(wait, () => this.#open());
  }

  #wait(milliseconds: number, then: () => void): void {
    this.#cancelWait = this.#environment.after(milliseconds, () => {
      this.#cancelWait = null;
      then();
    });
  }
}

import type { Decision } from '../decide/decision';
import type { NumberedEvent, RoomEvent } from '../events';
import type { EndReason, StreamFrame, Viewer } from '../protocol';
import { ownerOf, redactState } from '../redact';
import { type Refusal, refuse } from '../refusals';
import { applyEvent, applyEvents } from '../room';
import type { RoomState } from '../state';
import { LogUnreachable, type RoomLog } from '../store/types';
import { EncodedEvent, RecentEvents } from './recent';
import { encodeFrame, RoomStream } from './stream';

/** What a command was answered: numbers of its events, `null` where nothing changed. */
export interface Executed {
  readonly ok: true;
  readonly numbers: readonly [first: number, last: number] | null;
}

const streamsPerViewer = 12;
const eventsBetweenSnapshots = 500;
const attempts = 20;

/** Why an event ends the streams of the seat that it is about. */
const endings: Partial<Record<RoomEvent['kind'], EndReason>> = {
  'seat-removed': 'removed',
  'seat-banned': 'banned',
  'seat-moved': 'moved',
  'seat-left': 'left',
};

const keyOf = (viewer: Viewer) => `${viewer.kind} ${viewer.id}`;

/**
 * One room in this process: its state, its last events and its open streams. Commands are carried out one after another; each is
 * in the log before anybody hears of it.
 */
export class LiveRoom {
  readonly code: string;
  readonly #log: RoomLog;
  readonly #now: () => number;
  #state: RoomState;
  #lastAt = 0;
  #snapshotAt: number;
  readonly #recent = new RecentEvents();
  readonly #streams = new Map<string, Set<RoomStream>>();
  #queue: Promise<unknown> = Promise.resolve();
  #logAvailable = true;
  #gone = false;
  /** When the last stream closed or command came, for the hub to let go of rooms that nobody uses. */
  usedAt: number;

  constructor(state: RoomState, log: RoomLog, now: () => number, snapshotAt: number) {
    this.code = state.code;
    this.#state = state;
    this.#log = log;
    this.#now = now;
    this.#snapshotAt = snapshotAt;
    this.usedAt = now();
  }

  /** Reads a room from the log; `null` where there is none. */
  static async load(code: string, log: RoomLog, now: () => number): Promise<LiveRoom | null> {
    const stored = await log.load(code);
    const state = stored === null ? null : applyEvents(stored.snapshot, stored.events);
    return state === null ? null : new LiveRoom(state, log, now, stored?.snapshot?.number ?? 0);
  }

  get state(): RoomState {
    return this.#state;
  }

  get gone(): boolean {
    return this.#gone;
  }

  get streamCount(): number {
    let count = 0;
    for (const streams of this.#streams.values()) count += streams.size;
    return count;
  }

  /** Ids of the hosts or seats that have a stream here. */
  connected(kind: Viewer['kind']): string[] {
    return [...this.#streams.keys()].flatMap((key) => (key.startsWith(`${kind} `) ? [key.slice(kind.length + 1)] : []));
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {});
    return result;
  }

  /**
   * Carries out a command: decides on the state as it is, appends the events to the log, tells everybody. Where another process
   * was faster, catches up and decides again. With a key, a repeated command gets its first answer and does nothing.
   */
  execute(key: string | null, decide: (state: RoomState, now: number) => Decision): Promise<Executed | Refusal> {
    this.usedAt = this.#now();
    return this.#inTurn(async () => {
      try {
        return await this.#execute(key, decide);
      } catch (error) {
        if (!(error instanceof LogUnreachable)) throw error;
        this.showLog(false);
        return refuse('unavailable');
      }
    });
  }

  async #execute(key: string | null, decide: (state: RoomState, now: number) => Decision): Promise<Executed | Refusal> {
    for (let attempt = 0; attempt < attempts && !this.#gone; attempt += 1) {
      // An append that was left open may have gone through: first see what the log says.
      if (!this.#logAvailable) await this.#catchUp();
      const result = await this.#attempt(key, decide);
      if (result !== 'overtaken') return result;
    }
    return refuse(this.#gone ? 'unknown-room' : 'unavailable');
  }

  async #attempt(
    key: string | null,
    decide: (state: RoomState, now: number) => Decision,
  ): Promise<Executed | Refusal | 'overtaken'> {
    const state = this.#state;
    const now = Math.max(this.#now(), this.#lastAt);
    const decision = decide(state, now);
    if (!decision.ok) {
      const earlier = key === null ? null : await this.#log.findAnswer(this.code, key);
      return earlier === null ? decision : JSON.parse(earlier);
    }
    const events = decision.events.map(
      (event, index): NumberedEvent => ({ version: 1, number: state.number + 1 + index, at: now, event }),
    );
    const last = state.number + events.length;
    const executed: Executed = { ok: true, numbers: events.length === 0 ? null : [state.number + 1, last] };
    if (events.length === 0 && key === null) return executed;
    const answer = JSON.stringify(executed);
    const result = await this.#log.append({ code: this.code, expected: state.number, events, key, answer, now });
    this.showLog(true);
    if (result.kind === 'appended') this.#take(events);
    else if (result.kind === 'missing') this.finish('room-deleted');
    else await this.#catchUp();
    if (result.kind === 'replayed') return JSON.parse(result.answer);
    return result.kind === 'appended' ? executed : 'overtaken';
  }

  /** Reads what other processes appended. */
  catchUp(number = Number.POSITIVE_INFINITY): Promise<void> {
    return this.#inTurn(async () => {
      if (number <= this.#state.number || this.#gone) return;
      try {
        await this.#catchUp();
      } catch (error) {
        if (!(error instanceof LogUnreachable)) throw error;
        this.showLog(false);
      }
    });
  }

  async #catchUp(): Promise<void> {
    const events = await this.#log.readAfter(this.code, this.#state.number, 10_000);
    if (events !== null) {
      this.#take(events);
    } else {
      const stored = await this.#log.load(this.code);
      const state = stored === null ? null : applyEvents(stored.snapshot, stored.events);
      if (state === null) this.finish('room-deleted');
      else this.#replace(state);
    }
    this.showLog(true);
  }

  /** Takes a state from the log where the events in between are gone: everybody gets it whole. */
  #replace(state: RoomState): void {
    this.#state = state;
    this.#recent.clear();
    for (const streams of this.#streams.values()) for (const stream of streams) this.#sendSnapshot(stream);
  }

  #take(events: readonly NumberedEvent[]): void {
    for (const numbered of events) {
      if (numbered.number <= this.#state.number) continue;
      this.#state = applyEvent(this.#state, numbered);
      this.#lastAt = numbered.at;
      const encoded = new EncodedEvent(numbered);
      this.#recent.add(encoded);
      this.#publish(encoded);
    }
    this.#keepSnapshot();
  }

  #publish(encoded: EncodedEvent): void {
    const { event } = encoded.numbered;
    const owner = ownerOf(event);
    const toOthers = encoded.frameFor('others');
    for (const [key, streams] of this.#streams) {
      const isHost = key.startsWith('host ');
      if (!isHost && toOthers === null && key !== `seat ${owner}`) continue;
      const frame = isHost ? encoded.frameFor('hosts') : key === `seat ${owner}` ? encoded.frameFor('owner') : toOthers;
      if (frame !== null) for (const stream of streams) stream.write(frame);
    }
    const reason = endings[event.kind];
    if (reason !== undefined && owner !== null) this.#endStreams(`seat ${owner}`, { type: 'end', reason });
    if (event.kind === 'room-ended') this.#endAll({ type: 'end', reason: 'room-ended' });
  }

  #keepSnapshot(): void {
    const state = this.#state;
    if (state.number - this.#snapshotAt < eventsBetweenSnapshots) return;
    this.#snapshotAt = state.number;
    // The log alone is enough: a snapshot that was not kept only makes the next start slower.
    this.#log.saveSnapshot(state).catch(() => {});
  }

  /**
   * Opens a stream from an event number on. Where the events after it are not at hand (too old, from the future, `null` for none)
   * it begins with a snapshot.
   */
  openStream(viewer: Viewer, lastNumber: number | null, retryMilliseconds: number): RoomStream | Refusal {
    const key = keyOf(viewer);
    const streams = this.#streams.get(key) ?? new Set();
    if (streams.size >= streamsPerViewer) return refuse('too-many-requests');
    const stream = new RoomStream(viewer, retryMilliseconds, (closed) => this.#forget(key, closed));
    const missed = lastNumber === null ? null : this.#recent.after(lastNumber, this.#state.number);
    if (missed === null) {
      this.#sendSnapshot(stream);
    } else {
      for (const encoded of missed) {
        const owner = ownerOf(encoded.numbered.event) === viewer.id;
        const frame = encoded.frameFor(viewer.kind === 'host' ? 'hosts' : owner ? 'owner' : 'others');
        if (frame !== null) stream.write(frame);
      }
      stream.write(this.#beat(viewer));
    }
    if (!this.#logAvailable) stream.write(encodeFrame({ type: 'log', available: false }, null));
    streams.add(stream);
    this.#streams.set(key, streams);
    return stream;
  }

  #sendSnapshot(stream: RoomStream): void {
    const state = redactState(stream.viewer, this.#state);
    stream.write(encodeFrame({ type: 'snapshot', state, viewer: stream.viewer, now: this.#now() }, state.number));
  }

  #beat(viewer: Viewer): Uint8Array {
    const { number } = this.#state;
    return encodeFrame({ type: 'beat', number, viewer, now: this.#now() }, number);
  }

  /** Shows every stream that the line lives, and how far the room is. */
  beat(): void {
    for (const streams of this.#streams.values()) {
      for (const stream of streams) stream.write(this.#beat(stream.viewer));
    }
  }

  #forget(key: string, stream: RoomStream): void {
    const streams = this.#streams.get(key);
    streams?.delete(stream);
    if (streams?.size === 0) this.#streams.delete(key);
    this.usedAt = this.#now();
  }

  #endStreams(key: string, frame: StreamFrame): void {
    for (const stream of [...(this.#streams.get(key) ?? [])]) stream.end(frame);
  }

  #endAll(frame: StreamFrame): void {
    for (const key of [...this.#streams.keys()]) this.#endStreams(key, frame);
  }

  /** Tells everybody whether the log can be written, when that changed. */
  showLog(available: boolean): void {
    if (available === this.#logAvailable) return;
    this.#logAvailable = available;
    const frame = encodeFrame({ type: 'log', available }, null);
    for (const streams of this.#streams.values()) for (const stream of streams) stream.write(frame);
  }

  /** Ends all streams with the request to come back, each after a pause of its own. */
  restart(drawRetry: () => number): void {
    for (const key of [...this.#streams.keys()]) {
      this.#endStreams(key, { type: 'restart', retryMilliseconds: drawRetry() });
    }
  }

  /** The room is no more. */
  finish(reason: EndReason): void {
    this.#gone = true;
    this.#endAll({ type: 'end', reason });
  }
}

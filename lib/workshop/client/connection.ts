import type { Command } from '../commands';
import type { Answer, CommandDone, StreamFrame } from '../protocol';
import { refuse } from '../refusals';
import { applyEvent } from '../room';
import { ServerClock } from './clock';
import type { RoomEnvironment } from './environment';
import { StreamLine } from './line';
import type { OutboxEntry } from './outbox';
import { OutboxSender } from './sender';
import type { TabMessage } from './tabs';
import type { RoomLine, RoomView } from './types';

const leaderLifeMilliseconds = 15_000;
/** A tab that hears no sign of life for so long takes over: the leader may be frozen. */
const leaderSilenceMilliseconds = 50_000;

const firstView: RoomView = {
  state: null,
  viewer: null,
  status: { kind: 'connecting' },
  pending: 0,
  logAvailable: true,
  clockOffset: 0,
};

interface Waiting {
  readonly entry: OutboxEntry;
  readonly resolve: (answer: Answer<CommandDone>) => void;
}

/**
 * One tab's line to a room; see `RoomLine`. All tabs of a browser share one stream, which one of them holds; the others hear its
 * frames and reduce them alike.
 */
export class RoomConnection implements RoomLine {
  readonly #environment: RoomEnvironment;
  readonly #clock = new ServerClock();
  readonly #listeners = new Set<() => void>();
  /** Commands of this tab that wait for their answer, by key. */
  readonly #waiting = new Map<string, Waiting>();
  #view: RoomView = firstView;
  #after: number | null = null;
  #line: StreamLine | null = null;
  #sender: OutboxSender | null = null;
  #closers: (() => void)[] = [];
  #cancelTakeover: (() => void) | null = null;
  #cancelLife: (() => void) | null = null;
  #giveUpLead: (() => void) | null = null;
  #lastWall = 0;

  constructor(environment: RoomEnvironment) {
    this.#environment = environment;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getView = (): RoomView => this.#view;

  readonly serverNow = (): number => this.#environment.now() + this.#clock.offset;

  start(): void {
    if (this.#closers.length > 0) return;
    const { tabs, onWake } = this.#environment;
    this.#closers.push(onWake(() => this.#wake()));
    if (tabs === null) {
      this.#lead();
      return;
    }
    this.#closers.push(tabs.onMessage((message) => this.#hearTab(message)));
    this.#standForLead(false);
    tabs.post({ type: 'hello' });
  }

  stop(): void {
    for (const close of this.#closers) close();
    this.#closers = [];
    this.#cancelTakeover?.();
    this.#follow();
    this.#giveUpLead?.();
    this.#giveUpLead = null;
  }

  readonly send = (command: Command): Promise<Answer<CommandDone>> => {
    const { status } = this.#view;
    if (status.kind === 'ended') {
      return Promise.resolve(refuse(status.reason === 'room-ended' ? 'room-ended' : 'not-signed-in'));
    }
    const entry: OutboxEntry = { key: this.#environment.newKey(), command, merged: [], tried: false };
    return new Promise((resolve) => {
      this.#waiting.set(entry.key, { entry, resolve });
      if (this.#sender === null) this.#environment.tabs?.post({ type: 'send', entry });
      else this.#queue(entry);
    });
  };

  // --- Leading and following

  #standForLead(steal: boolean): void {
    const { tabs } = this.#environment;
    this.#giveUpLead?.();
    if (!steal) this.#expectLeader();
    this.#giveUpLead = tabs?.lead({ steal, led: () => this.#lead(), lost: () => this.#follow() }) ?? null;
  }

  #expectLeader(): void {
    this.#cancelTakeover?.();
    this.#cancelTakeover = null;
    if (this.#view.status.kind === 'ended') return;
    this.#cancelTakeover = this.#environment.after(leaderSilenceMilliseconds, () => this.#standForLead(true));
  }

  #lead(): void {
    this.#cancelTakeover?.();
    this.#cancelTakeover = null;
    const sender = new OutboxSender(
      this.#environment,
      (entry, answer) => this.#answered([entry.key, ...entry.merged], answer),
      () => this.#showLine({ pending: this.#sender?.entries.length ?? 0 }),
    );
    this.#sender = sender;
    this.#line = new StreamLine(this.#environment, () => this.#after, {
      onFrame: (frame, number) => {
        this.#environment.tabs?.post({ type: 'frame', frame, number });
        this.#take(frame, number);
      },
      onStatus: (status) => {
        if (status.kind === 'live' && this.#view.status.kind === 'live') return;
        this.#showLine({ status });
        if (status.kind === 'live') sender.hurry();
        if (status.kind === 'ended') this.#abandon();
      },
    });
    this.#change({ pending: sender.entries.length });
    for (const { entry } of this.#waiting.values()) this.#queue(entry);
    this.#environment.tabs?.post({ type: 'share', view: this.#view, after: this.#after });
    this.#line.start();
    sender.start();
    this.#showLife();
  }

  /** Other tabs hear of the leader also while nothing comes down. */
  #showLife(): void {
    this.#cancelLife?.();
    this.#cancelLife = this.#environment.after(leaderLifeMilliseconds, () => {
      this.#showLine({});
      this.#showLife();
    });
  }

  #follow(): void {
    this.#line?.stop();
    this.#sender?.stop();
    this.#cancelLife?.();
    this.#cancelLife = null;
    const led = this.#line !== null;
    this.#line = null;
    this.#sender = null;
    if (led && this.#closers.length > 0) this.#standForLead(false);
  }

  #hearTab(message: TabMessage): void {
    if (this.#sender !== null) {
      if (message.type === 'hello') {
        this.#environment.tabs?.post({ type: 'share', view: this.#view, after: this.#after });
      }
      if (message.type === 'send') this.#queue(message.entry);
      return;
    }
    if (message.type === 'hello' || message.type === 'send') return;
    this.#expectLeader();
    if (message.type === 'frame') this.#take(message.frame, message.number);
    if (message.type === 'line') this.#change(message.line);
    if (this.#view.status.kind === 'ended') this.#cancelTakeover?.();
    if (message.type === 'answer') this.#resolve(message.keys, message.answer);
    if (message.type === 'share') {
      if (message.view.state !== null) {
        this.#after = message.after;
        this.#change(message.view);
      }
      for (const { entry } of this.#waiting.values()) this.#environment.tabs?.post({ type: 'send', entry });
    }
  }

  #wake(): void {
    // A clock that jumped makes the offset wrong until the next beat.
    const now = this.#environment.now();
    if (Math.abs(now - this.#lastWall) > 60_000) this.#clock.forget();
    this.#lastWall = now;
    this.#line?.wake();
    if (this.#environment.isOnline()) this.#sender?.hurry();
  }

  // --- Commands

  #queue(entry: OutboxEntry): void {
    if (this.#sender?.add(entry) === false) this.#answered([entry.key], refuse('too-many-requests'));
  }

  #answered(keys: readonly string[], answer: Answer<CommandDone>): void {
    this.#environment.tabs?.post({ type: 'answer', keys, answer });
    this.#resolve(keys, answer);
  }

  #resolve(keys: readonly string[], answer: Answer<CommandDone>): void {
    for (const key of keys) {
      this.#waiting.get(key)?.resolve(answer);
      this.#waiting.delete(key);
    }
  }

  /** The line ended for good: nothing that waits will be sent. */
  #abandon(): void {
    this.#sender?.stop();
    const answer = refuse('not-signed-in');
    for (const entry of this.#sender?.empty() ?? []) this.#answered([entry.key, ...entry.merged], answer);
  }

  // --- What comes down

  #take(frame: StreamFrame, number: number | null): void {
    const { now } = this.#environment;
    if (number !== null) this.#after = Math.max(number, frame.type === 'snapshot' ? 0 : (this.#after ?? 0));
    if (frame.type === 'snapshot' || frame.type === 'beat') this.#clock.hear(frame.now, now());
    const clockOffset = this.#clock.offset;
    this.#lastWall = now();
    switch (frame.type) {
      case 'snapshot':
        this.#change({ state: frame.state, viewer: frame.viewer, clockOffset });
        break;
      case 'beat':
        if (this.#view.clockOffset !== clockOffset || this.#view.viewer === null) {
          this.#change({ viewer: frame.viewer, clockOffset });
        }
        break;
      case 'event': {
        const { state } = this.#view;
        if (state !== null && frame.event.number > state.number)
          this.#change({ state: applyEvent(state, frame.event) });
        break;
      }
      case 'log':
        this.#showLine({ logAvailable: frame.available });
        if (frame.available) this.#sender?.hurry();
        break;
      default:
        break;
    }
  }

  /** Something about the line changed: other tabs show it too. */
  #showLine(line: Partial<Pick<RoomView, 'status' | 'pending' | 'logAvailable'>>): void {
    this.#change(line);
    const { status, pending, logAvailable } = this.#view;
    this.#environment.tabs?.post({ type: 'line', line: { status, pending, logAvailable } });
  }

  #change(change: Partial<RoomView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

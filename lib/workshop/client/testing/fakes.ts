import type { Command } from '../../commands';
import type { NumberedEvent } from '../../events';
import type { Answer, CommandDone, StreamFrame, Viewer } from '../../protocol';
import type { RoomState } from '../../state';
import { tell } from '../../testing/arbitrary';
import { NoAnswer, type RoomEnvironment, type StreamOutcome } from '../environment';
import type { TabMessage } from '../tabs';

/** Time that passes only when a test says so. */
export class FakeClock {
  now = 1_800_000_100_000;
  #timers: { at: number; work: () => void }[] = [];

  after(milliseconds: number, work: () => void): () => void {
    const timer = { at: this.now + milliseconds, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass, with everything that was to happen in it, in order. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.now + milliseconds;
    await settle();
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      this.now = Math.max(this.now, next.at);
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.work();
      await settle();
    }
    this.now = until;
  }
}

/** Lets promises that are resolved already go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

interface OpenStream {
  readonly after: number | null;
  readonly send: (frame: StreamFrame, number?: number | null) => void;
  readonly close: (outcome?: StreamOutcome) => void;
}

interface Posted {
  readonly command: Command;
  readonly key: string;
  readonly answer: (answer: Answer<CommandDone>) => void;
  readonly fail: () => void;
}

/** A server that does what the test says: streams and commands wait until they are answered by hand. */
export class FakeServer {
  readonly streams: OpenStream[] = [];
  readonly posted: Posted[] = [];
  opened = 0;

  openStream(after: number | null, onFrame: (frame: StreamFrame, number: number | null) => void, signal: AbortSignal) {
    this.opened += 1;
    return new Promise<StreamOutcome>((resolve) => {
      const stream: OpenStream = {
        after,
        send: (frame, number = null) => onFrame(frame, number),
        close: (outcome = { kind: 'closed' }) => {
          const index = this.streams.indexOf(stream);
          if (index !== -1) this.streams.splice(index, 1);
          resolve(outcome);
        },
      };
      this.streams.push(stream);
      signal.addEventListener('abort', () => stream.close());
    });
  }

  postCommand(command: Command, key: string, signal: AbortSignal): Promise<Answer<CommandDone>> {
    return new Promise((resolve, reject) => {
      const take = () => {
        const index = this.posted.indexOf(posted);
        if (index !== -1) this.posted.splice(index, 1);
      };
      const fail = () => {
        take();
        reject(new NoAnswer('No answer.'));
      };
      const posted: Posted = {
        command,
        key,
        answer: (answer) => {
          take();
          resolve(answer);
        },
        fail,
      };
      this.posted.push(posted);
      signal.addEventListener('abort', fail);
    });
  }

  get stream(): OpenStream {
    const stream = this.streams.at(-1);
    if (stream === undefined) throw new Error('No stream is open.');
    return stream;
  }

  get first(): Posted {
    const posted = this.posted[0];
    if (posted === undefined) throw new Error('No command was sent.');
    return posted;
  }
}

interface Tab {
  listener: ((message: TabMessage) => void) | null;
  /** A frozen tab says nothing to the others. */
  frozen: boolean;
}

/** One browser: its storage, its network and its tabs, which hear each other. */
export class FakeBrowser {
  readonly clock: FakeClock;
  readonly server: FakeServer;
  stored: string | null = null;
  online = true;
  #keys = 0;
  readonly #wakes = new Set<() => void>();
  readonly #tabs = new Set<Tab>();
  readonly #queue: { led: () => void; lost: () => void }[] = [];

  constructor(clock: FakeClock, server: FakeServer) {
    this.clock = clock;
    this.server = server;
  }

  wake(): void {
    for (const listener of [...this.#wakes]) listener();
  }

  freeze(tab: number): void {
    const found = [...this.#tabs][tab];
    if (found !== undefined) found.frozen = true;
  }

  thaw(tab: number): void {
    const found = [...this.#tabs][tab];
    if (found !== undefined) found.frozen = false;
  }

  /** A tab; without `shared` the browser has no locks, and every tab is alone. */
  tab(shared = true): RoomEnvironment {
    const own: Tab = { listener: null, frozen: false };
    this.#tabs.add(own);
    return {
      transport: this.server,
      now: () => this.clock.now,
      random: () => 0.5,
      newKey: () => {
        this.#keys += 1;
        return `key-number-${this.#keys}`;
      },
      after: (milliseconds, work) => this.clock.after(milliseconds, work),
      isOnline: () => this.online,
      onWake: (listener) => {
        this.#wakes.add(listener);
        return () => this.#wakes.delete(listener);
      },
      storage: {
        read: () => this.stored,
        write: (text) => {
          this.stored = text;
        },
      },
      tabs: shared ? this.#openTabs(own) : null,
    };
  }

  #openTabs(own: Tab): NonNullable<RoomEnvironment['tabs']> {
    return {
      post: (message) => {
        if (own.frozen) return;
        const copy: TabMessage = structuredClone(message);
        for (const tab of this.#tabs) if (tab !== own) tab.listener?.(copy);
      },
      onMessage: (listener) => {
        own.listener = listener;
        return () => {
          own.listener = null;
        };
      },
      lead: ({ steal, led, lost }) => {
        const request = { led, lost };
        if (steal) {
          const robbed = this.#queue.shift();
          this.#queue.unshift(request);
          robbed?.lost();
          led();
        } else {
          this.#queue.push(request);
          if (this.#queue[0] === request) led();
        }
        return () => {
          const index = this.#queue.indexOf(request);
          if (index === -1) return;
          this.#queue.splice(index, 1);
          if (index === 0) this.#queue[0]?.led();
        };
      },
    };
  }
}

const story = tell([{ kind: 'join', name: 'Ana' }]);

/** A room with a host and one seat, after its second event. */
export const roomState: RoomState = (() => {
  const state = story.states.at(-1);
  if (state === undefined) throw new Error('The story has states.');
  return state;
})();

export const viewer: Viewer = { kind: 'seat', id: 'id-0' };

export const snapshot = (now = 1_800_000_100_000): StreamFrame => ({ type: 'snapshot', state: roomState, viewer, now });

/** An event that everybody hears. */
export const message = (number: number): NumberedEvent => ({
  version: 1,
  number,
  at: 1_800_000_000_100 + number,
  event: { kind: 'message-sent', message: `m${number}`, text: `Message ${number}`, by: 'host-1' },
});

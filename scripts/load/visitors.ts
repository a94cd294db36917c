import { RoomConnection } from '@/lib/workshop/client/connection';
import type { RoomEnvironment } from '@/lib/workshop/client/environment';
import { NoAnswer } from '@/lib/workshop/client/environment';
import { openTransport } from '@/lib/workshop/client/fetch-transport';
import { newKey } from '@/lib/workshop/client/secrets';
import { bearer, type Place, wait } from './people';

/** Somebody with the browser's own client, whose network can be cut. */
export class Visitor {
  readonly place: Place;
  readonly connection: RoomConnection;
  #online = true;
  #cut = new AbortController();
  readonly #wakes = new Set<() => void>();

  /** `originOf` may give another server at every try, as a balancer would. */
  constructor(place: Place, originOf: () => string) {
    this.place = place;
    const transport = () => openTransport(place.code, place.role, { origin: originOf(), headers: bearer(place) });
    let stored: string | null = null;
    const environment: RoomEnvironment = {
      transport: {
        openStream: (after, onFrame, signal) => {
          if (!this.#online) return Promise.resolve({ kind: 'closed' });
          return transport().openStream(after, onFrame, AbortSignal.any([signal, this.#cut.signal]));
        },
        postCommand: (command, key, signal) => {
          if (!this.#online) return Promise.reject(new NoAnswer('There is no network.'));
          return transport().postCommand(command, key, AbortSignal.any([signal, this.#cut.signal]));
        },
      },
      now: Date.now,
      random: Math.random,
      newKey,
      after: (milliseconds, work) => {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
      isOnline: () => this.#online,
      onWake: (listener) => {
        this.#wakes.add(listener);
        return () => this.#wakes.delete(listener);
      },
      storage: {
        read: () => stored,
        write: (text) => {
          stored = text;
        },
      },
      tabs: null,
    };
    this.connection = new RoomConnection(environment);
    this.connection.start();
  }

  get live(): boolean {
    return this.connection.getView().status.kind === 'live';
  }

  loseNetwork(): void {
    this.#online = false;
    this.#cut.abort();
    for (const wake of this.#wakes) wake();
  }

  findNetwork(): void {
    this.#online = true;
    this.#cut = new AbortController();
    for (const wake of this.#wakes) wake();
  }
}

/** Waits until something holds; the milliseconds that it took, or `null` after too long. */
export async function until(holds: () => boolean, patience = 60_000): Promise<number | null> {
  const started = performance.now();
  while (performance.now() - started < patience) {
    if (holds()) return performance.now() - started;
    await wait(20);
  }
  return null;
}

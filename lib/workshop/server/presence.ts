import type { EventOf } from '../events';
import type { RoomState } from '../state';

type Present = Readonly<Record<string, { readonly id: string; readonly instance: string | null }>>;

interface Change {
  readonly here: string[];
  readonly gone: string[];
}

/** Who came and went since the room last said so, by what one process knows. */
function compare(all: Present, connected: ReadonlySet<string>, instance: string): Change {
  const here: string[] = [];
  const gone: string[] = [];
  for (const { id, instance: at } of Object.values(all)) {
    if (at === null && connected.has(id)) here.push(id);
    if (at === instance && !connected.has(id)) gone.push(id);
  }
  return { here, gone };
}

export type PresenceChanged = EventOf<'presence-changed'>;

/**
 * What one process has to say about who is connected; `null` where the room knows it already. Somebody who has streams through
 * two processes stays with the first, until it says that they are gone.
 */
export function describePresence(
  state: RoomState,
  instance: string,
  hosts: ReadonlySet<string>,
  seats: ReadonlySet<string>,
): PresenceChanged | null {
  const change = { hosts: compare(state.hosts, hosts, instance), seats: compare(state.seats, seats, instance) };
  const nothing = [change.hosts, change.seats].every(({ here, gone }) => here.length + gone.length === 0);
  return nothing ? null : { kind: 'presence-changed', instance, ...change };
}

/** Other processes through which somebody is said to be connected. */
export function otherInstances(state: RoomState, instance: string): string[] {
  const named = [...Object.values(state.hosts), ...Object.values(state.seats)].map((somebody) => somebody.instance);
  return [...new Set(named)].filter((other): other is string => other !== null && other !== instance);
}

import type { NumberedEvent, RoomEvent } from './events';
import { type Audience, audiences } from './permissions';
import type { Viewer } from './protocol';
import type { Host, Poll, RoomState, SavedFile, Seat } from './state';
import { countBytes } from './values';

/** Viewers that see the same of an event: every host; the participant that it is about; every other participant. */
export type ViewerClass = 'hosts' | 'owner' | 'others';

const seenBy: Readonly<Record<Audience, readonly ViewerClass[]>> = {
  everybody: ['hosts', 'owner', 'others'],
  hosts: ['hosts'],
  owner: ['owner'],
  'hosts-and-owner': ['hosts', 'owner'],
};

/** The seat that an event is about; `null` where it is about none, or about many. */
export function ownerOf(event: RoomEvent): string | null {
  return 'seat' in event ? event.seat : null;
}

function redactBody(event: RoomEvent, viewers: ViewerClass): RoomEvent {
  if ('credential' in event) return { ...event, credential: null };
  if (event.kind === 'files-saved' && viewers === 'hosts') {
    const files = event.files.map((file) =>
      'text' in file ? { path: file.path, bytes: countBytes(file.text) } : file,
    );
    return { ...event, files };
  }
  if (event.kind === 'spotlight-started' && viewers === 'others') return { ...event, seat: null };
  return event;
}

/** What a class of viewers sees of an event; `null` for nothing. No secret's hash is seen by anybody. */
export function redactForClass(numbered: NumberedEvent, viewers: ViewerClass): NumberedEvent | null {
  if (!seenBy[audiences[numbered.event.kind]].includes(viewers)) return null;
  return { ...numbered, event: redactBody(numbered.event, viewers) };
}

/** The class of one viewer with regard to one event. */
export function classOf(viewer: Viewer, event: RoomEvent): ViewerClass {
  if (viewer.kind === 'host') return 'hosts';
  return ownerOf(event) === viewer.id ? 'owner' : 'others';
}

/** What one viewer sees of an event; `null` for nothing. */
export function redactFor(viewer: Viewer, numbered: NumberedEvent): NumberedEvent | null {
  return redactForClass(numbered, classOf(viewer, numbered.event));
}

const mapValues = <Before, After>(
  all: Readonly<Record<string, Before>>,
  change: (value: Before) => After,
): Readonly<Record<string, After>> =>
  Object.fromEntries(Object.entries(all).map(([key, value]) => [key, change(value)]));

const withoutText = ({ bytes, savedAt }: SavedFile): SavedFile => ({ bytes, savedAt });

const seatForHosts = (seat: Seat): Seat => ({
  ...seat,
  moveCodeUntil: null,
  files: mapValues(seat.files, (files) => mapValues(files, withoutText)),
});

function redactForSeat(state: RoomState, id: string): RoomState {
  const own = state.seats[id];
  const hosts = mapValues(state.hosts, (host): Host => ({ ...host, instance: null }));
  const polls = state.polls.map((poll): Poll => {
    const vote = poll.votes[id];
    return { ...poll, votes: vote === undefined ? {} : { [id]: vote } };
  });
  return {
    ...state,
    hosts,
    polls,
    invites: {},
    seats: own === undefined ? {} : { [id]: { ...own, instance: null } },
    spotlightRequest: state.spotlightRequest?.seat === id ? state.spotlightRequest : null,
    spotlight:
      state.spotlight === null || state.spotlight.seat === id ? state.spotlight : { ...state.spotlight, seat: null },
    credentials: {},
  };
}

/**
 * The state as one viewer may see it. Applying a redacted event to a redacted state gives what redacting the new state gives,
 * which `redact.test.ts` holds for any sequence of commands.
 */
export function redactState(viewer: Viewer, state: RoomState): RoomState {
  if (viewer.kind === 'seat') return redactForSeat(state, viewer.id);
  return { ...state, seats: mapValues(state.seats, seatForHosts), credentials: {} };
}

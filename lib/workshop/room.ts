import type { EventOf, NumberedEvent, RoomEvent } from './events';
import {
  addCredential,
  changePresence,
  dropCredentials,
  emptySeat,
  makeMoveCode,
  moveSeat,
  patchSeat,
  reportProgress,
  saveFiles,
  takeSeat,
} from './reduce/seats';
import {
  lockPlaces,
  openPoll,
  patchPoll,
  sendMessage,
  startSpotlight,
  unlockPlaces,
  updateSpotlight,
} from './reduce/stage';
import type { RoomState } from './state';

/** The room as its first event, `room-created`, makes it. */
function createRoom(event: EventOf<'room-created'>, at: number): RoomState {
  const room: RoomState = {
    number: 0,
    code: event.code,
    title: event.title,
    createdAt: at,
    lessons: event.lessons,
    options: event.options,
    joining: 'open',
    ended: false,
    hosts: { [event.host]: { id: event.host, name: event.name, joinedAt: at, instance: null } },
    holder: event.host,
    invites: {},
    seats: {},
    pushed: null,
    shown: null,
    locked: [],
    timer: null,
    messages: [],
    polls: [],
    spotlightRequest: null,
    spotlight: null,
    leaderboard: null,
    credentials: {},
  };
  return addCredential(room, event.credential, { kind: 'host', id: event.host, until: null });
}

function joinAsHost(state: RoomState, event: EventOf<'host-joined'>, at: number): RoomState {
  const invites = Object.fromEntries(Object.entries(state.invites).filter(([id]) => id !== event.invite));
  const host = { id: event.host, name: event.name, joinedAt: at, instance: null };
  const used = dropCredentials(state, (owner) => owner.kind === 'invite' && owner.id === event.invite);
  return addCredential({ ...used, invites, hosts: { ...state.hosts, [event.host]: host } }, event.credential, {
    kind: 'host',
    id: event.host,
    until: null,
  });
}

function inviteHost(state: RoomState, event: EventOf<'host-invited'>): RoomState {
  const invites = { ...state.invites, [event.invite]: { by: event.by, expiresAt: event.expiresAt } };
  const owner = { kind: 'invite', id: event.invite, until: event.expiresAt } as const;
  return addCredential({ ...state, invites }, event.credential, owner);
}

/** One flat list of all kinds reads better than a tree of functions. */
function reduce(state: RoomState, event: RoomEvent, at: number): RoomState {
  switch (event.kind) {
    case 'room-created':
      return createRoom(event, at);
    case 'room-changed':
      return { ...state, title: event.title, options: event.options };
    case 'joining-closed':
      return { ...state, joining: 'closed' };
    case 'joining-opened':
      return { ...state, joining: 'open' };
    case 'room-ended':
      return { ...state, ended: true };
    case 'host-invited':
      return inviteHost(state, event);
    case 'host-joined':
      return joinAsHost(state, event, at);
    case 'controls-passed':
      return { ...state, holder: event.to };
    case 'seat-taken':
      return takeSeat(state, event, at);
    case 'seat-returned':
      return patchSeat(state, event.seat, () => ({ status: 'present', activeAt: at }));
    case 'seat-renamed':
      return patchSeat(state, event.seat, () => ({ name: event.name, activeAt: at }));
    case 'seat-left':
      return emptySeat(state, event.seat, 'left');
    case 'seat-removed':
    case 'seat-pardoned':
      return emptySeat(state, event.seat, 'removed');
    case 'seat-banned':
      return emptySeat(state, event.seat, 'banned');
    case 'move-code-made':
      return makeMoveCode(state, event);
    case 'seat-moved':
      return moveSeat(state, event, at);
    case 'presence-changed':
      return changePresence(state, event);
    case 'files-saved':
      return patchSeat(state, event.seat, (seat) => saveFiles(seat, event, at));
    case 'progress-reported':
      return patchSeat(state, event.seat, (seat) => reportProgress(seat, event, at));
    case 'hand-raised':
      return patchSeat(state, event.seat, () => ({ hand: { raisedAt: at, note: event.note }, activeAt: at }));
    case 'hand-lowered':
      return patchSeat(state, event.seat, () => ({ hand: null, ...(event.how === 'cancelled' && { activeAt: at }) }));
    case 'everybody-pushed':
      return { ...state, pushed: { place: event.place, by: event.by, at } };
    case 'work-shown':
      return { ...state, shown: { place: event.place, by: event.by, files: event.files } };
    case 'showing-stopped':
      return { ...state, shown: null };
    case 'places-locked':
      return lockPlaces(state, event.places);
    case 'places-unlocked':
      return unlockPlaces(state, event.places);
    case 'timer-started':
      return { ...state, timer: { label: event.label, startedAt: event.startedAt, endsAt: event.endsAt } };
    case 'timer-extended':
      return { ...state, timer: state.timer && { ...state.timer, endsAt: event.endsAt } };
    case 'timer-cancelled':
      return { ...state, timer: null };
    case 'message-sent':
      return sendMessage(state, event, at);
    case 'poll-opened':
      return openPoll(state, event);
    case 'vote-cast': {
      const voted = patchPoll(state, event.poll, ({ votes }) => ({ votes: { ...votes, [event.seat]: event.option } }));
      return patchSeat(voted, event.seat, () => ({ activeAt: at }));
    }
    case 'poll-closed':
      return patchPoll(state, event.poll, () => ({ open: false }));
    case 'poll-results-shown':
      return patchPoll(state, event.poll, () => ({ results: event.counts }));
    case 'poll-withdrawn':
      return { ...state, polls: state.polls.filter((poll) => poll.id !== event.poll) };
    case 'spotlight-requested':
      return { ...state, spotlightRequest: { seat: event.seat, by: event.by } };
    case 'spotlight-declined':
      return { ...state, spotlightRequest: null };
    case 'spotlight-started':
      return startSpotlight(state, event, at);
    case 'spotlight-updated':
      return updateSpotlight(state, event);
    case 'spotlight-ended':
      return { ...state, spotlightRequest: null, spotlight: null };
    case 'leaderboard-shown':
      return { ...state, leaderboard: { entries: event.entries, at } };
    case 'leaderboard-hidden':
      return { ...state, leaderboard: null };
  }
}

/** The room before its first event. A log that does not begin with `room-created` is broken: an exception. */
export function beginRoom(numbered: NumberedEvent): RoomState {
  const { event, at, number } = numbered;
  if (event.kind !== 'room-created') throw new Error(`A room begins with room-created, not with ${event.kind}.`);
  return { ...createRoom(event, at), number };
}

/**
 * The room after one more event. Pure; the same on the server, for hosts and for participants, who get the events that
 * `redact.ts` leaves them: what it does to their state is what it does to the server's, redacted. Numbers may skip (an event
 * that is not for this viewer) but never go back: an event that was applied already changes nothing.
 */
export function applyEvent(state: RoomState, numbered: NumberedEvent): RoomState {
  if (numbered.number <= state.number) return state;
  return { ...reduce(state, numbered.event, numbered.at), number: numbered.number };
}

/** Applies events in order to a room, or from its first event on where there is none yet. */
export function applyEvents(state: RoomState | null, events: readonly NumberedEvent[]): RoomState | null {
  let room = state;
  for (const event of events) room = room === null ? beginRoom(event) : applyEvent(room, event);
  return room;
}

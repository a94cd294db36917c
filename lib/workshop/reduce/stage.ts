import type { EventOf } from '../events';
import { roomLimits } from '../limits';
import type { Poll, RoomState, Spotlight } from '../state';
import { type Place, placeKey } from '../values';
import { patchSeat } from './seats';

export function lockPlaces(state: RoomState, places: readonly Place[]): RoomState {
  return { ...state, locked: [...new Set([...state.locked, ...places.map(placeKey)])].sort() };
}

export function unlockPlaces(state: RoomState, places: readonly Place[]): RoomState {
  const open = new Set(places.map(placeKey));
  return { ...state, locked: state.locked.filter((key) => !open.has(key)) };
}

export function sendMessage(state: RoomState, event: EventOf<'message-sent'>, at: number): RoomState {
  const message = { id: event.message, text: event.text, by: event.by, sentAt: at };
  return { ...state, messages: [...state.messages, message].slice(-roomLimits.messages) };
}

export function openPoll(state: RoomState, event: EventOf<'poll-opened'>): RoomState {
  const { question, options } = event;
  const poll: Poll = { id: event.poll, question, options, open: true, votes: {}, results: null };
  return { ...state, polls: [...state.polls, poll] };
}

export function patchPoll(state: RoomState, id: string, change: (poll: Poll) => Partial<Poll>): RoomState {
  return { ...state, polls: state.polls.map((poll) => (poll.id === id ? { ...poll, ...change(poll) } : poll)) };
}

export function startSpotlight(state: RoomState, event: EventOf<'spotlight-started'>, at: number): RoomState {
  const { seat, name, lesson, files } = event;
  const spotlight: Spotlight = { seat, name, lesson, files, startedAt: at };
  const started = { ...state, spotlightRequest: null, spotlight };
  return seat === null ? started : patchSeat(started, seat, () => ({ activeAt: at }));
}

export function updateSpotlight(state: RoomState, event: EventOf<'spotlight-updated'>): RoomState {
  if (state.spotlight === null) return state;
  const gone = new Set([...event.removed, ...event.files.map((file) => file.path)]);
  const files = [...state.spotlight.files.filter((file) => !gone.has(file.path)), ...event.files];
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  return { ...state, spotlight: { ...state.spotlight, files: files.slice(0, roomLimits.filesPerSave) } };
}

import type { ReactNode } from 'react';
import type { RoomView } from '@/lib/workshop/client/types';
import type { Command } from '@/lib/workshop/commands';
import type { Poll, RoomState, Seat } from '@/lib/workshop/state';
import { RoomContext } from './room-context';

/** A room's state for tests of what people see. */
export function makeState(more: Partial<RoomState> = {}): RoomState {
  return {
    number: 1,
    code: 'ACDEFG',
    title: 'Small images',
    createdAt: 0,
    lessons: ['queue-consumer/01-ubuntu', 'queue-consumer/02-slim'],
    options: { seats: 30, ownNames: true },
    joining: 'open',
    ended: false,
    hosts: { h1: { id: 'h1', name: 'Grace', joinedAt: 0, instance: null } },
    holder: 'h1',
    invites: {},
    seats: { s1: makeSeat() },
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
    ...more,
  };
}

export function makeSeat(more: Partial<Seat> = {}): Seat {
  return {
    id: 's1',
    name: 'Ada',
    status: 'present',
    joinedAt: 0,
    activeAt: 0,
    instance: null,
    place: null,
    progress: {},
    hand: null,
    files: {},
    fileBytes: 0,
    fileCount: 0,
    moveCodeUntil: null,
    ...more,
  };
}

export function makePoll(more: Partial<Poll> = {}): Poll {
  return { id: 'p2', question: 'Which?', options: ['this', 'that'], open: true, votes: {}, results: null, ...more };
}

export function makeView(state: RoomState | null, more: Partial<RoomView> = {}): RoomView {
  return {
    state,
    viewer: { kind: 'seat', id: 's1' },
    status: { kind: 'live' },
    pending: 0,
    logAvailable: true,
    clockOffset: 0,
    ...more,
  };
}

interface RoomForTestProps {
  readonly view: RoomView;
  /** Says whether a command is carried out. */
  readonly onSend?: (command: Command) => boolean;
  readonly children: ReactNode;
}

/** A room without a server: shows `view`, hands each command to `onSend`. */
export function RoomForTest({ view, onSend = () => true, children }: RoomForTestProps) {
  const line = {
    start: () => {},
    stop: () => {},
    subscribe: () => () => {},
    getView: () => view,
    send: async (command: Command) => {
      onSend(command);
      return { ok: true as const, numbers: null };
    },
    serverNow: () => 0,
  };
  const send = async (command: Command) => onSend(command);
  return (
    <RoomContext value={{ code: 'ACDEFG', view, line, refusal: null, dismissRefusal: () => {}, send }}>
      {children}
    </RoomContext>
  );
}

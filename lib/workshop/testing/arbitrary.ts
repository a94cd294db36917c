import fc from 'fast-check';
import type { Command } from '../commands';
import { decide } from '../decide/decide';
import type { Decision, DecisionContext } from '../decide/decision';
import { decideHostJoin, decideJoin, decideMove, decideReturn } from '../decide/joining';
import { refreshLeaderboard } from '../decide/leaderboard';
import type { NumberedEvent, RoomEvent } from '../events';
import { isSuitableName } from '../names/screen';
import { applyEvent, beginRoom } from '../room';
import type { RoomState } from '../state';
import type { Place } from '../values';

/** One thing that happens to a room in a test. Indexes choose among those who are there. */
export type Happening =
  | { readonly kind: 'join'; readonly name: string | null }
  | { readonly kind: 'return' | 'move'; readonly who: number }
  | { readonly kind: 'host-join'; readonly name: string }
  | { readonly kind: 'presence'; readonly who: readonly number[]; readonly instance: string }
  | { readonly kind: 'leaderboard' }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'by-seat'; readonly who: number; readonly command: Command }
  | { readonly kind: 'by-host'; readonly who: number; readonly command: Command; readonly whom: number };

export const lessons = ['queue-consumer/01-ubuntu', 'queue-consumer/02-slim'];

const lesson = fc.constantFrom(...lessons, 'other/lesson');
const place: fc.Arbitrary<Place> = fc.record({ lesson, step: fc.constantFrom(null, 'builds', 'small') });
const who = fc.nat(3);
const file = fc.record({
  path: fc.constantFrom('Dockerfile', '.dockerignore', 'src/main.py'),
  text: fc.constantFrom('FROM scratch\n', 'SECRET-WORK-ONE', 'SECRET-WORK-TWO', ''),
});
const files = fc.array(file, { maxLength: 3 });
const name = fc.constantFrom('Ana', 'ana', 'Аna', 'Ben', 'B\u200ben', 'Zoë', '   ', 'x'.repeat(41), 'Grace Hopper');
const text = fc.constantFrom('Hello', 'Two\nlines', ' \u200b ');
const met = fc.subarray(['builds', 'small', 'silent']);
const score = fc.constantFrom(null, 10, 90);
/** Which one is filled in when it is known which there are. */
const poll = fc.constantFrom('?', 'none');
const kind = <Kind extends Command['kind']>(value: Kind) => fc.constant(value);

const seatCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: kind('save-files'), lesson, files, removed: fc.subarray(['Dockerfile', 'old.py']) }),
  fc.record({ kind: kind('report-progress'), place, met, score }),
  fc.record({ kind: kind('raise-hand'), note: fc.constantFrom('', 'Help') }),
  fc.record({ kind: kind('vote'), poll, option: fc.nat(3) }),
  fc.record({ kind: kind('accept-spotlight'), named: fc.boolean(), lesson }),
  fc.record({ kind: kind('rename'), name }),
  fc.record({
    kind: fc.constantFrom('lower-hand', 'decline-spotlight', 'leave-spotlight', 'make-move-code', 'leave'),
  }),
);

/** `seat` and `host` of these are filled in when it is known who is there. */
const hostCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: kind('push'), place }),
  fc.record({ kind: kind('show-work'), place, files }),
  fc.record({
    kind: fc.constantFrom('lock' as const, 'unlock' as const),
    places: fc.array(place, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: kind('start-timer'), label: text, seconds: fc.integer({ min: 5, max: 600 }) }),
  fc.record({ kind: kind('extend-timer'), seconds: fc.integer({ min: 5, max: 600 }) }),
  fc.record({ kind: kind('send-message'), text }),
  fc.record({ kind: kind('open-poll'), question: text, options: fc.constant<string[]>(['Yes', 'No']) }),
  fc.record({ kind: fc.constantFrom('close-poll', 'show-poll-results', 'withdraw-poll'), poll }),
  fc.record({
    kind: fc.constantFrom('answer-hand', 'request-spotlight', 'remove', 'ban', 'pardon'),
    seat: fc.constant('?'),
  }),
  fc.record({ kind: kind('hand-over'), host: fc.constant('?') }),
  fc.record({
    kind: kind('change-room'),
    title: text,
    options: fc.record({ seats: fc.integer({ min: 1, max: 5 }), ownNames: fc.boolean() }),
  }),
  fc.record({
    kind: fc.constantFrom(
      'stop-showing',
      'cancel-timer',
      'end-spotlight',
      'show-leaderboard',
      'hide-leaderboard',
      'close-joining',
      'open-joining',
      'invite-host',
      'take-over',
    ),
  }),
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('join' as const), name: fc.option(name) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('return' as const, 'move' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('host-join' as const), name }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('presence' as const),
      who: fc.array(who, { maxLength: 4 }),
      instance: fc.constantFrom('one', 'two'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'leaderboard' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.constantFrom(1, 60_000, 400_000) }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('by-seat' as const), who, command: seatCommand }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('by-host' as const), who, command: hostCommand, whom: who }) },
);

/** Any sequence of what can happen to a room, refused or not. */
export const happenings = (longest = 60): fc.Arbitrary<Happening[]> =>
  fc.array(happening, { maxLength: longest, size: 'max' });

const start = 1_800_000_000_000;
export const roomCode = '234679';

export const hashOf = (label: string): string => label.padEnd(43, '_');

const created: NumberedEvent = {
  version: 1,
  number: 1,
  at: start,
  event: {
    kind: 'room-created',
    code: roomCode,
    title: 'A workshop',
    lessons,
    options: { seats: 5, ownNames: true },
    host: 'host-1',
    name: 'The Host',
    credential: hashOf('secret-of-host-1'),
  },
};

export interface Story {
  readonly events: readonly NumberedEvent[];
  /** The state after each event. */
  readonly states: readonly RoomState[];
  readonly decisions: readonly Decision[];
}

const pick = <Kind>(all: readonly Kind[], index: number): Kind | undefined => all[index % Math.max(1, all.length)];

function fillIn(command: Command, state: RoomState, whom: number): Command {
  if ('poll' in command && command.poll === '?') return { ...command, poll: pick(state.polls, whom)?.id ?? 'none' };
  if ('seat' in command) return { ...command, seat: pick(Object.keys(state.seats), whom) ?? 'nobody' };
  if (command.kind === 'hand-over') return { ...command, host: pick(Object.keys(state.hosts), whom) ?? 'nobody' };
  return command;
}

const accept = (...events: RoomEvent[]): Decision => ({ ok: true, events });

function decideOn(state: RoomState, what: Happening, context: DecisionContext): Decision {
  const seats = Object.keys(state.seats);
  const hosts = Object.keys(state.hosts);
  const hashes = (kind: string) =>
    Object.entries(state.credentials).flatMap(([hash, owner]) => (owner.kind === kind ? [hash] : []));
  switch (what.kind) {
    case 'join':
      return decideJoin(state, what.name, context);
    case 'return':
      return decideReturn(state, pick(seats, what.who) ?? 'nobody');
    case 'move':
      return decideMove(state, pick(hashes('move'), what.who) ?? 'nothing', context);
    case 'host-join':
      return decideHostJoin(state, hashes('invite')[0] ?? 'nothing', what.name, context);
    case 'presence': {
      const chosen = what.who.flatMap((index) => pick(seats, index) ?? []);
      const change = { here: chosen.slice(0, 2), gone: chosen.slice(2) };
      return accept({
        kind: 'presence-changed',
        instance: what.instance,
        hosts: { here: hosts, gone: [] },
        seats: change,
      });
    }
    case 'leaderboard':
      return accept(...refreshLeaderboard(state));
    case 'wait':
      return accept();
    case 'by-seat': {
      const asked = what.command.kind.endsWith('-spotlight') ? state.spotlightRequest?.seat : undefined;
      const id = asked ?? pick(seats, what.who) ?? 'nobody';
      return decide(state, { kind: 'seat', id }, fillIn(what.command, state, what.who), context);
    }
    case 'by-host': {
      const id = pick(hosts, what.who) ?? 'nobody';
      return decide(state, { kind: 'host', id }, fillIn(what.command, state, what.whom), context);
    }
  }
}

/** Lets things happen to a new room, one after another. The same happenings make the same story. */
export function tell(all: readonly Happening[]): Story {
  let state = beginRoom(created);
  let now = start;
  const story = { events: [created], states: [state], decisions: [] as Decision[] };
  all.forEach((what, turn) => {
    now += what.kind === 'wait' ? what.milliseconds : 10;
    const decision = decideOn(state, what, {
      now,
      newId: `id-${turn}`,
      credential: hashOf(`secret-of-turn-${turn}`),
      random: () => ((turn * 7919) % 1000) / 1000,
      isSuitableName,
    });
    story.decisions.push(decision);
    if (!decision.ok) return;
    for (const event of decision.events) {
      const numbered: NumberedEvent = { version: 1, number: state.number + 1, at: now, event };
      state = applyEvent(state, numbered);
      story.events.push(numbered);
      story.states.push(state);
    }
  });
  return story;
}

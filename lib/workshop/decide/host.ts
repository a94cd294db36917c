import type { HostCommand } from '../commands';
import type { EventOf, RoomEvent } from '../events';
import { roomLimits } from '../limits';
import { cleanLine, cleanText } from '../names/normalise';
import { isTaken, suggestName } from '../names/unique';
import { type RefusalCode, refuse } from '../refusals';
import type { Host, Poll, RoomState, Seat } from '../state';
import { type Place, placeKey } from '../values';
import { accept, type Decision, type DecisionContext, nextIdentifier } from './decision';
import { rankSeats, refreshLeaderboard } from './leaderboard';
import { namesTaken } from './names';
import { darken } from './seat';

type CommandOf<Kind extends HostCommand['kind']> = Extract<HostCommand, { readonly kind: Kind }>;

const knowsLessons = (state: RoomState, places: readonly Place[]) =>
  places.every(({ lesson }) => state.lessons.includes(lesson));

/** Runs `then` with the seat of that id, or refuses. */
function withSeat(state: RoomState, id: string, then: (seat: Seat) => Decision): Decision {
  const seat = Object.hasOwn(state.seats, id) ? state.seats[id] : undefined;
  return seat === undefined ? refuse('no-such-seat') : then(seat);
}

function withPoll(state: RoomState, id: string, then: (poll: Poll) => Decision): Decision {
  const poll = state.polls.find((candidate) => candidate.id === id);
  return poll === undefined ? refuse('no-such-poll') : then(poll);
}

/** The events, and the leaderboard without whoever they take out of the room. */
function takeOut(state: RoomState, seat: Seat, event: RoomEvent): Decision {
  const { [seat.id]: _, ...others } = state.seats;
  return accept(...darken(state, seat.id), event, ...refreshLeaderboard({ ...state, seats: others }));
}

function decideTimer(
  state: RoomState,
  command: CommandOf<'start-timer' | 'extend-timer' | 'cancel-timer'>,
  now: number,
): Decision {
  if (command.kind === 'start-timer') {
    const endsAt = now + command.seconds * 1000;
    return accept({ kind: 'timer-started', label: cleanLine(command.label), startedAt: now, endsAt });
  }
  if (state.timer === null) return refuse('no-timer');
  if (command.kind === 'cancel-timer') return accept({ kind: 'timer-cancelled' });
  const longest = now + roomLimits.minutesOfTimer * 60_000;
  const endsAt = Math.min(Math.max(state.timer.endsAt, now) + command.seconds * 1000, longest);
  return accept({ kind: 'timer-extended', endsAt });
}

function decidePoll(
  state: RoomState,
  command: CommandOf<'open-poll' | 'close-poll' | 'show-poll-results' | 'withdraw-poll'>,
): Decision {
  if (command.kind === 'open-poll') {
    if (state.polls.length >= roomLimits.polls) return refuse('too-many-polls');
    const question = cleanLine(command.question);
    const options = command.options.map(cleanLine);
    if (question === '' || options.includes('')) return refuse('text-empty');
    return accept({ kind: 'poll-opened', poll: nextIdentifier('p', state), question, options });
  }
  return withPoll(state, command.poll, (poll) => {
    if (command.kind === 'withdraw-poll') return accept({ kind: 'poll-withdrawn', poll: poll.id });
    const closing: EventOf<'poll-closed'>[] = poll.open ? [{ kind: 'poll-closed', poll: poll.id }] : [];
    if (command.kind === 'close-poll') return accept(...closing);
    const votes = Object.values(poll.votes);
    const counts = poll.options.map((_, option) => votes.filter((vote) => vote === option).length);
    return accept(...closing, { kind: 'poll-results-shown', poll: poll.id, counts });
  });
}

function decideSpotlightRequest(state: RoomState, host: Host, id: string): Decision {
  return withSeat(state, id, (seat) => {
    if (seat.status !== 'present') return refuse('no-such-seat');
    if (state.spotlightRequest?.seat === id) return accept();
    if (state.spotlight !== null || state.spotlightRequest !== null) return refuse('spotlight-busy');
    return accept({ kind: 'spotlight-requested', seat: id, by: host.id });
  });
}

function decideInvitation(state: RoomState, host: Host, context: DecisionContext): Decision {
  const open = Object.values(state.invites).filter(({ expiresAt }) => expiresAt > context.now);
  if (open.length >= roomLimits.invites) return refuse('too-many-invites');
  if (Object.keys(state.hosts).length >= roomLimits.hosts) return refuse('too-many-hosts');
  const { now, newId: invite, credential } = context;
  return accept({
    kind: 'host-invited',
    invite,
    by: host.id,
    expiresAt: now + roomLimits.inviteMilliseconds,
    credential,
  });
}

function decideControls(state: RoomState, host: Host, command: CommandOf<'hand-over' | 'take-over'>): Decision {
  if (command.kind === 'hand-over') {
    if (!Object.hasOwn(state.hosts, command.host)) return refuse('no-such-host');
    if (command.host === host.id) return accept();
    return accept({ kind: 'controls-passed', to: command.host, how: 'handed' });
  }
  if (state.holder === host.id) return accept();
  if (state.hosts[state.holder]?.instance != null) return refuse('controls-held');
  return accept({ kind: 'controls-passed', to: host.id, how: 'taken' });
}

/** The name was free while its bearer was banned: whoever has taken it since keeps it. */
function decidePardon(state: RoomState, seat: Seat, host: Host): Decision {
  if (seat.status !== 'banned') return accept();
  const taken = namesTaken(state, seat.id);
  const renamed: RoomEvent[] = isTaken(seat.name, taken)
    ? [{ kind: 'seat-renamed', seat: seat.id, name: suggestName(seat.name, taken) }]
    : [];
  return accept(...renamed, { kind: 'seat-pardoned', seat: seat.id, by: host.id });
}

function decideModeration(
  state: RoomState,
  host: Host,
  command: CommandOf<'answer-hand' | 'remove' | 'ban' | 'pardon'>,
): Decision {
  return withSeat(state, command.seat, (seat) => {
    const about = { seat: seat.id, by: host.id };
    switch (command.kind) {
      case 'answer-hand':
        return seat.hand === null ? accept() : accept({ kind: 'hand-lowered', seat: seat.id, how: 'answered' });
      case 'remove':
        if (seat.status === 'removed' || seat.status === 'banned') return accept();
        return takeOut(state, seat, { kind: 'seat-removed', ...about });
      case 'ban':
        return seat.status === 'banned' ? accept() : takeOut(state, seat, { kind: 'seat-banned', ...about });
      case 'pardon':
        return decidePardon(state, seat, host);
    }
  });
}

function decideStage(
  state: RoomState,
  host: Host,
  command: CommandOf<'push' | 'show-work' | 'stop-showing' | 'lock' | 'unlock' | 'send-message' | 'change-room'>,
): Decision {
  const unknown: RefusalCode = 'no-such-lesson';
  switch (command.kind) {
    case 'push':
      if (!knowsLessons(state, [command.place])) return refuse(unknown);
      return accept({ kind: 'everybody-pushed', place: command.place, by: host.id });
    case 'show-work':
      if (!knowsLessons(state, [command.place])) return refuse(unknown);
      return accept({ kind: 'work-shown', place: command.place, files: command.files, by: host.id });
    case 'stop-showing':
      return state.shown === null ? accept() : accept({ kind: 'showing-stopped' });
    case 'lock': {
      if (!knowsLessons(state, command.places)) return refuse(unknown);
      const places = command.places.filter((place) => !state.locked.includes(placeKey(place)));
      if (state.locked.length + places.length > roomLimits.lessons * 4) return refuse('bad-request');
      return places.length === 0 ? accept() : accept({ kind: 'places-locked', places });
    }
    case 'unlock': {
      const places = command.places.filter((place) => state.locked.includes(placeKey(place)));
      return places.length === 0 ? accept() : accept({ kind: 'places-unlocked', places });
    }
    case 'send-message': {
      const text = cleanText(command.text);
      if (text === '') return refuse('text-empty');
      return accept({ kind: 'message-sent', message: nextIdentifier('m', state), text, by: host.id });
    }
    case 'change-room': {
      const title = cleanLine(command.title);
      return title === '' ? refuse('text-empty') : accept({ kind: 'room-changed', title, options: command.options });
    }
  }
}

/** What a host's command comes to. The host exists and has the right to give it. */
export function decideForHost(state: RoomState, host: Host, command: HostCommand, context: DecisionContext): Decision {
  switch (command.kind) {
    case 'start-timer':
    case 'extend-timer':
    case 'cancel-timer':
      return decideTimer(state, command, context.now);
    case 'open-poll':
    case 'close-poll':
    case 'show-poll-results':
    case 'withdraw-poll':
      return decidePoll(state, command);
    case 'request-spotlight':
      return decideSpotlightRequest(state, host, command.seat);
    case 'end-spotlight':
      return (state.spotlight ?? state.spotlightRequest) ? accept({ kind: 'spotlight-ended' }) : accept();
    case 'show-leaderboard':
      return state.leaderboard === null
        ? accept({ kind: 'leaderboard-shown', entries: rankSeats(state) })
        : accept(...refreshLeaderboard(state));
    case 'hide-leaderboard':
      return state.leaderboard === null ? accept() : accept({ kind: 'leaderboard-hidden' });
    case 'answer-hand':
    case 'remove':
    case 'ban':
    case 'pardon':
      return decideModeration(state, host, command);
    case 'close-joining':
      return state.joining === 'closed' ? accept() : accept({ kind: 'joining-closed' });
    case 'open-joining':
      return state.joining === 'open' ? accept() : accept({ kind: 'joining-opened' });
    case 'invite-host':
      return decideInvitation(state, host, context);
    case 'hand-over':
    case 'take-over':
      return decideControls(state, host, command);
    case 'end-room':
      return accept({ kind: 'room-ended' });
    default:
      return decideStage(state, host, command);
  }
}

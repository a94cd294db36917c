import type { SeatCommand } from '../commands';
import type { EventOf, RoomEvent } from '../events';
import { roomLimits } from '../limits';
import { cleanLine } from '../names/normalise';
import { saveFiles } from '../reduce/seats';
import { refuse } from '../refusals';
import type { RoomState, Seat } from '../state';
import { placeKey, type WorkFile } from '../values';
import { accept, type Decision, type DecisionContext } from './decision';
import { chooseName, namesTaken } from './names';

type CommandOf<Kind extends SeatCommand['kind']> = Extract<SeatCommand, { readonly kind: Kind }>;

/** Ends the spotlight where it is on this seat. */
export const darken = (state: RoomState, seat: string): RoomEvent[] =>
  state.spotlight?.seat === seat ? [{ kind: 'spotlight-ended' }] : [];

function decideSave(state: RoomState, seat: Seat, command: CommandOf<'save-files'>, now: number): Decision {
  const { lesson } = command;
  if (!state.lessons.includes(lesson)) return refuse('no-such-lesson');
  const kept = seat.files[lesson] ?? {};
  const newest = new Map(command.files.map((file) => [file.path, file]));
  const files = [...newest.values()].filter(({ path, text }) => kept[path]?.text !== text);
  const removed = [...new Set(command.removed)].filter((path) => kept[path] !== undefined && !newest.has(path));
  if (files.length + removed.length === 0) return accept();

  const event: EventOf<'files-saved'> = { kind: 'files-saved', seat: seat.id, lesson, files, removed };
  const after = { ...seat, ...saveFiles(seat, event, now) };
  if (after.fileBytes > roomLimits.bytesPerSeat || after.fileCount > roomLimits.filesPerSeat) {
    return refuse('too-many-files');
  }
  if (after.fileBytes > seat.fileBytes) {
    const inRoom = Object.values(state.seats).reduce((total, other) => total + other.fileBytes, 0);
    if (inRoom + after.fileBytes - seat.fileBytes > roomLimits.bytesPerRoom) return refuse('room-files-full');
  }
  const lit = state.spotlight?.seat === seat.id && state.spotlight.lesson === lesson;
  return lit ? accept(event, { kind: 'spotlight-updated', lesson, files, removed }) : accept(event);
}

function decideProgress(state: RoomState, seat: Seat, command: CommandOf<'report-progress'>): Decision {
  const { place, score } = command;
  if (!state.lessons.includes(place.lesson)) return refuse('no-such-lesson');
  if (state.locked.includes(place.lesson) || state.locked.includes(placeKey(place))) return refuse('place-locked');
  const met = [...new Set(command.met)].sort();
  const before = seat.progress[place.lesson];
  const same =
    before !== undefined &&
    before.score === score &&
    before.met.join() === met.join() &&
    seat.place !== null &&
    placeKey(seat.place) === placeKey(place);
  return same ? accept() : accept({ kind: 'progress-reported', seat: seat.id, place, met, score });
}

function decideVote(state: RoomState, seat: Seat, { poll: id, option }: CommandOf<'vote'>): Decision {
  const poll = state.polls.find((candidate) => candidate.id === id);
  if (poll === undefined) return refuse('no-such-poll');
  if (!poll.open) return refuse('poll-closed');
  if (option >= poll.options.length) return refuse('no-such-option');
  return poll.votes[seat.id] === option ? accept() : accept({ kind: 'vote-cast', poll: id, seat: seat.id, option });
}

/** Files that are shown when a spotlight begins: those with their text, by path. */
function readWork(seat: Seat, lesson: string): WorkFile[] {
  return Object.entries(seat.files[lesson] ?? {})
    .flatMap(([path, { text }]) => (text === undefined ? [] : [{ path, text }]))
    .sort((one, other) => (one.path < other.path ? -1 : 1))
    .slice(0, roomLimits.filesPerSave);
}

function decideSpotlight(state: RoomState, seat: Seat, command: CommandOf<'accept-spotlight'>): Decision {
  if (state.spotlightRequest?.seat !== seat.id) return refuse('no-spotlight-request');
  const { lesson, named } = command;
  if (!state.lessons.includes(lesson)) return refuse('no-such-lesson');
  const files = readWork(seat, lesson);
  return accept({ kind: 'spotlight-started', seat: seat.id, name: named ? seat.name : null, lesson, files });
}

function decideRename(state: RoomState, seat: Seat, wanted: string, context: DecisionContext): Decision {
  if (!state.options.ownNames) return refuse('names-are-given');
  const chosen = chooseName(wanted, namesTaken(state, seat.id), context);
  if (!chosen.ok) return chosen;
  return chosen.name === seat.name ? accept() : accept({ kind: 'seat-renamed', seat: seat.id, name: chosen.name });
}

/** What a participant's command comes to. The seat exists and its person is present. */
export function decideForSeat(state: RoomState, seat: Seat, command: SeatCommand, context: DecisionContext): Decision {
  switch (command.kind) {
    case 'save-files':
      return decideSave(state, seat, command, context.now);
    case 'report-progress':
      return decideProgress(state, seat, command);
    case 'raise-hand':
      if (seat.hand !== null) return accept();
      return accept({ kind: 'hand-raised', seat: seat.id, note: cleanLine(command.note) });
    case 'lower-hand':
      return seat.hand === null ? accept() : accept({ kind: 'hand-lowered', seat: seat.id, how: 'cancelled' });
    case 'vote':
      return decideVote(state, seat, command);
    case 'accept-spotlight':
      return decideSpotlight(state, seat, command);
    case 'decline-spotlight':
      if (state.spotlightRequest?.seat !== seat.id) return refuse('no-spotlight-request');
      return accept({ kind: 'spotlight-declined', seat: seat.id });
    case 'leave-spotlight':
      return accept(...darken(state, seat.id));
    case 'rename':
      return decideRename(state, seat, command.name, context);
    case 'make-move-code': {
      const expiresAt = context.now + roomLimits.moveCodeMilliseconds;
      return accept({ kind: 'move-code-made', seat: seat.id, expiresAt, credential: context.credential });
    }
    case 'leave':
      return accept(...darken(state, seat.id), { kind: 'seat-left', seat: seat.id });
  }
}

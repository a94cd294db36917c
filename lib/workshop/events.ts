import * as z from 'zod/mini';
import { roomLimits } from './limits';
import {
  credentialHash,
  displayName,
  filePaths,
  goalNames,
  identifier,
  instant,
  lessonName,
  lessonNames,
  messageText,
  note,
  place,
  places,
  pollOptions,
  question,
  roomCode,
  roomOptions,
  score,
  title,
  workFile,
  workFiles,
} from './values';

/** Raise when the meaning of a kind changes; a log of another version is refused, never guessed at. */
export const eventVersion = 1;

const kind = <Name extends string>(name: Name) => z.literal(name);
const seat = identifier;
const host = identifier;
const count = z.int().check(z.nonnegative());

/**
 * What a redacted file shows of itself: hosts get sizes with the stream and read the text when they look; the person whose
 * file it is gets everything.
 */
const savedFile = z.union([workFile, z.object({ path: workFile.shape.path, bytes: count })]);

export const leaderboardEntry = z.object({ name: displayName, goals: count, score });
export type LeaderboardEntry = z.infer<typeof leaderboardEntry>;

/** Everything that can happen in a room. Each kind is one fact, in the past tense. */
export const roomEvent = z.discriminatedUnion('kind', [
  // The room
  z.object({
    kind: kind('room-created'),
    code: roomCode,
    title,
    lessons: lessonNames,
    options: roomOptions,
    host,
    name: displayName,
    credential: z.nullable(credentialHash),
  }),
  z.object({ kind: kind('room-changed'), title, options: roomOptions }),
  z.object({ kind: kind('joining-closed') }),
  z.object({ kind: kind('joining-opened') }),
  z.object({ kind: kind('room-ended') }),

  // Hosts
  z.object({
    kind: kind('host-invited'),
    invite: identifier,
    by: host,
    expiresAt: instant,
    credential: z.nullable(credentialHash),
  }),
  z.object({
    kind: kind('host-joined'),
    host,
    name: displayName,
    invite: identifier,
    credential: z.nullable(credentialHash),
  }),
  z.object({ kind: kind('controls-passed'), to: host, how: z.enum(['handed', 'taken']) }),

  // Seats
  z.object({ kind: kind('seat-taken'), seat, name: displayName, credential: z.nullable(credentialHash) }),
  z.object({ kind: kind('seat-returned'), seat }),
  z.object({ kind: kind('seat-renamed'), seat, name: displayName }),
  z.object({ kind: kind('seat-left'), seat }),
  z.object({ kind: kind('seat-removed'), seat, by: host }),
  z.object({ kind: kind('seat-banned'), seat, by: host }),
  z.object({ kind: kind('seat-pardoned'), seat, by: host }),
  z.object({ kind: kind('move-code-made'), seat, expiresAt: instant, credential: z.nullable(credentialHash) }),
  z.object({ kind: kind('seat-moved'), seat, credential: z.nullable(credentialHash) }),
  z.object({
    kind: kind('presence-changed'),
    /** The process that holds the streams: "gone" counts only for streams that the same process held. */
    instance: identifier,
    hosts: z.object({ here: z.array(host), gone: z.array(host) }),
    seats: z.object({
      here: z.array(seat).check(z.maxLength(roomLimits.seats)),
      gone: z.array(seat).check(z.maxLength(roomLimits.seats)),
    }),
  }),

  // Work
  z.object({
    kind: kind('files-saved'),
    seat,
    lesson: lessonName,
    files: z.array(savedFile).check(z.maxLength(roomLimits.filesPerSave)),
    removed: filePaths,
  }),
  z.object({ kind: kind('progress-reported'), seat, place, met: goalNames, score }),
  z.object({ kind: kind('hand-raised'), seat, note }),
  z.object({ kind: kind('hand-lowered'), seat, how: z.enum(['cancelled', 'answered']) }),

  // What the host leads
  z.object({ kind: kind('everybody-pushed'), place, by: host }),
  z.object({ kind: kind('work-shown'), place, files: workFiles, by: host }),
  z.object({ kind: kind('showing-stopped') }),
  z.object({ kind: kind('places-locked'), places }),
  z.object({ kind: kind('places-unlocked'), places }),
  z.object({ kind: kind('timer-started'), label: note, startedAt: instant, endsAt: instant }),
  z.object({ kind: kind('timer-extended'), endsAt: instant }),
  z.object({ kind: kind('timer-cancelled') }),
  z.object({ kind: kind('message-sent'), message: identifier, text: messageText, by: host }),

  // Polls
  z.object({ kind: kind('poll-opened'), poll: identifier, question, options: pollOptions }),
  z.object({ kind: kind('vote-cast'), poll: identifier, seat, option: count }),
  z.object({ kind: kind('poll-closed'), poll: identifier }),
  z.object({
    kind: kind('poll-results-shown'),
    poll: identifier,
    /** Votes for each option, in the options' order. */
    counts: z.array(count).check(z.maxLength(roomLimits.options)),
  }),
  z.object({ kind: kind('poll-withdrawn'), poll: identifier }),

  // What others may see of a participant, and only this
  z.object({ kind: kind('spotlight-requested'), seat, by: host }),
  z.object({ kind: kind('spotlight-declined'), seat }),
  z.object({
    kind: kind('spotlight-started'),
    /** `null` for other participants. */
    seat: z.nullable(seat),
    /** `null` unless the participant agreed to be named. */
    name: z.nullable(displayName),
    lesson: lessonName,
    files: workFiles,
  }),
  z.object({ kind: kind('spotlight-updated'), lesson: lessonName, files: workFiles, removed: filePaths }),
  z.object({ kind: kind('spotlight-ended') }),
  z.object({
    kind: kind('leaderboard-shown'),
    entries: z.array(leaderboardEntry).check(z.maxLength(roomLimits.leaderboard)),
  }),
  z.object({ kind: kind('leaderboard-hidden') }),
]);
export type RoomEvent = z.infer<typeof roomEvent>;
export type EventKind = RoomEvent['kind'];
export type EventOf<Kind extends EventKind> = Extract<RoomEvent, { readonly kind: Kind }>;

/** An event as the log keeps it: numbers of a room are consecutive from 1; `at` is the server's time. */
export const numberedEvent = z.object({
  version: z.literal(eventVersion),
  number: z.int().check(z.positive()),
  at: instant,
  event: roomEvent,
});
export type NumberedEvent = z.infer<typeof numberedEvent>;

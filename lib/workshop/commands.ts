import * as z from 'zod/mini';
import { roomLimits } from './limits';
import {
  filePaths,
  goalNames,
  identifier,
  lessonName,
  messageText,
  note,
  place,
  places,
  pollOptions,
  question,
  roomOptions,
  score,
  title,
  workFiles,
} from './values';

const kind = <Name extends string>(name: Name) => z.literal(name);
const seat = identifier;
const seconds = z.int().check(z.minimum(5), z.maximum(roomLimits.minutesOfTimer * 60));

/** A name as it was typed: the server normalises, screens and compares it. */
export const wantedName = z.string().check(z.maxLength(400));

/** What a participant asks for. `files` are whole files; paths in `removed` are gone. */
export const seatCommand = z.discriminatedUnion('kind', [
  z.object({ kind: kind('save-files'), lesson: lessonName, files: workFiles, removed: filePaths }),
  z.object({ kind: kind('report-progress'), place, met: goalNames, score }),
  z.object({ kind: kind('raise-hand'), note }),
  z.object({ kind: kind('lower-hand') }),
  z.object({ kind: kind('vote'), poll: identifier, option: z.int().check(z.nonnegative()) }),
  z.object({ kind: kind('accept-spotlight'), named: z.boolean(), lesson: lessonName }),
  z.object({ kind: kind('decline-spotlight') }),
  z.object({ kind: kind('leave-spotlight') }),
  z.object({ kind: kind('rename'), name: wantedName }),
  z.object({ kind: kind('make-move-code') }),
  z.object({ kind: kind('leave') }),
]);
export type SeatCommand = z.infer<typeof seatCommand>;

/** What a host asks for. Which need the controls says `permissions.ts`. */
export const hostCommand = z.discriminatedUnion('kind', [
  z.object({ kind: kind('push'), place }),
  z.object({ kind: kind('show-work'), place, files: workFiles }),
  z.object({ kind: kind('stop-showing') }),
  z.object({ kind: kind('lock'), places }),
  z.object({ kind: kind('unlock'), places }),
  z.object({ kind: kind('start-timer'), label: note, seconds }),
  z.object({ kind: kind('extend-timer'), seconds }),
  z.object({ kind: kind('cancel-timer') }),
  z.object({ kind: kind('send-message'), text: messageText }),
  z.object({ kind: kind('answer-hand'), seat }),
  z.object({ kind: kind('open-poll'), question, options: pollOptions }),
  z.object({ kind: kind('close-poll'), poll: identifier }),
  z.object({ kind: kind('show-poll-results'), poll: identifier }),
  z.object({ kind: kind('withdraw-poll'), poll: identifier }),
  z.object({ kind: kind('request-spotlight'), seat }),
  z.object({ kind: kind('end-spotlight') }),
  z.object({ kind: kind('show-leaderboard') }),
  z.object({ kind: kind('hide-leaderboard') }),
  z.object({ kind: kind('remove'), seat }),
  z.object({ kind: kind('ban'), seat }),
  z.object({ kind: kind('pardon'), seat }),
  z.object({ kind: kind('close-joining') }),
  z.object({ kind: kind('open-joining') }),
  z.object({ kind: kind('invite-host') }),
  z.object({ kind: kind('hand-over'), host: identifier }),
  z.object({ kind: kind('take-over') }),
  z.object({ kind: kind('change-room'), title, options: roomOptions }),
  z.object({ kind: kind('end-room') }),
]);
export type HostCommand = z.infer<typeof hostCommand>;

export type Command = SeatCommand | HostCommand;
export type CommandKind = Command['kind'];

/** What participants and hosts send to `POST /api/workshop/rooms/CODE/commands`. */
export const command = z.union([seatCommand, hostCommand]);

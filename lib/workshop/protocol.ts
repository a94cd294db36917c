import * as z from 'zod/mini';
import { wantedName } from './commands';
import type { NumberedEvent } from './events';
import type { Refusal } from './refusals';
import type { RoomState } from './state';
import { lessonNames, roomOptions, title } from './values';

/**
 * What travels between browser and server. Everything lies under `/api/workshop`:
 *
 *   POST   rooms                     createRoomRequest  -> CreatedRoom
 *   GET    rooms/CODE                                   -> RoomDoor     what anybody with the code may know, and who you are
 *   DELETE rooms/CODE                                   -> Done         hosts
 *   POST   rooms/CODE/join           joinRequest        -> JoinedRoom
 *   POST   rooms/CODE/move           moveRequest        -> JoinedRoom   takes a seat to this device
 *   POST   rooms/CODE/host           hostRequest        -> HostedRoom   opens a host link
 *   POST   rooms/CODE/commands       command            -> CommandDone  header Idempotency-Key
 *   GET    rooms/CODE/events?as=     server-sent events                 header Last-Event-ID to resume
 *   GET    rooms/CODE/files?seat=                       -> SeatFiles    hosts
 *   GET    rooms/CODE/export?format= csv or json                        hosts
 *
 * Every refusal has the body `Refusal` and the status of its code. Who asks says a cookie for each room and role, or
 * `Authorization: Bearer SECRET`; with cookies, `as=host` or `as=seat` (query) says which.
 */
export const apiRoot = '/api/workshop/rooms';

/** 256 random bits as base64url: made by the browser, so that a repeated request finds the same seat or room again. */
export const secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

export const createRoomRequest = z.object({
  title,
  lessons: lessonNames,
  options: roomOptions,
  /** Name of the host. */
  name: wantedName,
  secret,
});
export type CreateRoomRequest = z.infer<typeof createRoomRequest>;

/** Without a name the server makes one. */
export const joinRequest = z.object({ name: z.nullable(wantedName), secret });

export const moveRequest = z.object({ moveCode: z.string().check(z.maxLength(20)), secret });
/** `invite` is the secret in a host link: of an invitation, or of a host who comes back. */
export const hostRequest = z.object({ invite: secret, name: wantedName, secret });

export interface CreatedRoom {
  readonly ok: true;
  readonly code: string;
  readonly host: string;
}

export interface JoinedRoom {
  readonly ok: true;
  readonly code: string;
  readonly seat: string;
  readonly name: string;
}

export interface HostedRoom {
  readonly ok: true;
  readonly code: string;
  readonly host: string;
}

export interface RoomDoor {
  readonly ok: true;
  readonly code: string;
  readonly title: string;
  readonly lessons: readonly string[];
  readonly joining: 'open' | 'closed';
  readonly ownNames: boolean;
  readonly ended: boolean;
  /** Who this browser is in the room already. */
  readonly seat: { readonly id: string; readonly name: string } | null;
  readonly host: { readonly id: string; readonly name: string } | null;
  /** A name that is free, for people who want one made. */
  readonly suggestion: string;
}

export interface Done {
  readonly ok: true;
}

export interface CommandDone {
  readonly ok: true;
  /** Numbers of the first and last event that the command made; `null` where nothing changed. */
  readonly numbers: readonly [first: number, last: number] | null;
  /** Of `make-move-code`: what to type on the other device. */
  readonly moveCode?: string;
  /** Of `invite-host`: the secret for a link `/join/CODE/host#SECRET`. */
  readonly invite?: string;
}

export interface SeatFiles {
  readonly ok: true;
  /** By lesson. */
  readonly files: Readonly<Record<string, readonly { path: string; text: string; savedAt: number }[]>>;
}

export type Answer<Success> = Success | Refusal;

export type Viewer = { readonly kind: 'host'; readonly id: string } | { readonly kind: 'seat'; readonly id: string };

/** Why a stream ended for good. */
export type EndReason =
  | 'removed'
  | 'banned'
  | 'moved'
  | 'left'
  | 'room-ended'
  | 'room-deleted'
  | 'unknown-room'
  | 'not-signed-in';

/**
 * What comes down a stream. `id` of a frame is the number of the room's last event that it takes in, also where that event is
 * not for this viewer: resume from it.
 */
export type StreamFrame =
  /** The whole state, where the events in between are not at hand: replaces what the client has. */
  | { readonly type: 'snapshot'; readonly state: RoomState; readonly viewer: Viewer; readonly now: number }
  | { readonly type: 'event'; readonly event: NumberedEvent }
  /** Every 15 s, and once after a resume: that the line lives, and the server's clock. */
  | { readonly type: 'beat'; readonly number: number; readonly viewer: Viewer; readonly now: number }
  /** Whether the log can be written; while it cannot, commands are refused as `unavailable`. */
  | { readonly type: 'log'; readonly available: boolean }
  /** The stream closes; come back after so long. */
  | { readonly type: 'restart'; readonly retryMilliseconds: number }
  | { readonly type: 'end'; readonly reason: EndReason };

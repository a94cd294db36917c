import {
  type Answer,
  apiRoot,
  type CreatedRoom,
  type CreateRoomRequest,
  type Done,
  type HostedRoom,
  type JoinedRoom,
  type RoomDoor,
  type SeatFiles,
} from '../protocol';
import { refuse } from '../refusals';
import { newSecret } from './secrets';

/** Asks the server; without an answer it is a refusal like any other (`unavailable`). */
async function ask<Success>(path: string, init: RequestInit = {}): Promise<Answer<Success>> {
  try {
    const response = await fetch(`${apiRoot}${path}`, { cache: 'no-store', ...init });
    const body: Answer<Success> = await response.json();
    return body;
  } catch {
    return refuse('unavailable');
  }
}

const post = <Success>(path: string, body: unknown): Promise<Answer<Success>> =>
  ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

/**
 * One attempt to do something that gives out a place: keep it and call `run` again where an answer did not come, and it still
 * happens once, because the secret is the same.
 */
export interface Attempt<Success> {
  readonly run: () => Promise<Answer<Success>>;
}

/** Makes a room; this browser becomes its first host. `secret` is the room's host link: `/join/CODE/host#SECRET`. */
export function attemptCreate(
  request: Omit<CreateRoomRequest, 'secret'>,
): Attempt<CreatedRoom> & { readonly secret: string } {
  const secret = newSecret();
  return { secret, run: () => post('', { ...request, secret }) };
}

/** Takes a seat, or finds the one that this browser has. `null` has the server make a name. */
export function attemptJoin(code: string, name: string | null): Attempt<JoinedRoom> {
  const secret = newSecret();
  return { run: () => post(`/${code}/join`, { name, secret }) };
}

/** Brings a seat here from the device that shows `moveCode`. */
export function attemptMove(code: string, moveCode: string): Attempt<JoinedRoom> {
  const secret = newSecret();
  return { run: () => post(`/${code}/move`, { moveCode, secret }) };
}

/** Opens a host link; `invite` is what stands in its fragment, which never goes into an address that is sent. */
export function attemptHost(code: string, invite: string, name: string): Attempt<HostedRoom> {
  const secret = newSecret();
  return { run: () => post(`/${code}/host`, { invite, name, secret }) };
}

/** What the room's door says: title, whether one can join, and who this browser is in it. */
export const lookAtDoor = (code: string): Promise<Answer<RoomDoor>> => ask(`/${code}`);

/** Somebody's files, for hosts. Ask again when `savedAt` of a file in the roster changed. */
export const readSeatFiles = (code: string, seat: string): Promise<Answer<SeatFiles>> =>
  ask(`/${code}/files?${new URLSearchParams({ seat })}`);

export const deleteRoom = (code: string): Promise<Answer<Done>> => ask(`/${code}`, { method: 'DELETE' });

/** Where the results are to be had as a file, for hosts: an address to link to. */
export const exportAddress = (code: string, format: 'csv' | 'json'): string =>
  `${apiRoot}/${code}/export?format=${format}`;

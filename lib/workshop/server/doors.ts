import { parseRoomCode } from '../code';
import type { Viewer } from '../protocol';
import { type Refusal, refuse } from '../refusals';
import { LogUnreachable } from '../store/types';
import type { WorkshopHub } from './hub';
import type { LiveRoom } from './live-room';
import { getGuard, getHub } from './process';
import { addressOf, answer, identifyRequest, roleOf } from './requests';

export interface Visit {
  readonly hub: WorkshopHub;
  readonly room: LiveRoom;
}

/** Runs a route; a log out of reach is an answer, not a crash. */
export async function serve(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LogUnreachable)) throw error;
    return answer(refuse('unavailable'));
  }
}

/** Who has a place in the room already, in either role. */
export const isKnown = (request: Request, { hub, room }: Visit): boolean =>
  (['seat', 'host'] as const).some((role) => identifyRequest(request, room.state, role, hub.now()) !== null);

/** The room that an address names. Wrong codes count against the network that they come from. */
export async function enter(request: Request, code: string): Promise<({ readonly ok: true } & Visit) | Refusal> {
  const hub = await getHub();
  const guard = getGuard();
  const address = addressOf(request);
  const parsed = parseRoomCode(code);
  const room = parsed === null ? null : await hub.find(parsed);
  const found = room === null || room.gone ? null : room;
  if (found !== null && isKnown(request, { hub, room: found })) return { ok: true, hub, room: found };
  if (!guard.mayGuess(address, hub.now())) return refuse('too-many-guesses');
  if (found !== null) return { ok: true, hub, room: found };
  guard.guessedWrong(address, hub.now());
  return refuse('unknown-room');
}

/** The room, and who asks in it. */
export async function enterAs(
  request: Request,
  code: string,
  role: Viewer['kind'] = roleOf(request),
): Promise<({ readonly ok: true; readonly viewer: Viewer } & Visit) | Refusal> {
  const visit = await enter(request, code);
  if (!visit.ok) return visit;
  const viewer = identifyRequest(request, visit.room.state, role, visit.hub.now());
  if (viewer === null) return refuse('not-signed-in');
  const seat = viewer.kind === 'seat' ? visit.room.state.seats[viewer.id] : undefined;
  if (seat?.status === 'banned' || seat?.status === 'removed') return refuse(seat.status);
  if (seat?.status === 'left') return refuse('not-signed-in');
  return { ...visit, viewer };
}

/** The room, for one of its hosts. */
export async function enterAsHost(request: Request, code: string) {
  const visit = await enterAs(request, code, 'host');
  return visit.ok && visit.viewer.kind !== 'host' ? refuse('not-allowed') : visit;
}

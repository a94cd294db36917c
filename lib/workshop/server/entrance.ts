import { parseRoomCode } from '../code';
import { decideHostJoin, decideJoin, decideMove, decideReturn } from '../decide/joining';
import { namesTaken } from '../decide/names';
import { giveName } from '../names/given';
import {
  type Answer,
  createRoomRequest,
  type HostedRoom,
  hostRequest,
  type JoinedRoom,
  joinRequest,
  moveRequest,
  type RoomDoor,
} from '../protocol';
import { type Refusal, refuse } from '../refusals';
import { enter, serve, type Visit } from './doors';
import { getGuard, getHub } from './process';
import { addressOf, answer, identify, identifyRequest, readBody, setCookie } from './requests';
import { hashMoveCode, hashSecret } from './secrets';

/** POST rooms: makes a room, whose first host is this browser. */
export const createRoom = (request: Request): Promise<Response> =>
  serve(async () => {
    const body = await readBody(request, createRoomRequest);
    if (!body.ok) return answer(body);
    const hub = await getHub();
    if (!getGuard().mayCreate(addressOf(request), hub.now())) return answer(refuse('too-many-requests'));
    const created = await hub.create(body.value);
    return created.ok ? answer(created, setCookie(request, 'host', created.code, body.value.secret)) : answer(created);
  });

/** GET rooms/CODE: what anybody with the code may know. */
export const showDoor = (request: Request, code: string): Promise<Response> =>
  serve(async () => {
    const visit = await enter(request, code);
    if (!visit.ok) return answer(visit);
    const { hub, room } = visit;
    const { state } = room;
    const seatOf = identifyRequest(request, state, 'seat', hub.now());
    const hostOf = identifyRequest(request, state, 'host', hub.now());
    const seat = seatOf?.kind === 'seat' ? state.seats[seatOf.id] : undefined;
    const host = hostOf?.kind === 'host' ? state.hosts[hostOf.id] : undefined;
    const door: RoomDoor = {
      ok: true,
      code: state.code,
      title: state.title,
      lessons: state.lessons,
      joining: state.joining,
      ownNames: state.options.ownNames,
      ended: state.ended,
      seat: seat?.status === 'present' ? { id: seat.id, name: seat.name } : null,
      host: host === undefined ? null : { id: host.id, name: host.name },
      suggestion: giveName(namesTaken(state), Math.random),
    };
    return answer(door);
  });

function joined({ room }: Visit, seat: string): JoinedRoom | Refusal {
  const found = room.state.seats[seat];
  if (found === undefined) return refuse('no-such-seat');
  return { ok: true, code: room.code, seat, name: found.name };
}

async function join(visit: Visit, request: Request, wanted: string | null, secret: string) {
  const { hub, room } = visit;
  // The same secret is the same request again; the cookie is the same browser again. Neither gets a second seat.
  const again = identify(room.state, secret, hub.now());
  const known = again ?? identifyRequest(request, room.state, 'seat', hub.now());
  if (known?.kind === 'seat') {
    const returned = await room.execute(null, (state) => decideReturn(state, known.id));
    return { result: returned.ok ? joined(visit, known.id) : returned, issued: again === null ? null : secret };
  }
  const hash = hashSecret(room.code, secret);
  const taken = await room.execute(null, (state, now) => decideJoin(state, wanted, hub.context(now, hash)));
  const seat = room.state.credentials[hash]?.id;
  if (!taken.ok) return { result: taken, issued: null };
  return { result: seat === undefined ? refuse('unavailable') : joined(visit, seat), issued: secret };
}

/** POST rooms/CODE/join: a seat for this browser, or the one that it has. */
export const joinRoom = (request: Request, code: string): Promise<Response> =>
  serve(async () => {
    const body = await readBody(request, joinRequest);
    if (!body.ok) return answer(body);
    const visit = await enter(request, code);
    if (!visit.ok) return answer(visit);
    const { result, issued } = await join(visit, request, body.value.name, body.value.secret);
    return answer(result, result.ok && issued !== null ? setCookie(request, 'seat', visit.room.code, issued) : {});
  });

/** POST rooms/CODE/move: brings a seat to this browser, by the code that the other one shows. */
export const moveSeat = (request: Request, code: string): Promise<Response> =>
  serve(async () => {
    const body = await readBody(request, moveRequest);
    if (!body.ok) return answer(body);
    const visit = await enter(request, code);
    if (!visit.ok) return answer(visit);
    const { hub, room } = visit;
    const { secret } = body.value;
    const again = identify(room.state, secret, hub.now());
    if (again?.kind === 'seat') return answer(joined(visit, again.id), setCookie(request, 'seat', room.code, secret));

    const guard = getGuard();
    if (!guard.mayMove(room.code, hub.now())) return answer(refuse('too-many-guesses'));
    const moveCode = hashMoveCode(room.code, parseRoomCode(body.value.moveCode) ?? '');
    const hash = hashSecret(room.code, secret);
    const moved = await room.execute(null, (state, now) => decideMove(state, moveCode, hub.context(now, hash)));
    if (!moved.ok) {
      if (moved.code === 'wrong-move-code') guard.movedWrong(room.code, hub.now());
      return answer(moved);
    }
    const result: Answer<JoinedRoom> = joined(visit, room.state.credentials[hash]?.id ?? '');
    return answer(result, result.ok ? setCookie(request, 'seat', room.code, secret) : {});
  });

/** POST rooms/CODE/host: opens a host link, of an invitation or of a host who comes back. */
export const openHostLink = (request: Request, code: string): Promise<Response> =>
  serve(async () => {
    const body = await readBody(request, hostRequest);
    if (!body.ok) return answer(body);
    const visit = await enter(request, code);
    if (!visit.ok) return answer(visit);
    const { hub, room } = visit;
    const { invite, name, secret } = body.value;
    const hosted = (host: string, kept: string) => {
      const result: HostedRoom = { ok: true, code: room.code, host };
      return answer(result, setCookie(request, 'host', room.code, kept));
    };
    for (const kept of [invite, secret]) {
      const known = identify(room.state, kept, hub.now());
      if (known?.kind === 'host') return hosted(known.id, kept);
    }
    const hash = hashSecret(room.code, secret);
    const inviteHash = hashSecret(room.code, invite);
    const opened = await room.execute(null, (state, now) =>
      decideHostJoin(state, inviteHash, name, hub.context(now, hash)),
    );
    if (!opened.ok) {
      if (opened.code === 'stale-link') getGuard().guessedWrong(addressOf(request), hub.now());
      return answer(opened);
    }
    const host = room.state.credentials[hash]?.id;
    return host === undefined ? answer(refuse('unavailable')) : hosted(host, secret);
  });

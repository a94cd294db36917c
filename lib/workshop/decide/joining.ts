import type { EventOf } from '../events';
import { roomLimits } from '../limits';
import { cleanLine } from '../names/normalise';
import type { CreateRoomRequest } from '../protocol';
import { type Refusal, refuse } from '../refusals';
import type { CredentialOwner, RoomState } from '../state';
import { accept, type Decision, type DecisionContext } from './decision';
import { chooseName, nameSeat, namesTaken } from './names';

const seatsPresent = (state: RoomState) =>
  Object.values(state.seats).filter((seat) => seat.status === 'present').length;

/** Seats that were left or taken away are remembered too; this bounds them all. */
const mostSeatsRemembered = roomLimits.seats * 2;

/** The first event of a room, or why the host's name or the title will not do. `secret` is in the context already. */
export function decideCreation(
  request: Omit<CreateRoomRequest, 'secret'>,
  code: string,
  context: DecisionContext,
): { readonly ok: true; readonly event: EventOf<'room-created'> } | Refusal {
  const title = cleanLine(request.title);
  if (title === '') return refuse('text-empty');
  const chosen = chooseName(request.name, new Set(), context);
  if (!chosen.ok) return chosen;
  return {
    ok: true,
    event: {
      kind: 'room-created',
      code,
      title,
      lessons: [...new Set(request.lessons)],
      options: request.options,
      host: context.newId,
      name: chosen.name,
      credential: context.credential,
    },
  };
}

/** Whose secret it is; `null` for nobody's and for one whose time is over. */
export function findCredential(state: RoomState, hash: string, now: number): CredentialOwner | null {
  const owner = Object.hasOwn(state.credentials, hash) ? state.credentials[hash] : undefined;
  if (owner === undefined || (owner.until !== null && owner.until <= now)) return null;
  return owner;
}

/** A new seat. The context's credential is the hash of the secret that the browser made. */
export function decideJoin(state: RoomState, wanted: string | null, context: DecisionContext): Decision {
  if (state.ended) return refuse('room-ended');
  if (state.joining === 'closed') return refuse('joining-closed');
  if (seatsPresent(state) >= state.options.seats) return refuse('room-full');
  if (Object.keys(state.seats).length >= mostSeatsRemembered) return refuse('room-full');
  const chosen = nameSeat(wanted, state, context);
  if (!chosen.ok) return chosen;
  const { newId: seat, credential } = context;
  return accept({ kind: 'seat-taken', seat, name: chosen.name, credential });
}

/** Somebody whose browser has a seat already joins again: they get that seat, never a second one. */
export function decideReturn(state: RoomState, id: string): Decision {
  const seat = state.seats[id];
  if (seat === undefined) return refuse('no-such-seat');
  if (seat.status === 'banned') return refuse('banned');
  if (state.ended) return refuse('room-ended');
  if (seat.status === 'present') return accept();
  if (seat.status === 'removed' && state.joining === 'closed') return refuse('joining-closed');
  if (seatsPresent(state) >= state.options.seats) return refuse('room-full');
  return accept({ kind: 'seat-returned', seat: id });
}

/** Takes a seat to the device whose new secret is in the context; the device that showed the code loses it. */
export function decideMove(state: RoomState, moveCodeHash: string, context: DecisionContext): Decision {
  if (state.ended) return refuse('room-ended');
  const owner = findCredential(state, moveCodeHash, context.now);
  if (owner?.kind !== 'move') return refuse('wrong-move-code');
  if (state.seats[owner.id]?.status !== 'present') return refuse('wrong-move-code');
  return accept({ kind: 'seat-moved', seat: owner.id, credential: context.credential });
}

/** Another host, by the secret of an invitation. */
export function decideHostJoin(
  state: RoomState,
  inviteHash: string,
  wanted: string,
  context: DecisionContext,
): Decision {
  const owner = findCredential(state, inviteHash, context.now);
  if (owner?.kind !== 'invite') return refuse('stale-link');
  if (state.ended) return refuse('room-ended');
  if (Object.keys(state.hosts).length >= roomLimits.hosts) return refuse('too-many-hosts');
  const chosen = chooseName(wanted, namesTaken(state), context);
  if (!chosen.ok) return chosen;
  const { newId: host, credential } = context;
  return accept({ kind: 'host-joined', host, name: chosen.name, invite: owner.id, credential });
}

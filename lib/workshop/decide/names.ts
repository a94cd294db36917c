import { giveName } from '../names/given';
import { normaliseName } from '../names/normalise';
import { isTaken, skeletonOf, suggestName } from '../names/unique';
import { type Refusal, refuse } from '../refusals';
import type { RoomState } from '../state';
import type { DecisionContext } from './decision';

/** What the names in a room look like, hosts' too. Banned people's names are free again. */
export function namesTaken(state: RoomState, exceptSeat: string | null = null): Set<string> {
  const seats = Object.values(state.seats).filter((seat) => seat.id !== exceptSeat && seat.status !== 'banned');
  return new Set([...seats, ...Object.values(state.hosts)].map(({ name }) => skeletonOf(name)));
}

type Chosen = { readonly ok: true; readonly name: string } | Refusal;

/** The name as it will be shown, or why it cannot be; where it is taken, with one that is free. */
export function chooseName(
  wanted: string,
  taken: ReadonlySet<string>,
  context: Pick<DecisionContext, 'isSuitableName'>,
): Chosen {
  const normalised = normaliseName(wanted);
  if (!normalised.ok) return refuse(normalised.code);
  if (!context.isSuitableName(normalised.name)) return refuse('name-unsuitable');
  if (isTaken(normalised.name, taken)) return refuse('name-taken', suggestName(normalised.name, taken));
  return normalised;
}

/** As `chooseName`; without a wanted name, or where the server chooses, one that the server makes. */
export function nameSeat(wanted: string | null, state: RoomState, context: DecisionContext): Chosen {
  const taken = namesTaken(state);
  if (wanted === null || !state.options.ownNames) return { ok: true, name: giveName(taken, context.random) };
  return chooseName(wanted, taken, context);
}

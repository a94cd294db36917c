import type { EventOf } from '../events';
import type { CredentialOwner, RoomState, SavedFile, Seat, SeatStatus } from '../state';
import { countBytes } from '../values';

/** The state with one seat changed; unchanged where this viewer does not know the seat. */
export function patchSeat(state: RoomState, id: string, change: (seat: Seat) => Partial<Seat>): RoomState {
  const seat = Object.hasOwn(state.seats, id) ? state.seats[id] : undefined;
  if (seat === undefined) return state;
  return { ...state, seats: { ...state.seats, [id]: { ...seat, ...change(seat) } } };
}

/** Adds the hash of a secret; redacted events carry `null`, which adds nothing. */
export function addCredential(state: RoomState, hash: string | null, owner: CredentialOwner): RoomState {
  return hash === null ? state : { ...state, credentials: { ...state.credentials, [hash]: owner } };
}

export function dropCredentials(state: RoomState, dropped: (owner: CredentialOwner) => boolean): RoomState {
  const kept = Object.entries(state.credentials).filter(([, owner]) => !dropped(owner));
  return { ...state, credentials: Object.fromEntries(kept) };
}

export function takeSeat(state: RoomState, event: EventOf<'seat-taken'>, at: number): RoomState {
  const seat: Seat = {
    id: event.seat,
    name: event.name,
    status: 'present',
    joinedAt: at,
    activeAt: at,
    instance: null,
    place: null,
    progress: {},
    hand: null,
    files: {},
    fileBytes: 0,
    fileCount: 0,
    moveCodeUntil: null,
  };
  return addCredential({ ...state, seats: { ...state.seats, [event.seat]: seat } }, event.credential, {
    kind: 'seat',
    id: event.seat,
    until: null,
  });
}

/** Whoever is not present holds up no hand and is asked nothing. */
export function emptySeat(state: RoomState, id: string, status: SeatStatus): RoomState {
  const asked = state.spotlightRequest?.seat === id ? null : state.spotlightRequest;
  return patchSeat({ ...state, spotlightRequest: asked }, id, () => ({ status, hand: null, instance: null }));
}

export function makeMoveCode(state: RoomState, event: EventOf<'move-code-made'>): RoomState {
  // A new code replaces the one before.
  const without = dropCredentials(state, (owner) => owner.kind === 'move' && owner.id === event.seat);
  const withCode = addCredential(without, event.credential, { kind: 'move', id: event.seat, until: event.expiresAt });
  return patchSeat(withCode, event.seat, () => ({ moveCodeUntil: event.expiresAt }));
}

export function moveSeat(state: RoomState, event: EventOf<'seat-moved'>, at: number): RoomState {
  const without = dropCredentials(
    state,
    (owner) => (owner.kind === 'move' || owner.kind === 'seat') && owner.id === event.seat,
  );
  const moved = addCredential(without, event.credential, { kind: 'seat', id: event.seat, until: null });
  return patchSeat(moved, event.seat, () => ({ moveCodeUntil: null, activeAt: at, instance: null }));
}

export function changePresence(state: RoomState, event: EventOf<'presence-changed'>): RoomState {
  const apply = <Kind extends { readonly instance: string | null }>(
    all: Readonly<Record<string, Kind>>,
    { here, gone }: { readonly here: readonly string[]; readonly gone: readonly string[] },
  ): Readonly<Record<string, Kind>> => {
    const changed = { ...all };
    for (const id of here) {
      const found = changed[id];
      if (found !== undefined) changed[id] = { ...found, instance: event.instance };
    }
    for (const id of gone) {
      const found = changed[id];
      // Somebody who came back through another process is not gone.
      if (found?.instance === event.instance) changed[id] = { ...found, instance: null };
    }
    return changed;
  };
  return { ...state, hosts: apply(state.hosts, event.hosts), seats: apply(state.seats, event.seats) };
}

/** The files of one lesson after a save, with how bytes and number change over all. */
export function saveFiles(seat: Seat, event: EventOf<'files-saved'>, at: number): Partial<Seat> {
  const files: Record<string, SavedFile> = { ...seat.files[event.lesson] };
  let { fileBytes, fileCount } = seat;
  const drop = (path: string) => {
    const before = files[path];
    if (before === undefined) return;
    fileBytes -= before.bytes;
    fileCount -= 1;
    delete files[path];
  };
  for (const path of event.removed) drop(path);
  for (const file of event.files) {
    drop(file.path);
    const saved: SavedFile =
      'text' in file
        ? { bytes: countBytes(file.text), savedAt: at, text: file.text }
        : { bytes: file.bytes, savedAt: at };
    files[file.path] = saved;
    fileBytes += saved.bytes;
    fileCount += 1;
  }
  return { files: { ...seat.files, [event.lesson]: files }, fileBytes, fileCount, activeAt: at };
}

export function reportProgress(seat: Seat, event: EventOf<'progress-reported'>, at: number): Partial<Seat> {
  const { lesson } = event.place;
  const before = seat.progress[lesson];
  const changedAt = before !== undefined && before.met.length === event.met.length ? before.changedAt : at;
  return {
    place: event.place,
    progress: { ...seat.progress, [lesson]: { met: event.met, score: event.score, changedAt } },
    activeAt: at,
  };
}

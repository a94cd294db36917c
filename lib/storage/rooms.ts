import { type Guarded, isListOf, isNumber, isOneOf, isRecord, isText, readStored } from './guards';
import type { WorkStorage } from './work-storage';

const key = 'layerwise.rooms';
/** Older ones are forgotten. */
const mostRooms = 12;

const isRememberedRoom = isRecord(
  {
    code: isText(12),
    role: isOneOf('seat', 'host'),
    title: isText(200),
    lessons: isListOf(isText(200), 100),
    /** Milliseconds since 1970. */
    at: isNumber(),
  },
  {
    /** A host keeps the secret of the host link here, to show it again; it never leaves the browser but in that link. */
    hostLink: isText(100),
  },
);
const isRoomList = isListOf(isRememberedRoom);

/** A workshop that this browser takes part in, or hosts. Who it is there, the server knows by a cookie. */
export type RememberedRoom = Guarded<typeof isRememberedRoom>;

/** The newest first; none where storage is blocked or holds something else. */
export function listRooms(storage: WorkStorage): readonly RememberedRoom[] {
  try {
    const found = readStored(storage.getItem(key) ?? '', isRoomList) ?? [];
    return found.toSorted((one, other) => other.at - one.at).slice(0, mostRooms);
  } catch {
    return [];
  }
}

function write(storage: WorkStorage, rooms: readonly RememberedRoom[]): void {
  try {
    if (rooms.length === 0) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(rooms.slice(0, mostRooms)));
  } catch {
    // Without storage the place is still found by the code: the cookie says who this browser is.
  }
}

const same = (one: RememberedRoom, code: string, role: RememberedRoom['role']) =>
  one.code === code && one.role === role;

/** Keeps a room, in front of all others. */
export function rememberRoom(storage: WorkStorage, room: RememberedRoom): void {
  const earlier = listRooms(storage);
  const known = earlier.find((entry) => same(entry, room.code, room.role));
  write(storage, [{ ...known, ...room }, ...earlier.filter((entry) => entry !== known)]);
}

export function forgetRoom(storage: WorkStorage, code: string, role: RememberedRoom['role']): void {
  write(
    storage,
    listRooms(storage).filter((entry) => !same(entry, code, role)),
  );
}

/** The room that a lesson is read in: the newest in which this browser has a seat and that has the lesson. */
export function findRoomOfLesson(storage: WorkStorage, lesson: string): RememberedRoom | null {
  return listRooms(storage).find((room) => room.lessons.includes(lesson)) ?? null;
}

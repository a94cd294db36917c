import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRoomOfLesson, forgetRoom, listRooms, type RememberedRoom, rememberRoom } from './rooms';
import type { WorkStorage } from './work-storage';

function memory(text: string | null = null): WorkStorage {
  let kept = text;
  return {
    length: 1,
    key: () => null,
    getItem: () => kept,
    setItem: (_, value) => {
      kept = value;
    },
    removeItem: () => {
      kept = null;
    },
  };
}

const room = (code: string, at: number, role: RememberedRoom['role'] = 'seat'): RememberedRoom => ({
  code,
  role,
  title: 'Small images',
  lessons: ['queue-consumer/01-ubuntu'],
  at,
});

describe('the workshops of a browser', () => {
  it('are listed with the newest first, each once for each role', () => {
    const storage = memory();
    rememberRoom(storage, room('A2C4E6', 1));
    rememberRoom(storage, room('G7H9J3', 2));
    rememberRoom(storage, room('A2C4E6', 3));
    rememberRoom(storage, room('A2C4E6', 4, 'host'));
    expect(listRooms(storage).map(({ code, role }) => `${code} ${role}`)).toEqual([
      'A2C4E6 host',
      'A2C4E6 seat',
      'G7H9J3 seat',
    ]);
  });

  it('keep the host link when they are opened again', () => {
    const storage = memory();
    rememberRoom(storage, { ...room('A2C4E6', 1, 'host'), hostLink: 'secret' });
    rememberRoom(storage, room('A2C4E6', 2, 'host'));
    expect(listRooms(storage)[0]?.hostLink).toBe('secret');
  });

  it('are forgotten one by one', () => {
    const storage = memory();
    rememberRoom(storage, room('A2C4E6', 1));
    rememberRoom(storage, room('A2C4E6', 2, 'host'));
    forgetRoom(storage, 'A2C4E6', 'seat');
    expect(listRooms(storage).map(({ role }) => role)).toEqual(['host']);
  });

  it('are found by the lesson that is read in them', () => {
    const storage = memory();
    rememberRoom(storage, room('A2C4E6', 1));
    expect(findRoomOfLesson(storage, 'queue-consumer/01-ubuntu')?.code).toBe('A2C4E6');
    expect(findRoomOfLesson(storage, 'queue-consumer/02-slim')).toBeNull();
  });

  it('are none where something else is stored', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(listRooms(memory(text)).length).toBe(0);
      }),
    );
  });
});

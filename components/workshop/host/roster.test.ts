import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoomState, Seat } from '@/lib/workshop/state';
import { makeSeat, makeState } from '../testing';
import { countGoals, countScores, listRoster, passesFilter, type RosterRow, sortRoster } from './roster';

const minute = 60_000;
const now = 100 * minute;
const lesson = 'queue-consumer/01-ubuntu';

function seat(id: string, more: Partial<Seat> = {}): Seat {
  return makeSeat({
    id,
    name: id,
    activeAt: now,
    instance: 'one',
    place: { lesson, step: 'second' },
    progress: { [lesson]: { met: ['first'], score: 40, changedAt: now } },
    ...more,
  });
}

function room(...seats: readonly Seat[]): RoomState {
  return makeState({ seats: Object.fromEntries(seats.map((entry) => [entry.id, entry])) });
}

const roster = (...seats: readonly Seat[]) => listRoster(room(...seats), new Map([[lesson, 3]]), now);
const only = (entry: Seat): RosterRow => {
  const [row] = roster(entry);
  if (row === undefined) throw new Error('There is no row.');
  return row;
};

describe('the roster', () => {
  it.each([
    ['somebody at work', seat('a'), 'active', false],
    ['somebody quiet for long', seat('a', { activeAt: now - 4 * minute }), 'idle', false],
    ['somebody without a stream', seat('a', { instance: null }), 'away', false],
    ['somebody who left', seat('a', { status: 'left', instance: null }), 'left', false],
    [
      'somebody who works and gets no further',
      seat('a', { progress: { [lesson]: { met: ['first'], score: 40, changedAt: now - 7 * minute } } }),
      'active',
      true,
    ],
    [
      'somebody who has met every goal',
      seat('a', { progress: { [lesson]: { met: ['first', 'second', 'third'], score: 95, changedAt: 0 } } }),
      'active',
      false,
    ],
    [
      'somebody who sleeps',
      seat('a', { instance: null, progress: { [lesson]: { met: [], score: 40, changedAt: 0 } } }),
      'away',
      false,
    ],
  ] as const)('tells %s', (_, entry, presence, stuck) => {
    expect(only(entry)).toMatchObject({ presence, stuck });
  });

  it('filters by who needs the host', () => {
    const hand = seat('hand', { hand: { raisedAt: 5, note: '' } });
    const away = seat('away', { instance: null });
    const banned = seat('banned', { status: 'banned' });
    const names = (filter: Parameters<typeof passesFilter>[1]) =>
      roster(hand, away, banned)
        .filter((row) => passesFilter(row, filter))
        .map((row) => row.seat.id);
    expect(names('all')).toEqual(['hand', 'away']);
    expect(names('hands')).toEqual(['hand']);
    expect(names('away')).toEqual(['away']);
    expect(names('gone')).toEqual(['banned']);
  });

  it('puts hands in the order in which they were raised', () => {
    const rows = roster(
      seat('c'),
      seat('b', { hand: { raisedAt: 9, note: '' } }),
      seat('a', { hand: { raisedAt: 10, note: '' } }),
    );
    expect(sortRoster(rows, 'hand').map((row) => row.seat.id)).toEqual(['b', 'a', 'c']);
  });

  it('counts who has met which goal and who is at it', () => {
    const rows = roster(
      seat('a'),
      seat('b', {
        place: { lesson, step: 'third' },
        progress: { [lesson]: { met: ['first', 'second'], score: 70, changedAt: now } },
      }),
    );
    expect(countGoals(rows, lesson, ['first', 'second', 'third'])).toEqual({
      people: 2,
      met: [2, 1, 0],
      waiting: [0, 1, 1],
    });
  });

  it('puts every score into one tenth', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 50 }), (scores) => {
        const rows = roster(
          ...scores.map((score, at) => seat(`s${at}`, { progress: { [lesson]: { met: [], score, changedAt: now } } })),
        );
        expect(countScores(rows).reduce((sum, count) => sum + count, 0)).toBe(scores.length);
      }),
    );
  });
});

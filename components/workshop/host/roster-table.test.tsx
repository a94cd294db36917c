// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Seat } from '@/lib/workshop/state';
import { makeSeat, makeState, makeView, RoomForTest } from '../testing';
import { listRoster } from './roster';
import { Roster } from './roster-table';

const minute = 60_000;
const now = 100 * minute;
const lesson = 'queue-consumer/01-ubuntu';
const lessons = [
  {
    lesson,
    title: 'Take one',
    goals: [
      { id: 'a', text: 'One' },
      { id: 'b', text: 'Two' },
    ],
    questions: [],
  },
];

afterEach(cleanup);

function seat(name: string, more: Partial<Seat> = {}): Seat {
  const progress = { [lesson]: { met: [], score: 50, changedAt: now } };
  return makeSeat({ id: name, name, instance: 'one', activeAt: now, place: { lesson, step: 'a' }, progress, ...more });
}

function show(...seats: readonly Seat[]) {
  const state = makeState({ seats: Object.fromEntries(seats.map((entry) => [entry.id, entry])) });
  const rows = listRoster(state, new Map([[lesson, 2]]), now);
  render(
    <RoomForTest view={makeView(state, { viewer: { kind: 'host', id: 'h1' } })}>
      <Roster rows={rows} lessons={lessons} />
    </RoomForTest>,
  );
}

const names = () => screen.queryAllByRole('rowheader').map((cell) => within(cell).getByTitle(/./).textContent);
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('the roster', () => {
  it('says how to let people in while nobody is there', () => {
    show();
    expect(screen.getByText(/Nobody has joined yet/)).toBeDefined();
  });

  it('finds people by a part of their name, in any case', () => {
    show(seat('Ada'), seat('Ben'), seat('Adam'));
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: ' aDA ' } });
    expect(names()).toEqual(['Ada', 'Adam']);
    expect(screen.getByRole('status').textContent).toBe('2 of 3');
  });

  it('keeps those who left out of sight until they are asked for', () => {
    show(seat('Ada'), seat('Ben', { status: 'left' }));
    expect(names()).toEqual(['Ada']);
    choose('Show', 'gone');
    expect(names()).toEqual(['Ben']);
  });

  it('shows who is stuck, and puts the lowest score first when asked', () => {
    const stuck = { [lesson]: { met: ['a'], score: 70, changedAt: now - 20 * minute } };
    show(seat('Ada', { progress: stuck }), seat('Ben'));
    choose('Order', 'score');
    expect(names()).toEqual(['Ben', 'Ada']);
    choose('Show', 'stuck');
    expect(names()).toEqual(['Ada']);
    expect(screen.getByRole('row', { name: /Ada/ }).textContent).toContain('1 of 2');
  });

  it('shows a name as text, whatever it says', () => {
    show(seat('<img src=x onerror=alert(1)>'));
    expect(names()).toEqual(['<img src=x onerror=alert(1)>']);
    expect(document.querySelector('img')).toBeNull();
  });
});

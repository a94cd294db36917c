import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberedEvent } from './events';
import { roomLimits } from './limits';
import { skeletonOf } from './names/unique';
import { audiences } from './permissions';
import type { Viewer } from './protocol';
import { redactFor, redactState } from './redact';
import { applyEvent, applyEvents } from './room';
import type { RoomState } from './state';
import { happenings, tell } from './testing/arbitrary';

const lastOf = <Kind>(all: readonly Kind[]): Kind => {
  const last = all.at(-1);
  if (last === undefined) throw new Error('There is at least one.');
  return last;
};

const viewersOf = (state: RoomState): Viewer[] => [
  ...Object.keys(state.hosts).map((id): Viewer => ({ kind: 'host', id })),
  ...Object.keys(state.seats).map((id): Viewer => ({ kind: 'seat', id })),
];

/** A viewer does not learn the numbers of events that are not theirs. */
const withoutNumber = (state: RoomState): RoomState => ({ ...state, number: 0 });

describe('the reducer of a room', () => {
  it('makes the same state of the same events, at once or from any snapshot on', () => {
    fc.assert(
      fc.property(happenings(), fc.nat(), (all, cut) => {
        const { events, states } = tell(all);
        const end = lastOf(states);
        expect(applyEvents(null, events)).toEqual(end);
        const at = cut % states.length;
        const snapshot: RoomState = JSON.parse(JSON.stringify(states[at]));
        expect(applyEvents(snapshot, events.slice(at + 1))).toEqual(end);
      }),
      { numRuns: 100 },
    );
  });

  it('does nothing with an event that was applied already', () => {
    fc.assert(
      fc.property(happenings(30), (all) => {
        const { events, states } = tell(all);
        const end = lastOf(states);
        for (const event of events) expect(applyEvent(end, event)).toBe(end);
      }),
      { numRuns: 30 },
    );
  });

  it('never changes a state that it was given', () => {
    fc.assert(
      fc.property(happenings(30), (all) => {
        const { events, states } = tell(all);
        const before = JSON.stringify(states);
        let state = states[0];
        for (const event of events.slice(1)) state = state && applyEvent(state, event);
        expect(JSON.stringify(states)).toBe(before);
      }),
      { numRuns: 30 },
    );
  });

  it('gets only events that the schema knows, whatever is asked of the room', () => {
    fc.assert(
      fc.property(happenings(), (all) => {
        for (const event of tell(all).events) expect(numberedEvent.parse(event)).toEqual(event);
      }),
      { numRuns: 100 },
    );
  });
});

describe('whatever happens, a room', () => {
  const always = (check: (state: RoomState, before: RoomState | undefined) => void) =>
    fc.assert(
      fc.property(happenings(), (all) => {
        const { states } = tell(all);
        for (const [index, state] of states.entries()) check(state, states[index - 1]);
      }),
      { numRuns: 150 },
    );

  it('has no two names that look alike', () => {
    always(({ seats, hosts }) => {
      const named = [...Object.values(seats).filter(({ status }) => status !== 'banned'), ...Object.values(hosts)];
      const skeletons = named.map(({ name }) => skeletonOf(name));
      // A pardoned person is renamed one event before they are pardoned.
      expect(new Set(skeletons).size).toBe(skeletons.length);
    });
  });

  it('takes nobody in beyond its seats', () => {
    always((state, before) => {
      const present = ({ seats }: RoomState) =>
        Object.values(seats).filter(({ status }) => status === 'present').length;
      if (before !== undefined && present(state) > present(before)) {
        expect(present(state)).toBeLessThanOrEqual(state.options.seats);
      }
    });
  });

  it('has one host with the controls', () => {
    always(({ holder, hosts }) => expect(Object.keys(hosts)).toContain(holder));
  });

  it('counts the bytes and files of each seat right', () => {
    always(({ seats }) => {
      for (const seat of Object.values(seats)) {
        const files = Object.values(seat.files).flatMap((lesson) => Object.values(lesson));
        expect(seat.fileCount).toBe(files.length);
        expect(seat.fileBytes).toBe(files.reduce((total, { bytes }) => total + bytes, 0));
        expect(seat.fileBytes).toBeLessThanOrEqual(roomLimits.bytesPerSeat);
      }
    });
  });

  it('shows only present people in the spotlight, and asks only them', () => {
    always(({ seats, spotlight, spotlightRequest }) => {
      for (const seat of [spotlight?.seat, spotlightRequest?.seat]) {
        if (typeof seat === 'string') expect(seats[seat]?.status).toBe('present');
      }
    });
  });

  it('lets no timer end before it began', () => {
    always(({ timer }) => expect(timer === null || timer.endsAt > timer.startedAt).toBe(true));
  });

  it('has one secret for each host and each seat', () => {
    always(({ credentials, hosts, seats }) => {
      const owners = Object.values(credentials).filter(({ kind }) => kind === 'host' || kind === 'seat');
      expect(owners.map(({ id }) => id).sort()).toEqual([...Object.keys(hosts), ...Object.keys(seats)].sort());
    });
  });
});

describe('what a viewer gets', () => {
  it('comes to the same by redacted events as by redacting the state', () => {
    fc.assert(
      fc.property(happenings(), (all) => {
        const { events, states } = tell(all);
        for (const viewer of viewersOf(lastOf(states))) {
          const first = states[0];
          let own = first && redactState(viewer, first);
          events.slice(1).forEach((event, index) => {
            const seen = redactFor(viewer, event);
            if (own !== undefined && seen !== null) own = applyEvent(own, seen);
            const state = states[index + 1];
            if (own !== undefined && state !== undefined) {
              expect(withoutNumber(own)).toEqual(withoutNumber(redactState(viewer, state)));
            }
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never holds the hash of a secret', () => {
    fc.assert(
      fc.property(happenings(), (all) => {
        const { events, states } = tell(all);
        const end = lastOf(states);
        for (const viewer of viewersOf(end)) {
          const seen = JSON.stringify([events.map((event) => redactFor(viewer, event)), redactState(viewer, end)]);
          expect(seen).not.toContain('secret-of');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('holds nothing of another participant but what they agreed to show', () => {
    fc.assert(
      fc.property(happenings(), (all) => {
        const { events, states } = tell(all);
        const end = lastOf(states);
        for (const id of Object.keys(end.seats)) {
          const viewer: Viewer = { kind: 'seat', id };
          const others = Object.keys(end.seats).filter((other) => other !== id);
          const own = events
            .flatMap((event) => redactFor(viewer, event) ?? [])
            .filter(({ event }) => event.kind !== 'spotlight-started' && event.kind !== 'spotlight-updated');
          const text = JSON.stringify([own, { ...redactState(viewer, end), spotlight: null }]);
          // Ids of seats are in nothing that others get, agreed or not.
          for (const other of others) expect(text).not.toContain(`"${other}"`);
          const shown = own.flatMap(({ event }) => ('seat' in event ? [event.seat] : []));
          expect(new Set([...shown, id])).toEqual(new Set([id]));
          const spotlit = events.flatMap((event) => {
            const seen = redactFor(viewer, event)?.event;
            return seen?.kind === 'spotlight-started' ? [seen.seat] : [];
          });
          expect(spotlit.every((seat) => seat === null || seat === id)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has hosts see sizes of files, not their text', () => {
    fc.assert(
      fc.property(happenings(), (all) => {
        const { events, states } = tell(all);
        const viewer: Viewer = { kind: 'host', id: 'host-1' };
        const saved = events
          .filter(({ event }) => event.kind === 'files-saved')
          .map((event) => redactFor(viewer, event));
        const { seats } = redactState(viewer, lastOf(states));
        expect(JSON.stringify([saved, seats])).not.toContain('SECRET-WORK');
      }),
      { numRuns: 60 },
    );
  });

  it('is listed for every kind of event', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(happenings(100), (all) => {
        for (const { event } of tell(all).events) seen.add(event.kind);
      }),
      { numRuns: 300, seed: 1 },
    );
    // The sequences reach all kinds but the last one of a room.
    expect(Object.keys(audiences).filter((kind) => !seen.has(kind))).toEqual(['room-ended']);
  });
});

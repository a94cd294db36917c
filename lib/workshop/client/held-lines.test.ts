import { describe, expect, it } from 'vitest';
import { HeldLines } from './held-lines';
import type { RoomLine, RoomView } from './types';

const live: RoomView = {
  state: null,
  viewer: null,
  status: { kind: 'live' },
  pending: 0,
  logAvailable: true,
  clockOffset: 0,
};

/** Lines that say what is done with them, and a clock that runs when it is told. */
function makeTab() {
  const log: string[] = [];
  const waiting = new Set<() => void>();
  let view = live;
  let made = 0;
  const connect = (): RoomLine => {
    made += 1;
    const name = made;
    return {
      start: () => void log.push(`start ${name}`),
      stop: () => void log.push(`stop ${name}`),
      subscribe: () => () => {},
      getView: () => view,
      serverNow: () => 0,
      send: () => Promise.reject(new Error('Nothing is sent here.')),
    };
  };
  const lines = new HeldLines((_, work) => {
    waiting.add(work);
    return () => waiting.delete(work);
  });
  return {
    log,
    open: (name = 'room') => lines.hold(name, lines.find(name, connect)),
    runOut: () => {
      for (const work of waiting) work();
      waiting.clear();
    },
    end: () => {
      view = { ...live, status: { kind: 'ended', reason: 'removed' } };
    },
    revive: () => {
      view = live;
    },
  };
}

describe('lines that outlive their page', () => {
  it('are taken over by the next page of the same room', () => {
    const { log, open, runOut } = makeTab();
    const leave = open();
    leave();
    open();
    runOut();
    expect(log).toEqual(['start 1', 'start 1']);
  });

  it('stop when no page of the room comes', () => {
    const { log, open, runOut } = makeTab();
    open()();
    expect(log).toEqual(['start 1']);
    runOut();
    expect(log).toEqual(['start 1', 'stop 1']);
    open();
    expect(log.at(-1)).toBe('start 2');
  });

  it('are one for each room', () => {
    const { log, open } = makeTab();
    open('one');
    open('other');
    expect(log).toEqual(['start 1', 'start 2']);
  });

  it('stop only when the last of their pages is gone', () => {
    const { log, open, runOut } = makeTab();
    const leave = open();
    const leaveToo = open();
    leave();
    runOut();
    expect(log).not.toContain('stop 1');
    leaveToo();
    runOut();
    expect(log).toContain('stop 1');
  });

  it('are not taken over once they have ended', () => {
    const { log, open, end, revive } = makeTab();
    const leave = open();
    end();
    leave();
    expect(log).toEqual(['start 1', 'stop 1']);
    revive();
    open();
    expect(log.at(-1)).toBe('start 2');
  });
});

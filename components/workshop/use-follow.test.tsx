// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoomState } from '@/lib/workshop/state';
import { makeState } from './testing';
import { useFollow } from './use-follow';

const push = vi.fn();
const router = { push };
vi.mock('next/navigation', () => ({ useRouter: () => router }));

const one = 'queue-consumer/01-ubuntu';
const two = 'queue-consumer/02-slim';

beforeEach(() => {
  push.mockClear();
  window.sessionStorage.clear();
});
afterEach(cleanup);

const pushedTo = (lesson: string, at: number, step: string | null = null) =>
  makeState({ pushed: { place: { lesson, step }, by: 'h1', at } });
const shownIn = (lesson: string, state: RoomState = makeState()): RoomState => ({
  ...state,
  shown: { place: { lesson, step: null }, by: 'h1', files: [] },
});

/** Opens the page of a lesson; gives what changes the room's state on it. */
function open(lesson: string, first: RoomState | null) {
  const { result, rerender } = renderHook(({ state }) => useFollow('ACDEFG', state, lesson), {
    initialProps: { state: first },
  });
  return { result, change: (state: RoomState) => rerender({ state }) };
}

describe('somebody who follows the host', () => {
  it('goes where everybody is brought', () => {
    const { change } = open(one, makeState());
    change(pushedTo(two, 5));
    expect(push.mock.calls).toEqual([[`/lessons/${two}`]]);
  });

  it('goes to the step of the lesson that they are in', () => {
    const { change } = open(one, makeState());
    change(pushedTo(one, 5, 'works'));
    expect(push.mock.calls).toEqual([[`/lessons/${one}#goal-works`]]);
  });

  it('comes late and goes where the others are', () => {
    open(one, pushedTo(two, 5));
    expect(push.mock.calls).toEqual([[`/lessons/${two}`]]);
  });

  it('is not pulled back after going elsewhere by themselves', () => {
    open(two, pushedTo(two, 5));
    cleanup();
    open(one, pushedTo(two, 5));
    expect(push).not.toHaveBeenCalled();
  });

  it('is not moved when a showing ends', () => {
    const pushed = pushedTo(one, 5);
    const { change } = open(two, shownIn(two, pushed));
    change(pushed);
    expect(push).not.toHaveBeenCalled();
  });

  it('is brought along again when the host shows the same lesson again', () => {
    const { change } = open(one, shownIn(two));
    change(makeState());
    change(shownIn(two));
    expect(push).toHaveBeenCalledTimes(2);
  });
});

describe('somebody who goes on alone', () => {
  it('stays, and can go to the host by themselves', () => {
    const { result, change } = open(one, makeState());
    act(() => result.current.follow(false));
    change(pushedTo(two, 5));
    expect(push).not.toHaveBeenCalled();
    expect(result.current.hostPlace).toEqual({ lesson: two, step: null });
    act(() => result.current.goThere());
    expect(push.mock.calls).toEqual([[`/lessons/${two}`]]);
  });

  it('still does after a reload, until they choose otherwise', () => {
    const first = open(one, makeState());
    act(() => first.result.current.follow(false));
    cleanup();
    const { result } = open(one, pushedTo(two, 5));
    expect(result.current.following).toBe(false);
    expect(push).not.toHaveBeenCalled();
    act(() => result.current.follow(true));
    expect(push.mock.calls).toEqual([[`/lessons/${two}`]]);
  });

  it('follows on where storage holds something else', () => {
    window.sessionStorage.setItem('layerwise.follow.ACDEFG', '{"following":7}');
    expect(open(one, makeState()).result.current.following).toBe(true);
  });
});

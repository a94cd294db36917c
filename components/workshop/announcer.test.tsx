// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { RoomView } from '@/lib/workshop/client/types';
import { Announcer } from './announcer';
import { makePoll, makeState, makeView, RoomForTest } from './testing';

afterEach(cleanup);

function listen(first: RoomView) {
  const page = (view: RoomView) => (
    <RoomForTest view={view}>
      <Announcer />
    </RoomForTest>
  );
  const { rerender } = render(page(first));
  return (view: RoomView) => {
    rerender(page(view));
    return screen.getByRole('status').textContent;
  };
}

const message = (id: string, text: string) => ({ id, text, by: 'h1', sentAt: 0 });

describe('what a participant who listens is told', () => {
  it('is nothing of what was there before they came', () => {
    const view = makeView(makeState({ messages: [message('m1', 'Welcome')], polls: [makePoll()] }));
    expect(listen(view)(view)).toBe('');
  });

  it('is a new message, and not again when something else changes', () => {
    const tell = listen(makeView(makeState()));
    const messages = [message('m1', 'Back at three')];
    expect(tell(makeView(makeState({ messages })))).toBe('From the host: Back at three');
    expect(tell(makeView(makeState({ messages, polls: [makePoll()] })))).toBe('A poll is open: Which?');
  });

  it('is a poll that opens, then its answers', () => {
    const tell = listen(makeView(makeState()));
    expect(tell(makeView(makeState({ polls: [makePoll()] })))).toBe('A poll is open: Which?');
    expect(tell(makeView(makeState({ polls: [makePoll({ open: false, results: [1, 0] })] })))).toContain(
      'answers to a poll',
    );
  });

  it('names nobody whose files are shown', () => {
    const tell = listen(makeView(makeState()));
    const spotlight = { seat: null, name: 'Ben', lesson: 'a/b', files: [], startedAt: 5 };
    expect(tell(makeView(makeState({ spotlight })))).toBe('Somebody’s files are shown to everybody.');
  });

  it('is that the connection is gone, and that it is back, but not each edit on its way', () => {
    const state = makeState();
    const tell = listen(makeView(state));
    expect(tell(makeView(state, { pending: 1 }))).toBe('');
    expect(tell(makeView(state, { status: { kind: 'offline', since: 0 } }))).toContain('offline');
    expect(tell(makeView(state))).toBe('The connection is back.');
  });
});

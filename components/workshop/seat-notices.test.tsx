// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '@/lib/workshop/commands';
import type { RoomState } from '@/lib/workshop/state';
import { SeatNotices } from './seat-notices';
import { makePoll, makeSeat, makeState, makeView, RoomForTest } from './testing';

const lesson = 'queue-consumer/02-slim';
let sent: Command[] = [];
beforeEach(() => {
  sent = [];
  window.sessionStorage.clear();
  window.localStorage.clear();
});
afterEach(cleanup);

function show(more: Partial<RoomState>, accepts = true) {
  const state = makeState(more);
  const onSend = (command: Command) => {
    sent.push(command);
    return accepts;
  };
  return render(
    <RoomForTest view={makeView(state)} onSend={onSend}>
      <SeatNotices lesson={lesson} seat={state.seats.s1 ?? null} />
    </RoomForTest>,
  );
}

const option = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });

describe('a poll before a participant', () => {
  it('shows the chosen answer at once and sends it', () => {
    show({ polls: [makePoll()] });
    fireEvent.click(option('that'));
    expect(option('that').checked).toBe(true);
    expect(sent).toEqual([{ kind: 'vote', poll: 'p2', option: 1 }]);
  });

  it('takes the answer back where the server refuses it', async () => {
    show({ polls: [makePoll({ votes: { s1: 0 } })] }, false);
    fireEvent.click(option('that'));
    await screen.findByText(/You can change your answer/);
    await expect.poll(() => option('this').checked).toBe(true);
  });

  it('is not there once it is closed without its answers being shown', () => {
    show({ polls: [makePoll({ open: false })] });
    expect(screen.queryByText('Which?')).toBeNull();
  });

  it('shows the answers with the own one marked, and stays closed on the next page', () => {
    const polls = [makePoll({ open: false, votes: { s1: 0 }, results: [3, 1] })];
    show({ polls });
    expect(screen.getByText('(your answer)').closest('li')?.textContent).toMatch(/3\s*75\s%/);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    cleanup();
    show({ polls });
    expect(screen.queryByText('Which?')).toBeNull();
  });
});

describe('a question about the spotlight', () => {
  it.each([
    ['Show them with my name', { kind: 'accept-spotlight', named: true, lesson }],
    ['Show them without', { kind: 'accept-spotlight', named: false, lesson }],
    ['Rather not', { kind: 'decline-spotlight' }],
  ])('is answered by “%s”', (name, command) => {
    show({ spotlightRequest: { seat: 's1', by: 'h1' } });
    fireEvent.click(screen.getByRole('button', { name }));
    expect(sent).toEqual([command]);
  });

  it('is not put to anybody else', () => {
    show({ spotlightRequest: { seat: 's2', by: 'h1' } });
    expect(screen.queryByRole('button', { name: 'Rather not' })).toBeNull();
  });
});

describe('what everybody sees', () => {
  const files = [{ path: 'Dockerfile', text: 'FROM python\n' }];

  it('names nobody who did not want to be named', () => {
    show({ spotlight: { seat: null, name: null, lesson, files, startedAt: 1 } });
    expect(screen.getByRole('region', { name: 'The room looks at somebody’s files' })).toBeDefined();
  });

  it('can be ended by whose files they are', () => {
    show({ spotlight: { seat: 's1', name: null, lesson, files, startedAt: 1 } });
    fireEvent.click(screen.getByRole('button', { name: 'Stop showing them' }));
    expect(sent).toEqual([{ kind: 'leave-spotlight' }]);
  });

  it('stays folded once it was folded', () => {
    const shown = { place: { lesson, step: null }, by: 'h1', files };
    show({ shown });
    fireEvent.click(screen.getByRole('button', { name: /^Fold/ }));
    expect(screen.queryByRole('textbox', { name: 'Dockerfile' })).toBeNull();
    cleanup();
    show({ shown });
    expect(screen.queryByRole('textbox', { name: 'Dockerfile' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /^Unfold/ }));
    expect(screen.getByRole('textbox', { name: 'Dockerfile' })).toBeDefined();
  });

  it('is nothing once the workshop has ended', () => {
    const { container } = show({ ended: true, polls: [makePoll()] });
    expect(container.textContent).toBe('');
  });
});

describe('a locked step', () => {
  it('is said to whoever stands before it', () => {
    const seat = makeSeat({ place: { lesson, step: 'works' } });
    show({ seats: { s1: seat }, locked: [`${lesson}#works`] });
    expect(screen.getByText(/locked the next step/)).toBeDefined();
  });
});

// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '@/lib/workshop/commands';
import { HandQueue } from './host/hand-queue';
import { listRoster } from './host/roster';
import { HandButton, HandForm } from './raise-hand';
import { makeSeat, makeState, makeView, RoomForTest } from './testing';

let sent: Command[] = [];
beforeEach(() => {
  sent = [];
});
afterEach(cleanup);

function Bar({ raised }: { readonly raised: boolean }) {
  const [asking, setAsking] = useState(false);
  return (
    <RoomForTest
      view={makeView(makeState())}
      onSend={(command) => {
        sent.push(command);
        return true;
      }}
    >
      <HandButton raised={raised} disabled={false} asking={asking} onAsk={setAsking} />
      {asking && <HandForm onDone={() => setAsking(false)} />}
    </RoomForTest>
  );
}

describe('raising a hand', () => {
  it('takes a note along', async () => {
    const user = userEvent.setup();
    render(<Bar raised={false} />);
    await user.click(screen.getByRole('button', { name: 'Raise hand' }));
    await user.keyboard(' pip finds no wheel {Enter}');
    expect(sent).toEqual([{ kind: 'raise-hand', note: 'pip finds no wheel' }]);
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('needs no note', async () => {
    const user = userEvent.setup();
    render(<Bar raised={false} />);
    await user.click(screen.getByRole('button', { name: 'Raise hand' }));
    await user.click(screen.getByRole('button', { name: 'Raise my hand' }));
    expect(sent).toEqual([{ kind: 'raise-hand', note: '' }]);
  });

  it.each([
    ['Escape', async (user: ReturnType<typeof userEvent.setup>) => user.keyboard('{Escape}')],
    ['Cancel', async (user: ReturnType<typeof userEvent.setup>) => user.click(screen.getByText('Cancel'))],
  ])('is called off by %s', async (_, callOff) => {
    const user = userEvent.setup();
    render(<Bar raised={false} />);
    await user.click(screen.getByRole('button', { name: 'Raise hand' }));
    await callOff(user);
    expect(screen.queryByRole('form')).toBeNull();
    expect(sent).toEqual([]);
  });

  it('is taken back at one press', async () => {
    const user = userEvent.setup();
    render(<Bar raised />);
    await user.click(screen.getByRole('button', { name: 'Hand raised', pressed: true }));
    expect(sent).toEqual([{ kind: 'lower-hand' }]);
  });

  it('shows hosts what it is about', () => {
    const seat = makeSeat({ name: 'Ada', hand: { raisedAt: 1, note: 'pip finds no wheel' } });
    const state = makeState({ seats: { s1: seat } });
    render(
      <RoomForTest view={makeView(state, { viewer: { kind: 'host', id: 'h1' } })}>
        <HandQueue rows={listRoster(state, new Map(), 2)} lessons={[]} />
      </RoomForTest>,
    );
    expect(screen.getByRole('listitem').textContent).toContain('pip finds no wheel');
  });
});

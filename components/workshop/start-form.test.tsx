// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listRooms } from '@/lib/storage/rooms';
import { refuse } from '@/lib/workshop/refusals';
import { StartForm } from './start-form';

const push = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));

const tracks = [
  {
    track: 'queue-consumer',
    title: 'A queue consumer',
    lessons: [
      { lesson: 'queue-consumer/01-ubuntu', title: 'Take one', minutes: 15 },
      { lesson: 'queue-consumer/02-slim', title: 'Take two', minutes: 10 },
    ],
  },
];

const asked: { readonly secret: string; readonly lessons: readonly string[]; readonly options: unknown }[] = [];
let answers: unknown[] = [];

beforeEach(() => {
  asked.length = 0;
  push.mockClear();
  localStorage.clear();
  vi.stubGlobal('fetch', async (_: string, init: { readonly body: string }) => {
    asked.push(JSON.parse(init.body));
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError('no network');
    return Response.json(answer);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  cleanup();
});

const start = () => fireEvent.click(screen.getByRole('button', { name: 'Start the workshop' }));

describe('the form that starts a workshop', () => {
  it('opens the room and keeps its host link in this browser', async () => {
    answers = [{ ok: true, code: 'ACDEFG', host: 'h1' }];
    render(<StartForm tracks={tracks} />);
    start();
    await expect.poll(() => push.mock.calls).toEqual([['/workshop/ACDEFG']]);
    expect(asked[0]?.lessons).toEqual(['queue-consumer/01-ubuntu', 'queue-consumer/02-slim']);
    expect(listRooms(localStorage)[0]).toMatchObject({ code: 'ACDEFG', role: 'host', hostLink: asked[0]?.secret });
  });

  it('asks for one lesson at least, and does not trouble the server', () => {
    render(<StartForm tracks={tracks} />);
    fireEvent.click(screen.getByRole('checkbox', { name: 'The whole track' }));
    start();
    expect(screen.getByRole('alert').textContent).toBe('Choose one lesson at least.');
    expect(asked).toEqual([]);
  });

  it('asks again with the same secret after an answer that never came: one room, not two', async () => {
    answers = [];
    render(<StartForm tracks={tracks} />);
    start();
    expect((await screen.findByRole('alert')).textContent).toContain('does not answer');
    answers = [{ ok: true, code: 'ACDEFG', host: 'h1' }];
    start();
    await expect.poll(() => push.mock.calls.length).toBe(1);
    expect(asked[1]?.secret).toBe(asked[0]?.secret);
  });

  it('says beside the name what is wrong with it', async () => {
    answers = [refuse('name-unsuitable')];
    render(<StartForm tracks={tracks} />);
    fireEvent.change(screen.getByLabelText('Your name'), { target: { value: 'x' } });
    start();
    await screen.findByRole('alert');
    const name = screen.getByLabelText('Your name');
    expect(name.getAttribute('aria-invalid')).toBe('true');
    expect(name.getAttribute('aria-describedby')).toBe(screen.getByRole('alert').id);
  });

  it.each([
    ['-3', 1],
    ['0', 100],
    ['99999', 2_000],
    ['many', 100],
  ])('takes “%s” people as %i', async (typed, seats) => {
    answers = [{ ok: true, code: 'ACDEFG', host: 'h1' }];
    render(<StartForm tracks={tracks} />);
    fireEvent.change(screen.getByLabelText('Most people'), { target: { value: typed } });
    start();
    await expect.poll(() => asked[0]?.options).toEqual({ seats, ownNames: true });
  });
});

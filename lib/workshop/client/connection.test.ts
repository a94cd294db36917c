import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../commands';
import type { Answer, CommandDone } from '../protocol';
import { refuse } from '../refusals';
import { RoomConnection } from './connection';
import { FakeBrowser, FakeClock, FakeServer, message, settle, snapshot, viewer } from './testing/fakes';

const lesson = 'queue-consumer/01-ubuntu';
const save = (text: string, path = 'Dockerfile'): Command => ({
  kind: 'save-files',
  lesson,
  files: [{ path, text }],
  removed: [],
});
const done: Answer<CommandDone> = { ok: true, numbers: [3, 3] };

let clock: FakeClock;
let server: FakeServer;
let browser: FakeBrowser;
beforeEach(() => {
  clock = new FakeClock();
  server = new FakeServer();
  browser = new FakeBrowser(clock, server);
});

/** A tab whose line is live after the snapshot of event 2. */
async function openTab(shared = true): Promise<RoomConnection> {
  const connection = new RoomConnection(browser.tab(shared));
  connection.start();
  await settle();
  if (connection.getView().state === null) server.stream.send(snapshot(), 2);
  return connection;
}

const texts = (connection: RoomConnection) => connection.getView().state?.messages.map(({ text }) => text);

describe('the line to a room', () => {
  it('is live with the first frame, and shows the room', async () => {
    const connection = new RoomConnection(browser.tab(false));
    expect(connection.getView().status).toEqual({ kind: 'connecting' });
    connection.start();
    expect(server.stream.after).toBeNull();
    server.stream.send(snapshot(), 2);
    expect(connection.getView()).toMatchObject({ status: { kind: 'live' }, viewer, state: { title: 'A workshop' } });
  });

  it('applies each event once, however often it comes', async () => {
    const connection = await openTab();
    for (const number of [3, 3, 4, 3]) server.stream.send({ type: 'event', event: message(number) }, number);
    expect(texts(connection)).toEqual(['Message 3', 'Message 4']);
  });

  it('resumes after the last number that it heard, also of what was for others', async () => {
    await openTab();
    server.stream.send({ type: 'event', event: message(3) }, 3);
    server.stream.send({ type: 'beat', number: 9, viewer, now: clock.now }, 9);
    server.stream.close();
    await clock.pass(1_000);
    expect(server.stream.after).toBe(9);
  });

  it('says that it tries again, and waits longer each time, at most six seconds', async () => {
    const connection = await openTab();
    const waits: number[] = [];
    server.stream.close();
    for (let time = 0; time < 8; time += 1) {
      await settle();
      const { status } = connection.getView();
      if (status.kind !== 'reconnecting') throw new Error(`It is ${status.kind}.`);
      waits.push(status.nextTryAt - clock.now);
      await clock.pass(status.nextTryAt - clock.now);
      server.stream.close();
    }
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    expect(waits.at(-1)).toBeLessThanOrEqual(6_000);
    expect(waits[0]).toBeLessThan(1_000);
  });

  it('comes back when the server says', async () => {
    const connection = await openTab();
    server.stream.send({ type: 'restart', retryMilliseconds: 1_234 });
    server.stream.close();
    await settle();
    expect(connection.getView().status).toMatchObject({ kind: 'reconnecting', nextTryAt: clock.now + 1_234 });
  });

  it('takes a silent line for dead', async () => {
    await openTab();
    await clock.pass(34_000);
    expect(server.opened).toBe(1);
    await clock.pass(3_000);
    expect(server.opened).toBe(2);
  });

  it('lives as long as there are beats', async () => {
    await openTab();
    for (let time = 0; time < 20; time += 1) {
      await clock.pass(15_000);
      server.stream.send({ type: 'beat', number: 2, viewer, now: clock.now }, 2);
    }
    expect(server.opened).toBe(1);
  });

  it('opens anew at once when the page wakes from a long sleep', async () => {
    await openTab();
    clock.now += 600_000;
    browser.wake();
    await settle();
    await clock.pass(1);
    expect(server.opened).toBe(2);
    expect(server.streams).toHaveLength(1);
  });

  it('does not wait for the next try when the network is back', async () => {
    const connection = await openTab();
    browser.online = false;
    browser.wake();
    await settle();
    expect(connection.getView().status).toMatchObject({ kind: 'offline' });
    browser.online = true;
    browser.wake();
    await settle();
    expect(server.streams).toHaveLength(1);
    server.stream.send({ type: 'beat', number: 2, viewer, now: clock.now }, 2);
    expect(connection.getView().status).toEqual({ kind: 'live' });
  });

  it.each(['removed', 'banned', 'moved', 'room-ended', 'room-deleted'] as const)(
    'is over for good when the server ends it: %s',
    async (reason) => {
      const connection = await openTab();
      server.stream.send({ type: 'end', reason });
      server.stream.close();
      await clock.pass(60_000);
      expect(connection.getView().status).toEqual({ kind: 'ended', reason });
      expect(server.opened).toBe(1);
      expect(await connection.send({ kind: 'lower-hand' })).toMatchObject({ ok: false });
    },
  );

  it('is over for good when there is no such room', async () => {
    const connection = new RoomConnection(browser.tab());
    connection.start();
    server.stream.close({ kind: 'refused', refusal: refuse('unknown-room') });
    await clock.pass(60_000);
    expect(connection.getView().status).toEqual({ kind: 'ended', reason: 'unknown-room' });
  });

  it('tries again when the server has no time', async () => {
    await openTab();
    server.stream.close({ kind: 'refused', refusal: refuse('unavailable') });
    await clock.pass(5_000);
    expect(server.opened).toBe(2);
  });

  it("knows the server's time whatever this device's clock says", async () => {
    const connection = await openTab();
    server.stream.send({ type: 'beat', number: 2, viewer, now: clock.now + 3_600_000 }, 2);
    expect(connection.serverNow()).toBe(clock.now + 3_600_000);
    // A beat that took long on the way says less, and changes nothing.
    server.stream.send({ type: 'beat', number: 2, viewer, now: clock.now + 3_590_000 }, 2);
    expect(connection.serverNow()).toBe(clock.now + 3_600_000);
  });

  it('says when the log cannot be written', async () => {
    const connection = await openTab();
    server.stream.send({ type: 'log', available: false });
    expect(connection.getView().logAvailable).toBe(false);
    server.stream.send({ type: 'log', available: true });
    expect(connection.getView().logAvailable).toBe(true);
  });
});

describe('the outbox', () => {
  it('sends commands one after the other and gives each its answer', async () => {
    const connection = await openTab();
    const first = connection.send({ kind: 'raise-hand', note: '' });
    const second = connection.send({ kind: 'lower-hand' });
    expect(server.posted.map(({ command }) => command.kind)).toEqual(['raise-hand']);
    expect(connection.getView().pending).toBe(2);
    server.first.answer(done);
    expect(await first).toEqual(done);
    await settle();
    server.first.answer(refuse('banned'));
    expect(await second).toEqual(refuse('banned'));
    expect(connection.getView().pending).toBe(0);
  });

  it('sends a command that was not answered again, with the same key', async () => {
    const connection = await openTab();
    const answer = connection.send({ kind: 'raise-hand', note: '' });
    const { key } = server.first;
    server.first.fail();
    await clock.pass(1_000);
    expect(server.first.key).toBe(key);
    server.first.answer(refuse('unavailable'));
    await clock.pass(5_000);
    expect(server.first.key).toBe(key);
    server.first.answer(done);
    expect(await answer).toEqual(done);
  });

  it('keeps what is done offline and sends the newest state of it', async () => {
    const connection = await openTab();
    browser.online = false;
    browser.wake();
    await settle();
    const hand = connection.send({ kind: 'raise-hand', note: '' });
    server.first.fail();
    const answers = ['one', 'two', 'three'].map((text) => connection.send(save(text)));
    const other = connection.send(save('other', '.dockerignore'));
    await settle();
    expect(connection.getView().pending).toBe(2);
    browser.online = true;
    browser.wake();
    await settle();
    server.first.answer(done);
    await hand;
    await settle();
    expect(server.first.command).toEqual({
      kind: 'save-files',
      lesson,
      files: [
        { path: 'Dockerfile', text: 'three' },
        { path: '.dockerignore', text: 'other' },
      ],
      removed: [],
    });
    server.first.answer(done);
    expect(await Promise.all([...answers, other])).toEqual([done, done, done, done]);
  });

  it('never changes a command that was sent once: it may have been carried out', async () => {
    const connection = await openTab();
    void connection.send(save('one'));
    server.first.fail();
    void connection.send(save('two'));
    await clock.pass(1_000);
    expect(server.first.command).toEqual(save('one'));
    server.first.answer(done);
    await settle();
    expect(server.first.command).toEqual(save('two'));
  });

  it('survives a reload', async () => {
    const connection = await openTab(false);
    void connection.send(save('before'));
    const { key } = server.first;
    connection.stop();
    await settle();
    expect(server.posted).toEqual([]);
    const again = await openTab(false);
    expect(again.getView().pending).toBe(1);
    expect(server.first).toMatchObject({ key, command: save('before') });
  });

  it('starts empty where what was stored cannot be read', async () => {
    browser.stored = '[{"key":1}]';
    const connection = await openTab(false);
    expect(connection.getView().pending).toBe(0);
  });

  it('says when it is full', async () => {
    const connection = await openTab();
    const answers = Array.from({ length: 201 }, (_, index) =>
      connection.send({ kind: 'vote', poll: `p${index}`, option: 0 }),
    );
    expect(await answers[200]).toEqual(refuse('too-many-requests'));
    expect(connection.getView().pending).toBe(200);
  });
});

describe('the tabs of one browser', () => {
  it('share one stream, and all show the same', async () => {
    const [one, other] = [await openTab(), await openTab()];
    server.stream.send({ type: 'event', event: message(3) }, 3);
    expect(server.opened).toBe(1);
    expect(texts(one)).toEqual(['Message 3']);
    expect(other.getView()).toEqual(one.getView());
  });

  it('send through the one that leads', async () => {
    const [one, other] = [await openTab(), await openTab()];
    const answer = other.send({ kind: 'raise-hand', note: '' });
    expect(one.getView().pending).toBe(1);
    expect(other.getView().pending).toBe(1);
    server.first.answer(done);
    expect(await answer).toEqual(done);
    expect(other.getView().pending).toBe(0);
  });

  it('go on when the one that leads is closed: stream, and commands that were not answered', async () => {
    const [one, other] = [await openTab(), await openTab()];
    server.stream.send({ type: 'event', event: message(3) }, 3);
    const answer = other.send({ kind: 'raise-hand', note: '' });
    const { key } = server.first;
    one.stop();
    await settle();
    expect(server.streams).toHaveLength(1);
    expect(server.stream.after).toBe(3);
    expect(server.first.key).toBe(key);
    server.first.answer(done);
    expect(await answer).toEqual(done);
  });

  it('take over from one that is frozen', async () => {
    const [one, other] = [await openTab(), await openTab()];
    browser.freeze(0);
    await clock.pass(51_000);
    browser.thaw(0);
    await settle();
    expect(server.streams).toHaveLength(1);
    server.stream.send({ type: 'event', event: message(3) }, 3);
    expect(texts(other)).toEqual(['Message 3']);
    expect(texts(one)).toEqual(['Message 3']);
  });

  it('each have a stream where the browser has no locks', async () => {
    await openTab(false);
    await openTab(false);
    expect(server.streams).toHaveLength(2);
  });
});

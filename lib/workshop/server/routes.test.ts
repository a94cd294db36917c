import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServerSentEventReader } from '../client/sse';
import type { Command } from '../commands';
import type { StreamFrame } from '../protocol';
import { openSqliteLog } from '../store/sqlite';
import { createRoom, joinRoom, moveSeat, openHostLink, showDoor } from './entrance';
import { GuessGuard } from './guard';
import { WorkshopHub } from './hub';
import { deleteRoom, exportResults, openEvents, readSeatFiles, runCommand } from './inside';
import { newSecret } from './secrets';

const origin = 'https://learn.example';
const lesson = 'queue-consumer/01-ubuntu';

let folder: string;
let file: string;
let hub: WorkshopHub;
let now: number;
const secrets: string[] = [];

async function openHub(): Promise<void> {
  hub = new WorkshopHub(await openSqliteLog(file), { now: () => now, random: () => 0.5 });
  globalThis.layerwiseWorkshop = { hub: Promise.resolve(hub), guard: new GuessGuard(), stopping: false };
}

beforeEach(async () => {
  now = 1_800_000_000_000;
  folder = mkdtempSync(path.join(tmpdir(), 'layerwise-routes-'));
  file = path.join(folder, 'rooms.sqlite');
  await openHub();
});
afterEach(async () => {
  await hub.close();
  globalThis.layerwiseWorkshop = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function makeSecret(): string {
  const secret = newSecret();
  secrets.push(secret);
  return secret;
}

const post = (body: unknown, headers: Record<string, string> = {}) =>
  new Request(`${origin}/api`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Host: 'learn.example', Origin: origin, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const get = (query = '', headers: Record<string, string> = {}) => new Request(`${origin}/api${query}`, { headers });
const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });

interface Someone {
  readonly code: string;
  readonly secret: string;
  readonly id: string;
}

const creation = (secret = makeSecret()) => ({
  title: 'A workshop',
  lessons: [lesson],
  options: { seats: 3, ownNames: true },
  name: 'The Host',
  secret,
});

async function host(): Promise<Someone> {
  const secret = makeSecret();
  const { code, host: id } = await (await createRoom(post(creation(secret)))).json();
  return { code, secret, id };
}

async function join(code: string, name: string | null = null, secret = makeSecret()): Promise<Someone> {
  const { seat } = await (await joinRoom(post({ name, secret }), code)).json();
  return { code, secret, id: seat };
}

let keys = 0;
const newKey = () => {
  keys += 1;
  return `key-of-the-test-${keys}`;
};

async function give(who: Someone, command: Command, key = newKey()) {
  const headers = { ...bearer(who.secret), 'Idempotency-Key': key };
  return (await runCommand(post(command, headers), who.code)).json();
}

const raise: Command = { kind: 'raise-hand', note: '' };

/** Reads frames of a stream until `enough` says so. */
async function readFrames(response: Response, enough: (frames: readonly StreamFrame[]) => boolean) {
  const reader = response.body?.getReader();
  const events = new ServerSentEventReader();
  const frames: StreamFrame[] = [];
  const ids: (string | null)[] = [];
  let text = '';
  while (reader !== undefined && !enough(frames)) {
    const { done, value } = await reader.read();
    if (done) break;
    const piece = new TextDecoder().decode(value);
    text += piece;
    for (const { id, data } of events.push(piece)) {
      frames.push(JSON.parse(data));
      ids.push(id);
    }
  }
  await reader?.cancel();
  return { frames, ids, text };
}

const open = (who: Someone, headers: Record<string, string> = {}, role = 'seat') =>
  openEvents(get(`?as=${role}`, { ...bearer(who.secret), ...headers }), who.code);

describe('making a room', () => {
  it('gives a code without letters that look alike, and a cookie that scripts and other sites cannot use', async () => {
    const response = await createRoom(post(creation()));
    const { code } = await response.json();
    expect(code).toMatch(/^[2346789ACDEFGHJKMNPQRTVWXY]{6}$/);
    const cookie = response.headers.get('set-cookie') ?? '';
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Secure', `Path=/api/workshop/rooms/${code}`]) {
      expect(cookie).toContain(part);
    }
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('makes one room of a request that is repeated', async () => {
    const request = creation();
    const answers = await Promise.all([createRoom(post(request)), createRoom(post(request))]);
    const [one, other] = await Promise.all(answers.map((answer) => answer.json()));
    expect(other).toEqual(one);
  });

  it.each([
    ['from another site', { Origin: 'https://evil.example' }, 403, 'wrong-origin'],
    ['that a browser says is from another site', { 'Sec-Fetch-Site': 'cross-site' }, 403, 'wrong-origin'],
    ['that is not JSON', { 'Content-Type': 'text/plain' }, 415, 'wrong-type'],
  ] as const)('refuses a request %s', async (_, headers, status, code) => {
    const response = await createRoom(post(creation(), headers));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ ok: false, code });
  });

  it.each([
    ['no JSON at all', '{', 400, 'bad-request'],
    ['a weak secret', { ...creation(), secret: 'short' }, 400, 'bad-request'],
    ['no lesson', { ...creation(), lessons: [] }, 400, 'bad-request'],
    ['a title of blanks', { ...creation(), title: ' \u200b ' }, 422, 'text-empty'],
    ['a body without end', `"${'x'.repeat(500_000)}"`, 413, 'body-too-large'],
  ])('refuses %s', async (_, body, status, code) => {
    const response = await createRoom(post(body));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ ok: false, code });
  });
});

describe('joining', () => {
  it('gives one seat to one browser, however often it asks', async () => {
    const { code } = await host();
    const secret = makeSecret();
    const first = await joinRoom(post({ name: 'Ana', secret }), code);
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const again = await joinRoom(post({ name: 'Ana', secret }), code);
    const newTab = await joinRoom(post({ name: 'Somebody', secret: makeSecret() }, { Cookie: cookie }), code);
    const seat = await first.json();
    expect(await again.json()).toEqual(seat);
    expect(await newTab.json()).toEqual(seat);
    expect(Object.keys((await hub.find(code))?.state.seats ?? {})).toEqual([seat.seat]);
  });

  it('takes the code in any case, with blanks', async () => {
    const { code } = await host();
    const typed = `${code.slice(0, 3)} ${code.slice(3)}`.toLowerCase();
    expect(await (await showDoor(get(), typed)).json()).toMatchObject({ ok: true, code, title: 'A workshop' });
  });

  it('suggests a name where one is taken', async () => {
    const { code } = await host();
    await join(code, 'Ana');
    const response = await joinRoom(post({ name: '\u0410NA', secret: makeSecret() }), code);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'name-taken', suggestion: '\u0410NA 2' });
  });

  it('ends where the room is full, and where the host closed it', async () => {
    const leader = await host();
    for (const name of ['Ana', 'Ben', 'Cleo']) await join(leader.code, name);
    expect(await (await joinRoom(post({ name: 'Dan', secret: makeSecret() }), leader.code)).json()).toMatchObject({
      code: 'room-full',
    });
    await give(leader, { kind: 'close-joining' });
    expect(await (await joinRoom(post({ name: 'Dan', secret: makeSecret() }), leader.code)).json()).toMatchObject({
      code: 'joining-closed',
    });
  });

  it('slows down who tries codes, but lets those in the room go on', async () => {
    const { code } = await host();
    const inside = await join(code, 'Ana');
    const wrong = 'AAAAAA';
    const statuses: number[] = [];
    for (let time = 0; time < 70; time += 1) statuses.push((await showDoor(get(), wrong)).status);
    expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true);
    expect(statuses.slice(60).every((status) => status === 429)).toBe(true);
    // The right code is not told from a wrong one either.
    expect((await showDoor(get(), code)).status).toBe(429);
    expect(await give(inside, raise)).toMatchObject({ ok: true });
    now += 60_000;
    expect((await showDoor(get(), code)).status).toBe(200);
  });

  it('lets a crowd join from one address: only wrong codes count', async () => {
    const { code } = await (await createRoom(post({ ...creation(), options: { seats: 2000, ownNames: true } }))).json();
    const statuses = new Set<number>();
    for (let count = 0; count < 100; count += 1) {
      statuses.add((await joinRoom(post({ name: null, secret: newSecret() }), code)).status);
    }
    expect([...statuses]).toEqual([200]);
  });
});

describe('another device', () => {
  it('takes the seat by the code that the first one shows, once', async () => {
    const { code } = await host();
    const phone = await join(code, 'Ana');
    const { moveCode } = await give(phone, { kind: 'make-move-code' });
    const secret = makeSecret();
    const move = (wanted: string, own: string) => moveSeat(post({ moveCode: wanted, secret: own }), code);
    expect(await (await move('AAAAAA', secret)).json()).toMatchObject({ code: 'wrong-move-code' });
    expect(await (await move(moveCode.toLowerCase(), secret)).json()).toMatchObject({ ok: true, seat: phone.id });
    // The same request again, and somebody else with the same code.
    expect(await (await move(moveCode, secret)).json()).toMatchObject({ ok: true, seat: phone.id });
    expect(await (await move(moveCode, makeSecret())).json()).toMatchObject({ code: 'wrong-move-code' });
    expect(await give(phone, raise)).toMatchObject({ code: 'not-signed-in' });
    expect(await give({ ...phone, secret }, raise)).toMatchObject({ ok: true });
  });

  it('is too late after five minutes', async () => {
    const { code } = await host();
    const phone = await join(code, 'Ana');
    const { moveCode } = await give(phone, { kind: 'make-move-code' });
    now += 5 * 60_000;
    const response = await moveSeat(post({ moveCode, secret: makeSecret() }), code);
    expect(await response.json()).toMatchObject({ code: 'wrong-move-code' });
  });

  it('cannot be had by trying codes', async () => {
    const { code } = await host();
    const statuses: number[] = [];
    for (let time = 0; time < 12; time += 1) {
      statuses.push((await moveSeat(post({ moveCode: 'AAAAAA', secret: makeSecret() }), code)).status);
    }
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });
});

describe('a command', () => {
  it('is carried out once, and answered alike when it is repeated', async () => {
    const leader = await host();
    const command: Command = { kind: 'send-message', text: 'Hello' };
    const key = newKey();
    const answer = await give(leader, command, key);
    expect(await give(leader, command, key)).toEqual(answer);
    expect((await hub.find(leader.code))?.state.messages).toHaveLength(1);
  });

  it('is still known after a restart', async () => {
    const leader = await host();
    const key = newKey();
    const answer = await give(leader, { kind: 'send-message', text: 'Hello' }, key);
    await hub.close();
    await openHub();
    expect(await give(leader, { kind: 'send-message', text: 'Hello' }, key)).toEqual(answer);
    expect((await hub.find(leader.code))?.state.messages).toHaveLength(1);
  });

  it('of a host is refused to a participant, to a stranger and to a host without the controls', async () => {
    const leader = await host();
    const ana = await join(leader.code, 'Ana');
    const push: Command = { kind: 'push', place: { lesson, step: null } };
    expect(await give(ana, push)).toMatchObject({ code: 'not-allowed' });
    expect(await give({ ...leader, secret: newSecret() }, push)).toMatchObject({ code: 'not-signed-in' });
    const { invite } = await give(leader, { kind: 'invite-host' });
    const secret = makeSecret();
    const opened = await openHostLink(post({ invite, name: 'Second', secret }), leader.code);
    expect(await opened.json()).toMatchObject({ ok: true });
    expect(await give({ ...leader, secret }, push)).toMatchObject({ code: 'needs-controls' });
    const stale = await openHostLink(post({ invite, name: 'Third', secret: makeSecret() }), leader.code);
    expect(await stale.json()).toMatchObject({ code: 'stale-link' });
  });

  it('needs a key, a known kind and files of bearable size', async () => {
    const { code } = await host();
    const ana = await join(code, 'Ana');
    const send = async (body: unknown, key = newKey()) =>
      (await runCommand(post(body, { ...bearer(ana.secret), 'Idempotency-Key': key }), code)).json();
    expect(await send(raise, '')).toMatchObject({ code: 'bad-request' });
    expect(await send({ kind: 'become-host' })).toMatchObject({ code: 'bad-request' });
    const save = (text: string) => ({ kind: 'save-files', lesson, files: [{ path: 'Dockerfile', text }], removed: [] });
    expect(await send(save('\u00e9'.repeat(32_769)))).toMatchObject({ code: 'bad-request' });
    expect(await send(save('\u00e9'.repeat(32_768)))).toMatchObject({ ok: true });
    const outside = { ...save(''), files: [{ path: '../secret', text: '' }] };
    expect(await send(outside)).toMatchObject({ code: 'bad-request' });
  });

  it('of somebody who was banned is refused, and so is their return', async () => {
    const leader = await host();
    const ana = await join(leader.code, 'Ana');
    await give(leader, { kind: 'ban', seat: ana.id });
    expect(await give(ana, raise)).toMatchObject({ code: 'banned' });
    const back = await joinRoom(post({ name: 'Ana', secret: ana.secret }), leader.code);
    expect(await back.json()).toMatchObject({ code: 'banned' });
  });

  it('of somebody who was removed is refused until they join again, to the same seat', async () => {
    const leader = await host();
    const ana = await join(leader.code, 'Ana');
    await give(leader, { kind: 'remove', seat: ana.id });
    expect(await give(ana, raise)).toMatchObject({ code: 'removed' });
    expect(await (await joinRoom(post({ name: null, secret: ana.secret }), leader.code)).json()).toMatchObject({
      seat: ana.id,
    });
    expect(await give(ana, raise)).toMatchObject({ ok: true });
  });
});

describe('the stream', () => {
  it('begins with a snapshot and goes on with every event', async () => {
    const leader = await host();
    const ana = await join(leader.code, 'Ana');
    const response = await open(ana);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    for (const text of ['One', 'Two']) await give(leader, { kind: 'send-message', text });
    const { frames, ids, text } = await readFrames(response, (all) => all.length === 3);
    expect(frames.map(({ type }) => type)).toEqual(['snapshot', 'event', 'event']);
    expect(ids).toEqual(['2', '3', '4']);
    expect(text).toMatch(/^retry: \d+\n\n/);
  });

  it.each(['1', '2'])('resumes after event %s with what was missed, and no more', async (last) => {
    const leader = await host();
    const ana = await join(leader.code, 'Ana');
    for (const text of ['One', 'Two']) await give(leader, { kind: 'send-message', text });
    const { ids, frames } = await readFrames(await open(ana, { 'Last-Event-ID': last }), (all) =>
      all.some(({ type }) => type === 'beat'),
    );
    expect(frames.at(-1)).toMatchObject({ type: 'beat', number: 4 });
    expect(ids.slice(0, -1)).toEqual(last === '1' ? ['2', '3', '4'] : ['3', '4']);
  });

  it.each(['99', '-1', '1e3', 'x', '0', '99999999999999999999'])(
    'begins with a snapshot where Last-Event-ID is %s',
    async (last) => {
      const ana = await join((await host()).code, 'Ana');
      const { frames } = await readFrames(await open(ana, { 'Last-Event-ID': last }), (all) => all.length === 1);
      expect(frames[0]?.type).toBe('snapshot');
    },
  );

  it('shows participants nothing of each other, and nobody a secret', async () => {
    const leader = await host();
    const [ana, ben] = [await join(leader.code, 'Ana'), await join(leader.code, 'Ben')];
    const streams = [await open(ben), await open(leader, {}, 'host')];
    const files = [{ path: 'Dockerfile', text: "Ana's own work" }];
    await give(ana, { kind: 'save-files', lesson, files, removed: [] });
    await give(ana, raise);
    await give(leader, { kind: 'invite-host' });
    await give(leader, { kind: 'send-message', text: 'The end' });
    const ended = (frames: readonly StreamFrame[]) =>
      frames.some((frame) => frame.type === 'event' && frame.event.event.kind === 'message-sent');
    const [toBen, toHost] = await Promise.all(streams.map((stream) => readFrames(stream, ended)));
    for (const other of ['"Ana"', ana.id, 'own work']) expect(toBen?.text).not.toContain(other);
    expect(toHost?.text).toContain('"Ana"');
    expect(toHost?.text).not.toContain('own work');
    for (const text of [toBen?.text, toHost?.text]) {
      for (const secret of secrets) expect(text).not.toContain(secret);
      expect(text).not.toMatch(/"credential":"/);
      expect(text).toContain('"credentials":{}');
    }
    const looked = await readSeatFiles(get(`?seat=${ana.id}`, bearer(leader.secret)), leader.code);
    expect(await looked.json()).toMatchObject({ files: { [lesson]: [{ text: "Ana's own work" }] } });
    expect((await readSeatFiles(get(`?seat=${ana.id}`, bearer(ben.secret)), leader.code)).status).toBe(403);
  });

  it('ends for whoever is removed, and says why', async () => {
    const leader = await host();
    const ana = await join(leader.code, 'Ana');
    const stream = await open(ana);
    await give(leader, { kind: 'remove', seat: ana.id });
    const { frames } = await readFrames(stream, () => false);
    expect(frames.at(-1)).toEqual({ type: 'end', reason: 'removed' });
    expect((await open(ana)).status).toBe(403);
  });

  it('ends with a pause to come back after when the server stops', async () => {
    const ana = await join((await host()).code, 'Ana');
    const stream = await open(ana);
    hub.stop();
    const { frames } = await readFrames(stream, () => false);
    expect(frames.at(-1)).toMatchObject({ type: 'restart', retryMilliseconds: expect.any(Number) });
    expect((await open(ana)).status).toBe(503);
  });

  it('is cut off where somebody does not read, and the others go on', async () => {
    const leader = await host();
    const [slow, quick] = [await open(await join(leader.code, 'Ana')), await open(await join(leader.code, 'Ben'))];
    const reading = readFrames(quick, (frames) => frames.length > 40);
    const text = 'x'.repeat(60_000);
    for (let turn = 0; turn < 41; turn += 1) {
      await give(leader, { kind: 'show-work', place: { lesson, step: null }, files: [{ path: 'Dockerfile', text }] });
    }
    expect((await reading).frames).toHaveLength(41);
    const late = await readFrames(slow, () => false);
    expect(late.frames.length).toBeLessThan(41);
    expect((await hub.find(leader.code))?.streamCount).toBe(0);
  });

  it('is refused without a place, and where there is no room', async () => {
    const { code } = await host();
    expect((await open({ code, secret: newSecret(), id: '' })).status).toBe(401);
    expect((await open({ code: 'AAAAAA', secret: newSecret(), id: '' })).status).toBe(404);
  });
});

describe('the end of a room', () => {
  it('gives results to hosts only, with no formula in them', async () => {
    const leader = await host();
    const ana = await join(leader.code, '=HYPERLINK("x") Ana');
    await give(ana, { kind: 'report-progress', place: { lesson, step: null }, met: ['builds'], score: 80 });
    const csv = await exportResults(get('?format=csv', bearer(leader.secret)), leader.code);
    const lines = (await csv.text()).split('\r\n');
    expect(lines[1]).toMatch(/^"'=HYPERLINK\(""x""\) Ana","present",.*,1,80$/);
    expect(csv.headers.get('content-disposition')).toContain('attachment');
    const json = await exportResults(get('?format=json', bearer(leader.secret)), leader.code);
    expect(await json.json()).toMatchObject({ people: [{ lessons: [{ goals: ['builds'], score: 80 }] }] });
    expect((await exportResults(get('?format=csv', bearer(ana.secret)), leader.code)).status).toBe(403);
  });

  it('deletes everything, and everybody is told', async () => {
    const leader = await host();
    const ana = await join(leader.code, 'Ana');
    const stream = await open(ana);
    const remove = (who: Someone, from = origin) =>
      deleteRoom(
        new Request(origin, {
          method: 'DELETE',
          headers: { Host: 'learn.example', Origin: from, ...bearer(who.secret) },
        }),
        leader.code,
      );
    expect((await remove(ana)).status).toBe(403);
    expect((await remove(leader, 'https://evil.example')).status).toBe(403);
    expect((await remove(leader)).status).toBe(200);
    expect((await readFrames(stream, () => false)).frames.at(-1)).toEqual({ type: 'end', reason: 'room-deleted' });
    expect((await showDoor(get(), leader.code)).status).toBe(404);
  });

  it('comes by itself a week after the last event', async () => {
    const leader = await host();
    now += 7 * 24 * 3_600_000 + 1;
    await hub.sweep();
    expect((await showDoor(get(), leader.code)).status).toBe(404);
  });
});

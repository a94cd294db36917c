import { createHash } from 'node:crypto';
import type { NumberedEvent } from '@/lib/workshop/events';
import type { RoomState } from '@/lib/workshop/state';
import type { RedisServer } from '@/lib/workshop/store/testing/redis-server';
import type { RoomLog } from '@/lib/workshop/store/types';
import { createRoom, forEachOf, join, lessons, wait } from './people';
import { milliseconds, Report } from './report';
import type { AppServer } from './servers';
import { until, Visitor } from './visitors';

interface Acknowledged {
  readonly name: string;
  readonly number: number;
}

/** People who rename themselves without pause, each time to a name that nobody ever had: a trace of every command in the log. */
class Busy {
  readonly #visitors: readonly Visitor[];
  readonly acknowledged: Acknowledged[] = [];
  readonly refused: string[] = [];
  sent = 0;
  #running = true;
  #open: Promise<void>[] = [];

  constructor(visitors: readonly Visitor[], perSecond: number) {
    this.#visitors = visitors;
    void this.#work(1000 / perSecond);
  }

  async #work(pause: number): Promise<void> {
    for (let turn = 0; this.#running; turn += 1) {
      const visitor = this.#visitors[turn % this.#visitors.length];
      if (visitor !== undefined) this.#open.push(this.#rename(visitor, `Person number ${turn}`));
      await wait(pause);
    }
  }

  async #rename(visitor: Visitor, name: string): Promise<void> {
    this.sent += 1;
    const answer = await visitor.connection.send({ kind: 'rename', name });
    if (answer.ok && answer.numbers !== null) this.acknowledged.push({ name, number: answer.numbers[0] });
    else this.refused.push(answer.ok ? 'no event' : answer.code);
  }

  /** Stops and waits for all answers; whether they came. */
  async finish(): Promise<boolean> {
    this.#running = false;
    const done = Promise.all(this.#open).then(() => true);
    return Promise.race([done, wait(30_000).then(() => false)]);
  }
}

function checkLog(report: Report, busy: Busy, events: readonly NumberedEvent[]): void {
  const renames = events.flatMap(({ number, event }) =>
    event.kind === 'seat-renamed' ? [{ number, name: event.name }] : [],
  );
  const byNumber = new Map(renames.map(({ number, name }) => [number, name]));
  const lost = busy.acknowledged.filter(({ name, number }) => byNumber.get(number) !== name);
  const twice = renames.length - new Set(renames.map(({ name }) => name)).size;
  const gaps = events.filter(({ number }, index) => number !== index + 1).length;
  report.figure('commands acknowledged', `${busy.acknowledged.length} of ${busy.sent}`);
  report.check('no acknowledged command lost', lost.length === 0, `${lost.length} lost`);
  report.check('no command applied twice', twice === 0, `${twice} twice`);
  report.check('no gap in the log', gaps === 0, `${events.length} events`);
  report.check('every command was answered', busy.refused.length === 0, busy.refused[0] ?? '0 refused');
}

async function gather(servers: readonly AppServer[], people: number): Promise<{ code: string; visitors: Visitor[] }> {
  const originOf = (index: number) => servers[index % servers.length]?.origin ?? '';
  const host = await createRoom(originOf(0), people);
  const visitors = [new Visitor(host, () => originOf(0))];
  const indexes = Array.from({ length: people }, (_, index) => index);
  await forEachOf(indexes, 20, async (index) => {
    const place = await join(originOf(index), host.code, `Visitor ${index}`);
    visitors.push(new Visitor(place, () => originOf(index)));
  });
  await until(() => visitors.every((visitor) => visitor.live));
  return { code: host.code, visitors };
}

/** The server dies without warning, again and again, while everybody works. */
export async function kill(server: AppServer, openLog: () => Promise<RoomLog>, times: number): Promise<Report> {
  const report = new Report(`SIGKILL ${times} times, 100 people, 30 commands a second`);
  const { code, visitors } = await gather([server], 100);
  const busy = new Busy(visitors.slice(1), 30);
  let slowest: number | null = 0;
  for (let time = 0; time < times; time += 1) {
    await wait(1_000 + 50 * time);
    await server.crash();
    const back = await until(() => visitors.every((visitor) => visitor.live), 30_000);
    slowest = back === null || slowest === null ? null : Math.max(slowest, back);
    process.stderr.write(`\r  ${time + 1} of ${times}, everybody back after ${milliseconds(back ?? 30_000)}   `);
  }
  process.stderr.write('\n');
  const answered = await busy.finish();
  report.check('all answers came', answered, String(answered));
  report.check(
    'everybody back within 10 s of the server answering',
    slowest !== null && slowest < 10_000,
    slowest === null ? 'not within 30 s' : `slowest ${milliseconds(slowest)}`,
  );
  const log = await openLog();
  checkLog(report, busy, (await log.readAfter(code, 0, Number.MAX_SAFE_INTEGER)) ?? []);
  await log.close();
  for (const { connection } of visitors) connection.stop();
  return report;
}

/** Redis dies and comes back, with two servers at work. */
export async function restartRedis(
  servers: readonly AppServer[],
  redis: RedisServer,
  openLog: () => Promise<RoomLog>,
): Promise<Report> {
  const report = new Report('Redis restarted three times, two servers, 100 people, 30 commands a second');
  const { code, visitors } = await gather(servers, 100);
  const busy = new Busy(visitors.slice(1), 30);
  const shown = () => visitors.filter(({ connection }) => !connection.getView().logAvailable).length;
  for (let time = 0; time < 3; time += 1) {
    await wait(2_000);
    const restarted = redis.restart(3_000);
    const told = await until(() => shown() === visitors.length, 3_000);
    report.check('every page says so meanwhile', told !== null, `${shown()} of ${visitors.length}`);
    await restarted;
    const back = await until(() => shown() === 0 && visitors.every((visitor) => visitor.live), 30_000);
    report.check('everybody goes on within 10 s', back !== null && back < 10_000, milliseconds(back ?? 30_000));
  }
  const answered = await busy.finish();
  report.check('all answers came', answered, String(answered));
  const log = await openLog();
  checkLog(report, busy, (await log.readAfter(code, 0, Number.MAX_SAFE_INTEGER)) ?? []);
  await log.close();
  for (const { connection } of visitors) connection.stop();
  return report;
}

/** A hash of a state, whatever the order of its keys. `number` is left out: people do not hear of every event. */
function hashOf(state: RoomState | null): string {
  const sorted = JSON.stringify({ ...state, number: 0 }, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest('hex');
}

/** Wifi is gone for everybody but the host, who goes on; people go on too. */
export async function offline(server: AppServer, seconds: number): Promise<Report> {
  const report = new Report(`Wifi loss of ${seconds} s for 30 people`);
  const { visitors } = await gather([server], 30);
  const [host, ...people] = visitors;
  for (const person of people) person.loseNetwork();
  const edits = people.flatMap((person, index) =>
    ['one', 'two', 'three'].map((word) =>
      person.connection.send({
        kind: 'save-files',
        lesson: lessons[0] ?? '',
        files: [{ path: 'Dockerfile', text: `FROM scratch\n# ${word} of ${index}\n` }],
        removed: [],
      }),
    ),
  );
  const hands = people.map((person) => person.connection.send({ kind: 'raise-hand', note: 'Offline' }));
  const started = performance.now();
  for (let turn = 0; performance.now() - started < seconds * 1000; turn += 1) {
    await host?.connection.send({ kind: 'send-message', text: `Meanwhile ${turn}` });
    await wait(500);
  }
  const away = people.filter((person) => person.connection.getView().status.kind === 'offline').length;
  report.check('pages said that they are offline', away === people.length, `${away} of ${people.length}`);
  for (const person of people) person.findNetwork();
  const back = await until(() => people.every((person) => person.live && person.connection.getView().pending === 0));
  report.check('everybody back within 10 s', back !== null && back < 10_000, milliseconds(back ?? 60_000));
  const answers = await Promise.all([...edits, ...hands]);
  report.check(
    'everything from offline was taken in',
    answers.every(({ ok }) => ok),
    `${answers.length} commands`,
  );
  await wait(3_000);

  // Whoever comes anew gets the state whole: everybody who was away must have come to the same.
  let different = 0;
  for (const visitor of visitors) {
    const fresh = new Visitor(visitor.place, () => server.origin);
    await until(() => fresh.connection.getView().state !== null);
    if (hashOf(fresh.connection.getView().state) !== hashOf(visitor.connection.getView().state)) different += 1;
    fresh.connection.stop();
  }
  report.check('all states equal what a new page gets', different === 0, `${different} differ`);
  for (const { connection } of visitors) connection.stop();
  return report;
}

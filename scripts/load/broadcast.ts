import type { Command } from '@/lib/workshop/commands';
import type { NumberedEvent } from '@/lib/workshop/events';
import { audiences } from '@/lib/workshop/permissions';
import { ownerOf } from '@/lib/workshop/redact';
import { createRoom, demand, forEachOf, give, join, Listener, lessons, type Place, wait } from './people';
import { megabytes, milliseconds, quantile, Report } from './report';
import type { AppServer } from './servers';

interface Heard {
  readonly number: number;
  readonly at: number;
}

/** A listener with what it heard since its snapshot. */
class Witness {
  readonly listener: Listener;
  readonly heard: Heard[] = [];
  readonly events: NumberedEvent[] = [];
  from = 0;
  snapshots = 0;
  ended = 0;

  constructor(place: Place, keepEvents: boolean) {
    this.listener = new Listener(place, (frame, number) => {
      if (frame.type === 'snapshot') {
        this.from = number ?? 0;
        this.snapshots += 1;
      }
      if (frame.type === 'event') {
        this.heard.push({ number: frame.event.number, at: performance.now() });
        if (keepEvents) this.events.push(frame.event);
      }
      if (frame.type === 'restart' || frame.type === 'end') this.ended += 1;
    });
  }
}

const dockerfile = (edit: number) =>
  `FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\n# edit ${edit}\n${'RUN pip install --no-cache-dir -r requirements.txt\n'.repeat(24)}`;

function hostCommand(turn: number): Command {
  const lesson = lessons[turn % lessons.length] ?? '';
  const place = { lesson, step: null };
  switch (turn % 4) {
    case 0:
      return { kind: 'push', place };
    case 1:
      return { kind: 'send-message', text: `Message ${turn}` };
    default:
      return { kind: 'show-work', place, files: [{ path: 'Dockerfile', text: dockerfile(turn) }] };
  }
}

/** What a seat must have heard: everything for everybody and everything of its own, after its snapshot. */
function expectedOf(witness: Witness, all: readonly NumberedEvent[]): number[] {
  const { id } = witness.listener.place;
  return all
    .filter(({ number, event }) => {
      const audience = audiences[event.kind];
      const own = audience === 'hosts-and-owner' && ownerOf(event) === id;
      return number > witness.from && (audience === 'everybody' || own);
    })
    .map(({ number }) => number);
}

export interface BroadcastOptions {
  readonly people: number;
  readonly seconds: number;
  readonly bytesAllowed: number;
}

/** Drives the room for a while: ten edits a second by people, and three commands a second by the host. */
class Driver {
  /** When the command of each event was sent, by event number. */
  readonly sentAt = new Map<number, number>();
  readonly failures: string[] = [];
  readonly #originOf: (index: number) => string;

  constructor(originOf: (index: number) => string) {
    this.#originOf = originOf;
  }

  async #command(place: Place, index: number, wanted: Command): Promise<void> {
    const started = performance.now();
    try {
      const { numbers } = demand(await give(this.#originOf(index), place, wanted));
      if (numbers === null) return;
      for (let number = numbers[0]; number <= numbers[1]; number += 1) this.sentAt.set(number, started);
    } catch (error) {
      this.failures.push(String(error));
    }
  }

  async drive(host: Place, people: readonly Place[], seconds: number): Promise<void> {
    const open: Promise<void>[] = [];
    const begin = performance.now();
    for (let tick = 0; tick < seconds * 10; tick += 1) {
      const index = (tick * 37) % people.length;
      const person = people[index];
      const files = [{ path: 'Dockerfile', text: dockerfile(tick) }];
      const edit: Command = { kind: 'save-files', lesson: lessons[0] ?? '', files, removed: [] };
      if (person !== undefined) open.push(this.#command(person, index, edit));
      if (tick % 3 === 0) open.push(this.#command(host, 0, hostCommand(tick / 3)));
      await wait(Math.max(0, begin + (tick + 1) * 100 - performance.now()));
    }
    await Promise.all(open);
  }
}

async function gather(report: Report, code: string, people: number, originOf: (index: number) => string) {
  const witnesses: Witness[] = [];
  const started = performance.now();
  const indexes = Array.from({ length: people }, (_, index) => index);
  await forEachOf(indexes, 50, async (index) => {
    witnesses[index] = new Witness(await join(originOf(index), code, `Person ${index}`), false);
  });
  const joined = performance.now();
  await forEachOf(witnesses, 50, (witness, index) => witness.listener.open(originOf(index)));
  report.figure(`${people} people join, all from one address`, milliseconds(joined - started));
  report.figure(`${people} streams open`, milliseconds(performance.now() - joined));
  return witnesses;
}

function judge(report: Report, driver: Driver, host: Witness, witnesses: readonly Witness[], seconds: number): void {
  const { sentAt, failures } = driver;
  const wrong = witnesses.filter(
    (witness) =>
      witness.snapshots !== 1 ||
      witness.ended > 0 ||
      witness.heard.map(({ number }) => number).join() !== expectedOf(witness, host.events).join(),
  );
  const numbers = host.heard.map(({ number }) => number);
  const ordered = numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
  const heardByHost = new Set(numbers);
  const heard = [host, ...witnesses].flatMap((witness) => witness.heard);
  const delays = heard.flatMap(({ number, at }) => {
    const sent = sentAt.get(number);
    return sent === undefined ? [] : [at - sent];
  });
  report.figure('commands acknowledged', String(sentAt.size));
  report.figure('deliveries', `${heard.length} (${(heard.length / seconds).toFixed(0)} a second)`);
  report.check('no command failed', failures.length === 0, failures[0] ?? '0 failed');
  report.check('every event to every stream once and in order', wrong.length === 0 && ordered, `${wrong.length} wrong`);
  const all = [...sentAt.keys()].every((number) => heardByHost.has(number));
  report.check('the host saw every acknowledged command', all, `${numbers.length} events`);
  report.figure('delivery, from sending the command: median', milliseconds(quantile(delays, 0.5)));
  report.check('99th percentile under 250 ms', quantile(delays, 0.99) < 250, milliseconds(quantile(delays, 0.99)));
  report.figure('slowest', milliseconds(quantile(delays, 1)));
}

/** Many open streams, ten edits a second, and a host who pushes: every event to every stream, once and in order. */
export async function broadcast(
  name: string,
  servers: readonly AppServer[],
  options: BroadcastOptions,
): Promise<Report> {
  const report = new Report(name);
  const originOf = (index: number) => servers[index % servers.length]?.origin ?? '';
  const host = await createRoom(originOf(0), options.people);
  const hostWitness = new Witness(host, true);
  await hostWitness.listener.open(originOf(0));
  const witnesses = await gather(report, host.code, options.people, originOf);

  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, ...servers.map((server) => server.residentBytes()));
  }, 200);
  // Presence settles first: it is one event for all.
  await wait(4_000);
  const begin = performance.now();
  const usedBefore = servers.map((server) => server.processorSeconds());
  const driver = new Driver(originOf);
  const places = witnesses.map(({ listener }) => listener.place);
  await driver.drive(host, places, options.seconds);
  await wait(1_500);
  clearInterval(watch);

  judge(report, driver, hostWitness, witnesses, options.seconds);
  const took = (performance.now() - begin) / 1000;
  const used = servers.map((server, index) => (server.processorSeconds() - (usedBefore[index] ?? 0)) / took);
  const shares = used.map((share) => `${(share * 100).toFixed(0)} %`);
  report.figure('share of one processor that a server used', shares.join(', '));
  report.check(
    `resident memory of a server under ${megabytes(options.bytesAllowed)}`,
    peak > 0 && peak < options.bytesAllowed,
    megabytes(peak),
  );
  for (const { listener } of [hostWitness, ...witnesses]) listener.close();
  return report;
}

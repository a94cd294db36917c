import { Redis } from 'ioredis';
import type { NumberedEvent } from '../events';
import { roomLimits } from '../limits';
import type { RoomState } from '../state';
import {
  type Append,
  type AppendResult,
  type CreateResult,
  heartbeatMilliseconds,
  type LogListener,
  LogUnreachable,
  parseEvent,
  type RoomLog,
  readSnapshot,
  type StoredRoom,
  writeSnapshot,
} from './types';

const prefix = 'layerwise';
const channel = `${prefix}:changes`;

/** The braces keep all keys of a room on one node of a cluster. */
const roomKeys = (code: string) => ({
  log: `${prefix}:{${code}}:log`,
  last: `${prefix}:{${code}}:last`,
  snapshot: `${prefix}:{${code}}:snapshot`,
  answer: (key: string) => `${prefix}:{${code}}:answer:${key}`,
});
const instanceKey = (instance: string) => `${prefix}:instance:${instance}`;
const creationOf = (key: string) => `${prefix}:creation:${key}`;

const roomSeconds = roomLimits.expiryMilliseconds / 1000;
/** A command is repeated within minutes, at most after a night offline. */
const answerSeconds = 24 * 60 * 60;
/** Events kept before a snapshot, for whoever resumes from there. */
const keptBeforeSnapshot = 5_000;

/**
 * Keys: log, last, snapshot, answer. Arguments: expected, answer, room seconds, answer seconds, channel, code, key, bodies.
 * `last` holds the number of the last event; entries of the stream have the event's number as the first half of their id.
 */
const appendScript = `
  local last = redis.call('GET', KEYS[2])
  if not last then return {'missing'} end
  if ARGV[7] ~= '' then
    local answer = redis.call('GET', KEYS[4])
    if answer then return {'replayed', answer} end
  end
  if last ~= ARGV[1] then return {'conflict'} end
  local number = tonumber(last)
  for index = 8, #ARGV do
    number = number + 1
    redis.call('XADD', KEYS[1], string.format('%d-0', number), 'body', ARGV[index])
  end
  redis.call('SET', KEYS[2], string.format('%d', number), 'EX', ARGV[3])
  redis.call('EXPIRE', KEYS[1], ARGV[3])
  redis.call('EXPIRE', KEYS[3], ARGV[3])
  if ARGV[7] ~= '' then redis.call('SET', KEYS[4], ARGV[2], 'EX', ARGV[4]) end
  if #ARGV >= 8 then redis.call('PUBLISH', ARGV[5], ARGV[6] .. ':' .. string.format('%d', number)) end
  return {'appended'}
`;

/** Keys: log, last. Arguments: body, room seconds. */
const createScript = `
  if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
  redis.call('XADD', KEYS[1], '1-0', 'body', ARGV[1])
  redis.call('SET', KEYS[2], '1', 'EX', ARGV[2])
  redis.call('EXPIRE', KEYS[1], ARGV[2])
  return 1
`;

/** Keys: log, last, snapshot. Arguments: number, snapshot, room seconds, events kept before it. */
const snapshotScript = `
  if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
  local kept = redis.call('HGET', KEYS[3], 'number')
  if kept and tonumber(kept) >= tonumber(ARGV[1]) then return 0 end
  redis.call('HSET', KEYS[3], 'number', ARGV[1], 'body', ARGV[2])
  redis.call('EXPIRE', KEYS[3], ARGV[3])
  local first = tonumber(ARGV[1]) - tonumber(ARGV[4])
  if first > 0 then redis.call('XTRIM', KEYS[1], 'MINID', string.format('%d-0', first)) end
  return 1
`;

/** Runs a command; a connection that is gone or an answer that does not come is the log out of reach. */
async function reach<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new LogUnreachable('Redis cannot be used.', { cause: error });
  }
}

/** Rooms in Redis Streams, for any number of processes. Durable as far as Redis is: run it with `appendfsync always`. */
class RedisLog implements RoomLog {
  readonly #redis: Redis;
  readonly #subscriber: Redis;

  constructor(redis: Redis, subscriber: Redis) {
    this.#redis = redis;
    this.#subscriber = subscriber;
  }

  async create(code: string, event: NumberedEvent, creationKey: string): Promise<CreateResult> {
    return reach(async () => {
      const creation = creationOf(creationKey);
      // First the key, then the room: whoever repeats a request that stopped in between makes the room with the same code.
      const before = await this.#redis.set(creation, code, 'EX', answerSeconds, 'NX', 'GET');
      const wanted = before ?? code;
      const keys = roomKeys(wanted);
      if (before !== null && (await this.#redis.exists(keys.last)) === 1) return { kind: 'replayed', code: wanted };
      if (before !== null) {
        await this.#redis.set(creation, code, 'EX', answerSeconds);
      }
      const own = roomKeys(code);
      const made = await this.#redis.eval(createScript, 2, own.log, own.last, JSON.stringify(event), roomSeconds);
      if (made === 1) return { kind: 'created' };
      await this.#redis.del(creation);
      return { kind: 'taken' };
    });
  }

  async append({ code, expected, events, key, answer }: Append): Promise<AppendResult> {
    const keys = roomKeys(code);
    const bodies = events.map((event) => JSON.stringify(event));
    const result = await reach(() =>
      this.#redis.eval(
        appendScript,
        4,
        keys.log,
        keys.last,
        keys.snapshot,
        keys.answer(key ?? ''),
        expected,
        answer,
        roomSeconds,
        answerSeconds,
        channel,
        code,
        key ?? '',
        ...bodies,
      ),
    );
    const [kind, kept]: unknown[] = Array.isArray(result) ? result : [];
    if (kind === 'replayed' && typeof kept === 'string') return { kind, answer: kept };
    if (kind === 'appended' || kind === 'conflict' || kind === 'missing') return { kind };
    throw new LogUnreachable('Redis gave an answer that the script does not give.');
  }

  async findAnswer(code: string, key: string): Promise<string | null> {
    return reach(() => this.#redis.get(roomKeys(code).answer(key)));
  }

  async load(code: string): Promise<StoredRoom | null> {
    const body = await reach(() => this.#redis.hget(roomKeys(code).snapshot, 'body'));
    const snapshot = body === null ? null : readSnapshot(body);
    const events = await this.readAfter(code, snapshot?.number ?? 0, Number.MAX_SAFE_INTEGER);
    return events === null ? null : { snapshot, events };
  }

  async readAfter(code: string, number: number, limit: number): Promise<readonly NumberedEvent[] | null> {
    const { log, last } = roomKeys(code);
    const entries = await reach(async () => {
      if ((await this.#redis.exists(last)) === 0) return null;
      return this.#redis.xrange(log, `${number + 1}-0`, '+', 'COUNT', Math.min(limit, 1_000_000));
    });
    if (entries === null) return null;
    const events = entries.map(([, fields]) => parseEvent(fields[1] ?? ''));
    const trimmed = events[0] !== undefined && events[0].number !== number + 1;
    return trimmed ? null : events;
  }

  async saveSnapshot(state: RoomState): Promise<void> {
    const { log, last, snapshot } = roomKeys(state.code);
    await reach(() =>
      this.#redis.eval(
        snapshotScript,
        3,
        log,
        last,
        snapshot,
        state.number,
        writeSnapshot(state),
        roomSeconds,
        keptBeforeSnapshot,
      ),
    );
  }

  async delete(code: string): Promise<void> {
    const { log, last, snapshot } = roomKeys(code);
    await reach(async () => {
      await this.#redis.del(log, last, snapshot);
      await this.#redis.publish(channel, `${code}:deleted`);
    });
  }

  /** Redis lets rooms expire by itself: every append sets the clock back. */
  async sweep(): Promise<readonly string[]> {
    return [];
  }

  async heartbeat(instance: string): Promise<void> {
    await reach(() => this.#redis.set(instanceKey(instance), '1', 'PX', heartbeatMilliseconds));
  }

  async living(instances: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await reach(() =>
      Promise.all(instances.map((instance) => this.#redis.exists(instanceKey(instance)))),
    );
    return new Set(instances.filter((_, index) => found[index] === 1));
  }

  listen(listener: LogListener): void {
    this.#subscriber.on('message', (_channel: string, text: string) => {
      const [code = '', what = ''] = text.split(':');
      if (what === 'deleted') listener.deleted(code);
      else listener.appended(code, Number(what));
    });
    // Subscribed again before it says ready; both lines have to be there.
    const both = [this.#redis, this.#subscriber];
    for (const line of both) {
      line.on('close', () => listener.reachable(false));
      line.on('ready', () => {
        if (both.every(({ status }) => status === 'ready')) listener.reachable(true);
      });
    }
  }

  async close(): Promise<void> {
    this.#redis.disconnect();
    this.#subscriber.disconnect();
  }
}

/** Connects; rejects with LogUnreachable where there is no Redis within ten seconds. Afterwards it reconnects by itself. */
export async function openRedisLog(url: string): Promise<RoomLog> {
  const shared = {
    retryStrategy: (times: number) => Math.min(100 * times, 1000),
    connectTimeout: 5_000,
    enableOfflineQueue: false,
    lazyConnect: true,
  };
  // What was sent and not answered is never sent again by the library: only the caller knows the key.
  const redis = new Redis(url, {
    ...shared,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout: 5_000,
  });
  const subscriber = new Redis(url, { ...shared, maxRetriesPerRequest: null, autoResubscribe: true });
  // Errors come back from the commands; a line that is down says so by `close`.
  redis.on('error', () => {});
  subscriber.on('error', () => {});
  return reach(async () => {
    await Promise.all([redis.connect(), subscriber.connect()]);
    await subscriber.subscribe(channel);
    return new RedisLog(redis, subscriber);
  });
}

import { type Client, createClient, type InStatement } from '@libsql/client';
import type { NumberedEvent } from '../events';
import type { RoomState } from '../state';
import {
  type Append,
  type AppendResult,
  type CreateResult,
  heartbeatMilliseconds,
  LogUnreachable,
  parseEvent,
  type RoomLog,
  readSnapshot,
  type StoredRoom,
  writeSnapshot,
} from './types';

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA busy_timeout = 2000;
  CREATE TABLE IF NOT EXISTS rooms (
    code TEXT PRIMARY KEY, last_number INTEGER NOT NULL, last_at INTEGER NOT NULL, creation_key TEXT NOT NULL UNIQUE
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS events (
    code TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (code, number)
  );
  CREATE TABLE IF NOT EXISTS answers (
    code TEXT NOT NULL, key TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (code, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS instances (instance TEXT PRIMARY KEY, seen_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS snapshots (code TEXT PRIMARY KEY, number INTEGER NOT NULL, body TEXT NOT NULL);
`;

const tables = ['events', 'answers', 'snapshots', 'rooms'] as const;

/** Runs a query; what SQLite throws (disk full, file locked) is the log out of reach. */
async function reach<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new LogUnreachable('The SQLite log cannot be used.', { cause: error });
  }
}

const deleteRoom = (code: string): InStatement[] =>
  tables.map((table) => ({ sql: `DELETE FROM ${table} WHERE code = ?`, args: [code] }));

/** Only where the room stands where the writer thinks it does, and the key is new. */
const unlessOvertaken = `
  EXISTS (SELECT 1 FROM rooms WHERE code = :code AND last_number = :expected)
  AND NOT EXISTS (SELECT 1 FROM answers WHERE code = :code AND key = :key)`;

function appendStatements({ code, expected, events, key, answer, now }: Append): InStatement[] {
  const guard = { code, expected, key: key ?? '' };
  return [
    {
      sql: `INSERT INTO events (code, number, body)
            SELECT :code, json_extract(value, '$.number'), json_extract(value, '$.body') FROM json_each(:events)
            WHERE ${unlessOvertaken}`,
      args: {
        ...guard,
        events: JSON.stringify(events.map((event) => ({ number: event.number, body: JSON.stringify(event) }))),
      },
    },
    {
      sql: `UPDATE rooms SET last_number = :last, last_at = max(last_at, :now) WHERE code = :code AND ${unlessOvertaken}`,
      args: { ...guard, last: expected + events.length, now },
    },
    // changes() is what the statement before it changed: 1 where the append went through.
    {
      sql: `INSERT INTO answers (code, key, answer) SELECT :code, :key, :answer WHERE changes() = 1 AND :key <> ''`,
      args: { code, key: key ?? '', answer },
    },
    {
      sql: `SELECT (SELECT last_number FROM rooms WHERE code = :code) AS last,
                   (SELECT answer FROM answers WHERE code = :code AND key = :key) AS answer`,
      args: { code, key: key ?? '' },
    },
  ];
}

/** Rooms in a SQLite file of this machine: the default, for one process. */
class SqliteLog implements RoomLog {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async create(code: string, event: NumberedEvent, creationKey: string): Promise<CreateResult> {
    const [inserted, , found] = await reach(() =>
      this.#client.batch(
        [
          {
            sql: 'INSERT OR IGNORE INTO rooms (code, last_number, last_at, creation_key) VALUES (?, 1, ?, ?)',
            args: [code, event.at, creationKey],
          },
          {
            sql: 'INSERT INTO events (code, number, body) SELECT ?, 1, ? WHERE changes() = 1',
            args: [code, JSON.stringify(event)],
          },
          { sql: 'SELECT code FROM rooms WHERE creation_key = ?', args: [creationKey] },
        ],
        'write',
      ),
    );
    if (inserted?.rowsAffected === 1) return { kind: 'created' };
    const existing = found?.rows[0]?.code;
    return typeof existing === 'string' ? { kind: 'replayed', code: existing } : { kind: 'taken' };
  }

  async append(request: Append): Promise<AppendResult> {
    const results = await reach(() => this.#client.batch(appendStatements(request), 'write'));
    if (results[1]?.rowsAffected === 1) return { kind: 'appended' };
    const row = results[3]?.rows[0];
    if (typeof row?.answer === 'string') return { kind: 'replayed', answer: row.answer };
    return { kind: typeof row?.last === 'number' ? 'conflict' : 'missing' };
  }

  async findAnswer(code: string, key: string): Promise<string | null> {
    const { rows } = await reach(() =>
      this.#client.execute({ sql: 'SELECT answer FROM answers WHERE code = ? AND key = ?', args: [code, key] }),
    );
    const answer = rows[0]?.answer;
    return typeof answer === 'string' ? answer : null;
  }

  async load(code: string): Promise<StoredRoom | null> {
    const { rows } = await reach(() =>
      this.#client.execute({ sql: 'SELECT body FROM snapshots WHERE code = ?', args: [code] }),
    );
    const body = rows[0]?.body;
    const snapshot = typeof body === 'string' ? readSnapshot(body) : null;
    const events = await this.readAfter(code, snapshot?.number ?? 0, Number.MAX_SAFE_INTEGER);
    return events === null ? null : { snapshot, events };
  }

  async readAfter(code: string, number: number, limit: number): Promise<readonly NumberedEvent[] | null> {
    const [room, found] = await reach(() =>
      this.#client.batch(
        [
          { sql: 'SELECT 1 FROM rooms WHERE code = ?', args: [code] },
          {
            sql: 'SELECT body FROM events WHERE code = ? AND number > ? ORDER BY number LIMIT ?',
            args: [code, number, limit],
          },
        ],
        'read',
      ),
    );
    if (room?.rows.length !== 1) return null;
    return (found?.rows ?? []).map((row) => parseEvent(String(row.body)));
  }

  async saveSnapshot(state: RoomState): Promise<void> {
    await reach(() =>
      this.#client.execute({
        sql: `INSERT INTO snapshots (code, number, body) SELECT :code, :number, :body
              WHERE EXISTS (SELECT 1 FROM rooms WHERE code = :code)
              ON CONFLICT (code) DO UPDATE SET number = excluded.number, body = excluded.body
              WHERE excluded.number > snapshots.number`,
        args: { code: state.code, number: state.number, body: writeSnapshot(state) },
      }),
    );
  }

  async delete(code: string): Promise<void> {
    await reach(() => this.#client.batch(deleteRoom(code), 'write'));
  }

  async sweep(before: number): Promise<readonly string[]> {
    const { rows } = await reach(() =>
      this.#client.execute({ sql: 'SELECT code FROM rooms WHERE last_at < ?', args: [before] }),
    );
    const codes = rows.map((row) => String(row.code));
    for (const code of codes) await this.delete(code);
    return codes;
  }

  async heartbeat(instance: string): Promise<void> {
    const now = Date.now();
    await reach(() =>
      this.#client.batch(
        [
          { sql: 'INSERT OR REPLACE INTO instances (instance, seen_at) VALUES (?, ?)', args: [instance, now] },
          { sql: 'DELETE FROM instances WHERE seen_at < ?', args: [now - heartbeatMilliseconds] },
        ],
        'write',
      ),
    );
  }

  async living(instances: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await reach(() =>
      this.#client.execute({
        sql: 'SELECT instance FROM instances WHERE seen_at >= ? AND instance IN (SELECT value FROM json_each(?))',
        args: [Date.now() - heartbeatMilliseconds, JSON.stringify(instances)],
      }),
    );
    return new Set(rows.map((row) => String(row.instance)));
  }

  /** There are no other processes, and a file is always in reach until a write fails, which the writer sees. */
  listen(): void {}

  async close(): Promise<void> {
    this.#client.close();
  }
}

/** Opens the file, which is made where there is none; its folder has to be there. */
export async function openSqliteLog(file: string): Promise<RoomLog> {
  return reach(async () => {
    // One connection: its settings are those below, and every statement runs at once anyway.
    const client = createClient({ url: `file:${file}`, concurrency: 1 });
    await client.executeMultiple(schema);
    return new SqliteLog(client);
  });
}

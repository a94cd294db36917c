import type { Command } from '../commands';
import { decide } from '../decide/decide';
import { accept, type DecisionContext } from '../decide/decision';
import { decideCreation } from '../decide/joining';
import { refreshLeaderboard } from '../decide/leaderboard';
import { roomLimits } from '../limits';
import { isSuitableName } from '../names/screen';
import type { Answer, CommandDone, CreatedRoom, CreateRoomRequest, Viewer } from '../protocol';
import { type Refusal, refuse } from '../refusals';
import { LogUnreachable, type RoomLog } from '../store/types';
import { LiveRoom } from './live-room';
import { describePresence, otherInstances } from './presence';
import { type Rate, RateLimiter } from './rate';
import { hashCreation, hashMoveCode, hashSecret, newCode, newId, newSecret } from './secrets';
import { drawRetry, type RoomStream } from './stream';

const every = { beat: 15_000, presence: 2_000, leaderboard: 5_000, heartbeat: 10_000, sweep: 60 * 60_000 } as const;
/** Somebody whose stream broke is not gone before this: a reload takes a second or two. */
const graceMilliseconds = 6_000;
/** A room without a stream or command for so long leaves memory; the log has it. */
const idleMilliseconds = 10 * 60_000;

const seatRate: Rate = { burst: 60, perMinute: 300 };
const hostRate: Rate = { burst: 200, perMinute: 1_200 };

/** What the world outside gives the hub; tests give something else. */
export interface HubSurroundings {
  readonly now: () => number;
  readonly random: () => number;
}

/** All rooms of this process. */
export class WorkshopHub {
  readonly log: RoomLog;
  readonly now: () => number;
  readonly #random: () => number;
  readonly #instance = newId();
  readonly #rooms = new Map<string, Promise<LiveRoom | null>>();
  readonly #live = new Map<string, LiveRoom>();
  readonly #commandRates = { seat: new RateLimiter(seatRate), host: new RateLimiter(hostRate) };
  /** Since when somebody has no stream, by viewer. */
  readonly #lost = new WeakMap<LiveRoom, Map<string, number>>();
  #timers: NodeJS.Timeout[] = [];
  #closing = false;

  constructor(log: RoomLog, surroundings: HubSurroundings) {
    this.log = log;
    this.now = surroundings.now;
    this.#random = surroundings.random;
    log.listen({
      appended: (code, number) => void this.#live.get(code)?.catchUp(number),
      deleted: (code) => this.#drop(code),
      reachable: (reachable) => {
        for (const room of this.#live.values()) {
          if (reachable) void room.catchUp();
          else room.showLog(false);
        }
      },
    });
  }

  get closing(): boolean {
    return this.#closing;
  }

  /** Begins what happens by the clock. */
  start(): void {
    const repeat = (milliseconds: number, work: () => void | Promise<void>) => {
      const timer = setInterval(() => {
        // A log out of reach is tried again at the next turn.
        Promise.resolve(work()).catch((error: unknown) => {
          if (!(error instanceof LogUnreachable)) console.error('A task of the workshop rooms failed.', error);
        });
      }, milliseconds);
      timer.unref();
      this.#timers.push(timer);
    };
    const heartbeat = () => this.log.heartbeat(this.#instance);
    heartbeat().catch(() => {});
    repeat(every.heartbeat, heartbeat);
    repeat(every.beat, () => this.#eachRoom((room) => room.beat()));
    repeat(every.presence, () => this.#eachRoom((room) => this.#reportPresence(room)));
    repeat(every.heartbeat, () => this.#eachRoom((room) => this.#buryInstances(room)));
    repeat(every.leaderboard, () => this.#eachRoom((room) => this.#refreshLeaderboard(room)));
    repeat(every.heartbeat, () => this.#forgetIdle());
    repeat(every.sweep, () => this.sweep());
    void this.sweep().catch(() => {});
  }

  /** Ends all streams with the request to come back; new ones are refused from now on. */
  stop(): void {
    this.#closing = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    for (const room of this.#live.values()) room.restart(() => drawRetry(this.#random));
  }

  async close(): Promise<void> {
    this.stop();
    await this.log.close();
  }

  /** Deletes rooms a week after their last event. */
  async sweep(): Promise<void> {
    for (const code of await this.log.sweep(this.now() - roomLimits.expiryMilliseconds)) this.#drop(code);
  }

  /** The room of a code; `null` where there is none. */
  find(code: string): Promise<LiveRoom | null> {
    const known = this.#rooms.get(code);
    if (known !== undefined) return known;
    const loading = LiveRoom.load(code, this.log, this.now).then(
      (room) => {
        if (room === null) this.#rooms.delete(code);
        else this.#live.set(code, room);
        return room;
      },
      (error: unknown) => {
        this.#rooms.delete(code);
        throw error;
      },
    );
    this.#rooms.set(code, loading);
    return loading;
  }

  /** What a decision needs from outside, with the hash of the secret that comes or goes with it. */
  context(now: number, credential = ''): DecisionContext {
    return { now, newId: newId(), credential, random: this.#random, isSuitableName };
  }

  /** Makes a room; repeated with the same secret, it finds the room that it made. */
  async create(request: CreateRoomRequest): Promise<Answer<CreatedRoom>> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const code = newCode();
      if (!isSuitableName(code)) continue;
      const decision = decideCreation(request, code, this.context(this.now(), hashSecret(code, request.secret)));
      if (!decision.ok) return decision;
      const { event } = decision;
      const numbered = { version: 1, number: 1, at: this.now(), event } as const;
      const result = await this.log.create(code, numbered, hashCreation(request.secret));
      if (result.kind === 'created') return { ok: true, code, host: event.host };
      if (result.kind === 'replayed') {
        const host = (await this.find(result.code))?.state.credentials[hashSecret(result.code, request.secret)];
        return host === undefined ? refuse('unavailable') : { ok: true, code: result.code, host: host.id };
      }
    }
    return refuse('unavailable');
  }

  /** Carries out a command of a host or participant. `key` makes it happen once, however often it is sent. */
  async command(room: LiveRoom, actor: Viewer, command: Command, key: string): Promise<Answer<CommandDone>> {
    const rate = this.#commandRates[actor.kind];
    if (!rate.take(`${room.code} ${actor.id}`, this.now())) return refuse('too-many-requests');
    // Only these two give something out; a repeated one gives nothing, since the secret itself is not kept.
    const moveCode = command.kind === 'make-move-code' ? newCode() : null;
    const invite = command.kind === 'invite-host' ? newSecret() : null;
    const credential =
      moveCode !== null ? hashMoveCode(room.code, moveCode) : invite !== null ? hashSecret(room.code, invite) : '';
    const executed = await room.execute(`${actor.kind} ${actor.id} ${key}`, (state, now) =>
      decide(state, actor, command, this.context(now, credential)),
    );
    if (!executed.ok) return executed;
    const issued = Object.hasOwn(room.state.credentials, credential);
    return {
      ...executed,
      ...(issued && moveCode !== null && { moveCode }),
      ...(issued && invite !== null && { invite }),
    };
  }

  openStream(room: LiveRoom, viewer: Viewer, lastNumber: number | null): RoomStream | Refusal {
    if (this.#closing) return refuse('unavailable');
    return room.openStream(viewer, lastNumber, drawRetry(this.#random));
  }

  /** Deletes a room with all that belongs to it, and tells everybody in it. */
  async delete(room: LiveRoom): Promise<void> {
    await this.log.delete(room.code);
    this.#drop(room.code);
  }

  #drop(code: string): void {
    this.#live.get(code)?.finish('room-deleted');
    this.#live.delete(code);
    this.#rooms.delete(code);
  }

  async #eachRoom(work: (room: LiveRoom) => unknown): Promise<void> {
    for (const room of [...this.#live.values()]) await work(room);
  }

  #forgetIdle(): void {
    for (const [code, room] of this.#live) {
      const idle = room.streamCount === 0 && this.now() - room.usedAt > idleMilliseconds;
      if (!idle && !room.gone) continue;
      this.#live.delete(code);
      this.#rooms.delete(code);
    }
  }

  /** Who has a stream, or had one a moment ago. */
  #connected(room: LiveRoom, kind: Viewer['kind']): ReadonlySet<string> {
    const connected = new Set(room.connected(kind));
    const all: Readonly<Record<string, { readonly instance: string | null }>> =
      kind === 'host' ? room.state.hosts : room.state.seats;
    const lost = this.#lost.get(room) ?? new Map<string, number>();
    this.#lost.set(room, lost);
    for (const [id, { instance }] of Object.entries(all)) {
      const key = `${kind} ${id}`;
      if (connected.has(id) || instance !== this.#instance) {
        lost.delete(key);
        continue;
      }
      const since = lost.get(key) ?? this.now();
      lost.set(key, since);
      if (this.now() - since < graceMilliseconds) connected.add(id);
      else lost.delete(key);
    }
    return connected;
  }

  async #reportPresence(room: LiveRoom): Promise<void> {
    const hosts = this.#connected(room, 'host');
    const seats = this.#connected(room, 'seat');
    if (describePresence(room.state, this.#instance, hosts, seats) === null) return;
    await room.execute(null, (state) => {
      const change = describePresence(state, this.#instance, hosts, seats);
      return change === null ? accept() : accept(change);
    });
  }

  /** Nobody is connected through a process that died. */
  async #buryInstances(room: LiveRoom): Promise<void> {
    const others = otherInstances(room.state, this.#instance);
    if (others.length === 0) return;
    const living = await this.log.living(others);
    for (const dead of others.filter((other) => !living.has(other))) {
      await room.execute(null, (state) => {
        const change = describePresence(state, dead, new Set(), new Set());
        return change === null ? accept() : accept(change);
      });
    }
  }

  async #refreshLeaderboard(room: LiveRoom): Promise<void> {
    if (refreshLeaderboard(room.state).length > 0) {
      await room.execute(null, (state) => accept(...refreshLeaderboard(state)));
    }
  }
}

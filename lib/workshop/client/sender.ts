import type { Answer, CommandDone } from '../protocol';
import type { RefusalCode } from '../refusals';
import { backOff } from './backoff';
import type { RoomEnvironment } from './environment';
import { addToOutbox, type OutboxEntry, readOutbox, writeOutbox } from './outbox';

/** The server may answer otherwise the next time. */
const worthRepeating: ReadonlySet<RefusalCode> = new Set(['unavailable', 'too-many-requests', 'too-many-guesses']);

/** Sends the outbox of one browser, one command after the other, each until it is answered. Only the leading tab has one. */
export class OutboxSender {
  readonly #environment: RoomEnvironment;
  readonly #onAnswer: (entry: OutboxEntry, answer: Answer<CommandDone>) => void;
  readonly #onChange: () => void;
  #entries: readonly OutboxEntry[];
  #abort: AbortController | null = null;
  #failures = 0;
  #cancelRetry: (() => void) | null = null;
  #running = false;

  constructor(
    environment: RoomEnvironment,
    onAnswer: (entry: OutboxEntry, answer: Answer<CommandDone>) => void,
    onChange: () => void,
  ) {
    this.#environment = environment;
    this.#onAnswer = onAnswer;
    this.#onChange = onChange;
    this.#entries = readOutbox(environment.storage.read());
  }

  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  /** Whether there was room for it. */
  add(entry: OutboxEntry): boolean {
    const entries = addToOutbox(this.#entries, entry);
    if (entries === null) return false;
    this.#keep(entries);
    this.#sendNext();
    return true;
  }

  start(): void {
    this.#running = true;
    this.#sendNext();
  }

  stop(): void {
    this.#running = false;
    this.#abort?.abort();
    this.#cancelRetry?.();
    this.#cancelRetry = null;
  }

  /** The line is back: no more waiting. */
  hurry(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#sendNext();
  }

  /** Takes everything out, unsent. */
  empty(): readonly OutboxEntry[] {
    const entries = this.#entries;
    this.#keep([]);
    return entries;
  }

  #keep(entries: readonly OutboxEntry[]): void {
    this.#entries = entries;
    this.#environment.storage.write(writeOutbox(entries));
    this.#onChange();
  }

  #sendNext(): void {
    const [next, ...rest] = this.#entries;
    if (next === undefined || !this.#running || this.#abort !== null || this.#cancelRetry !== null) return;
    const entry = { ...next, tried: true };
    this.#entries = [entry, ...rest];
    const abort = new AbortController();
    this.#abort = abort;
    this.#environment.transport.postCommand(entry.command, entry.key, abort.signal).then(
      (answer) => {
        this.#abort = null;
        if (!answer.ok && worthRepeating.has(answer.code)) this.#retryLater();
        else this.#finish(entry, answer);
      },
      () => {
        this.#abort = null;
        this.#retryLater();
      },
    );
  }

  #finish(entry: OutboxEntry, answer: Answer<CommandDone>): void {
    this.#failures = 0;
    this.#keep(this.#entries.filter(({ key }) => key !== entry.key));
    this.#onAnswer(entry, answer);
    this.#sendNext();
  }

  #retryLater(): void {
    if (!this.#running) return;
    this.#failures += 1;
    const wait = backOff(this.#failures, this.#environment.random);
    this.#cancelRetry = this.#environment.after(wait, () => {
      this.#cancelRetry = null;
      this.#sendNext();
    });
  }
}

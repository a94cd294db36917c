import type { Command } from '../commands';
import type { WorkFile } from '../values';
import type { RoomEnvironment } from './environment';

const quiet = 1_000;
const longest = 5_000;

/** Sends files as they are edited: a second after the last keystroke, every five seconds at the latest, only what changed. */
export class WorkSaver {
  readonly #lesson: string;
  readonly #send: (command: Command) => unknown;
  readonly #environment: Pick<RoomEnvironment, 'after' | 'now'>;
  #saved = new Map<string, string>();
  #files: readonly WorkFile[] | null = null;
  #cancel: (() => void) | null = null;
  #since = 0;

  /** `known` is what the room has already. */
  constructor(
    lesson: string,
    known: readonly WorkFile[],
    send: (command: Command) => unknown,
    environment: Pick<RoomEnvironment, 'after' | 'now'>,
  ) {
    this.#lesson = lesson;
    this.#send = send;
    this.#environment = environment;
    this.#saved = new Map(known.map(({ path, text }) => [path, text]));
  }

  /** All files of the lesson as they are now. */
  save(files: readonly WorkFile[]): void {
    if (this.#files === null) this.#since = this.#environment.now();
    this.#files = files;
    this.#cancel?.();
    const left = Math.max(0, longest - (this.#environment.now() - this.#since));
    this.#cancel = this.#environment.after(Math.min(quiet, left), () => this.flush());
  }

  /** Sends what waits, now. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    const files = this.#files;
    this.#files = null;
    if (files === null) return;
    const changed = files.filter(({ path, text }) => this.#saved.get(path) !== text);
    const paths = new Set(files.map(({ path }) => path));
    const removed = [...this.#saved.keys()].filter((path) => !paths.has(path));
    if (changed.length + removed.length === 0) return;
    this.#saved = new Map(files.map(({ path, text }) => [path, text]));
    this.#send({ kind: 'save-files', lesson: this.#lesson, files: changed, removed });
  }
}

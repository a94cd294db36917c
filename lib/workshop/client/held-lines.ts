import type { RoomLine } from './types';

/** Milliseconds for which a line outlives its page: the way from one lesson to the next is shorter. */
const graceMilliseconds = 10_000;

interface Held {
  readonly line: RoomLine;
  pages: number;
  cancelStop: (() => void) | null;
}

/**
 * The lines that this tab holds, by name. The next page of the same room takes over the line of the one before it, so that
 * a walk through the lessons neither breaks the stream nor shows anybody as away.
 */
export class HeldLines {
  readonly #held = new Map<string, Held>();
  readonly #after: (milliseconds: number, work: () => void) => () => void;

  constructor(after: (milliseconds: number, work: () => void) => () => void) {
    this.#after = after;
  }

  /** The line of that name: the one that is held, unless it has ended, or else a new one. */
  find(name: string, connect: () => RoomLine): RoomLine {
    const held = this.#held.get(name);
    if (held && (held.pages > 0 || held.line.getView().status.kind !== 'ended')) return held.line;
    held?.cancelStop?.();
    held?.line.stop();
    const line = connect();
    this.#held.set(name, { line, pages: 0, cancelStop: null });
    return line;
  }

  /** Starts the line, or goes on with it, for as long as a page needs it. Returns what ends the page's need. */
  hold(name: string, line: RoomLine): () => void {
    const known = this.#held.get(name);
    const held = known?.line === line ? known : { line, pages: 0, cancelStop: null };
    this.#held.set(name, held);
    held.cancelStop?.();
    held.cancelStop = null;
    held.pages += 1;
    line.start();
    return () => {
      held.pages -= 1;
      if (held.pages > 0) return;
      const stop = () => {
        line.stop();
        if (this.#held.get(name) === held) this.#held.delete(name);
      };
      if (line.getView().status.kind === 'ended') stop();
      else held.cancelStop = this.#after(graceMilliseconds, stop);
    };
  }
}

import type { NumberedEvent } from '../events';
import { redactForClass, type ViewerClass } from '../redact';
import { encodeFrame } from './stream';

/** An event with its frames: encoded once for each class of viewers, however many streams there are. */
export class EncodedEvent {
  readonly numbered: NumberedEvent;
  readonly #frames = new Map<ViewerClass, Uint8Array | null>();

  constructor(numbered: NumberedEvent) {
    this.numbered = numbered;
  }

  /** `null` where these viewers see nothing of it. */
  frameFor(viewers: ViewerClass): Uint8Array | null {
    const made = this.#frames.get(viewers);
    if (made !== undefined) return made;
    const event = redactForClass(this.numbered, viewers);
    const frame = event === null ? null : encodeFrame({ type: 'event', event }, event.number);
    this.#frames.set(viewers, frame);
    return frame;
  }
}

const most = { events: 2_000, units: 4_000_000 } as const;

const unitsOf = ({ event }: NumberedEvent): number =>
  'files' in event ? event.files.reduce((total, file) => total + ('text' in file ? file.text.length : 0), 400) : 400;

/** The last events of a room, for streams that resume. Bounded in number and in characters of files. */
export class RecentEvents {
  #events: EncodedEvent[] = [];
  #units = 0;

  add(encoded: EncodedEvent): void {
    this.#events.push(encoded);
    this.#units += unitsOf(encoded.numbered);
    if (this.#events.length <= most.events && this.#units <= most.units) return;
    // A quarter at a time: shifting one by one would move the whole array at every event.
    const dropped = this.#events.splice(0, Math.ceil(this.#events.length / 4));
    this.#units -= dropped.reduce((total, { numbered }) => total + unitsOf(numbered), 0);
  }

  /** Everything after a number up to `last`; `null` where some of it is no longer at hand. */
  after(number: number, last: number): readonly EncodedEvent[] | null {
    if (number > last) return null;
    const missing = last - number;
    if (missing > this.#events.length) return null;
    return missing === 0 ? [] : this.#events.slice(-missing);
  }

  clear(): void {
    this.#events = [];
    this.#units = 0;
  }
}

import type { StreamFrame, Viewer } from '../protocol';

/** Bytes that may wait for a client that does not read; then it is cut off and comes back for a snapshot. */
const mostWaiting = 2_000_000;
/** Shortest and longest pause before a client comes back, drawn at random so that a thousand do not come at once. */
const retry = { shortest: 250, longest: 3_000 } as const;

const encoder = new TextEncoder();

/** A frame as server-sent event. `number` is what `Last-Event-ID` will say. JSON holds no line break, so `data` is one line. */
export function encodeFrame(frame: StreamFrame, number: number | null): Uint8Array {
  const id = number === null ? '' : `id: ${number}\n`;
  return encoder.encode(`${id}data: ${JSON.stringify(frame)}\n\n`);
}

export const drawRetry = (random: () => number): number =>
  Math.round(retry.shortest + random() * (retry.longest - retry.shortest));

/** One open stream of server-sent events. Never waits: what a client does not read in time ends its stream. */
export class RoomStream {
  readonly viewer: Viewer;
  readonly body: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  readonly #onClose: (stream: RoomStream) => void;

  constructor(viewer: Viewer, retryMilliseconds: number, onClose: (stream: RoomStream) => void) {
    this.viewer = viewer;
    this.#onClose = onClose;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        cancel: () => this.#close(false),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: mostWaiting }),
    );
    this.write(encoder.encode(`retry: ${retryMilliseconds}\n\n`));
  }

  get open(): boolean {
    return this.#controller !== null;
  }

  write(chunk: Uint8Array): void {
    if (this.#controller === null) return;
    if ((this.#controller.desiredSize ?? 0) <= 0) {
      this.#close(true);
      return;
    }
    this.#controller.enqueue(chunk);
  }

  /** Sends one last frame and ends the stream. */
  end(frame: StreamFrame): void {
    this.write(encodeFrame(frame, null));
    this.#close(true);
  }

  #close(here: boolean): void {
    const controller = this.#controller;
    if (controller === null) return;
    this.#controller = null;
    if (here) controller.close();
    this.#onClose(this);
  }
}

import { apiRoot, type StreamFrame, type Viewer } from '../protocol';
import type { Refusal } from '../refusals';
import { NoAnswer, type RoomTransport } from './environment';
import { ServerSentEventReader } from './sse';

/** A command that is not answered by then is sent again. */
const commandPatience = 15_000;

const isRefusal = (body: unknown): body is Refusal =>
  typeof body === 'object' && body !== null && 'ok' in body && body.ok === false && 'code' in body;

/** Our own server speaks here, over the same build of these types: frames are taken as they come. */
function parseFrame(data: string): StreamFrame {
  const frame: StreamFrame = JSON.parse(data);
  return frame;
}

async function readFrames(
  body: ReadableStream<Uint8Array>,
  onFrame: (frame: StreamFrame, number: number | null) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const events = new ServerSentEventReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const { id, data } of events.push(decoder.decode(value, { stream: true }))) {
      onFrame(parseFrame(data), id === null ? null : Number(id));
    }
  }
}

export interface TransportOptions {
  /** Where the server is; the page's own by default. */
  readonly origin?: string;
  /** For programs without cookies. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Streams over `fetch` rather than `EventSource`: it shows why a stream was refused, takes `Last-Event-ID` also for the first
 * try, and does not reconnect behind our back.
 */
export function openTransport(code: string, role: Viewer['kind'], options: TransportOptions = {}): RoomTransport {
  const { origin = '', headers = {} } = options;
  const room = `${origin}${apiRoot}/${code}`;
  return {
    openStream: async (after, onFrame, signal) => {
      try {
        const resume: Record<string, string> = after === null ? {} : { 'Last-Event-ID': String(after) };
        const response = await fetch(`${room}/events?as=${role}`, {
          headers: { ...headers, ...resume, Accept: 'text/event-stream' },
          cache: 'no-store',
          signal,
        });
        if (response.ok && response.body !== null) {
          await readFrames(response.body, onFrame);
          return { kind: 'closed' };
        }
        const body: unknown = await response.json();
        return isRefusal(body) ? { kind: 'refused', refusal: body } : { kind: 'closed' };
      } catch {
        return { kind: 'closed' };
      }
    },
    postCommand: async (command, key, signal) => {
      try {
        const response = await fetch(`${room}/commands`, {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'application/json', 'Idempotency-Key': key },
          body: JSON.stringify(command),
          signal: AbortSignal.any([signal, AbortSignal.timeout(commandPatience)]),
        });
        const body = await response.json();
        if (typeof body?.ok !== 'boolean') throw new NoAnswer('The answer is not one of our server.');
        return body;
      } catch (error) {
        throw new NoAnswer('The command was not answered.', { cause: error });
      }
    },
  };
}

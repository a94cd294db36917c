/** One server-sent event; `id` is `null` where it has none. */
export interface ServerSentEvent {
  readonly id: string | null;
  readonly data: string;
}

/** A line longer than this is not from our server. UTF-16 units. */
const longestEvent = 8_000_000;

/**
 * Reads server-sent events from pieces of text, however they are cut (WHATWG HTML, "Interpreting an event stream"). Comments and
 * fields that we do not use are skipped.
 */
export class ServerSentEventReader {
  #rest = '';
  #data: string[] = [];
  #id: string | null = null;

  push(text: string): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > longestEvent) throw new Error('An event of the stream is too long.');
    for (const line of lines) {
      if (line === '') this.#dispatch(events);
      else this.#readLine(line);
    }
    return events;
  }

  #dispatch(events: ServerSentEvent[]): void {
    if (this.#data.length > 0) events.push({ id: this.#id, data: this.#data.join('\n') });
    this.#data = [];
    this.#id = null;
  }

  #readLine(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    if (field === 'id') this.#id = value;
  }
}

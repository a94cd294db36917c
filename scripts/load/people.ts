import http from 'node:http';
import { ServerSentEventReader } from '@/lib/workshop/client/sse';
import type { Command } from '@/lib/workshop/commands';
import {
  type Answer,
  apiRoot,
  type CommandDone,
  type CreatedRoom,
  type JoinedRoom,
  type StreamFrame,
} from '@/lib/workshop/protocol';
import { newCode, newSecret } from '@/lib/workshop/server/secrets';

export const lessons = ['queue-consumer/01-ubuntu', 'queue-consumer/02-slim'];

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** A POST with JSON. Where no answer comes it is sent again as it was: a server may close an idle connection at any time. */
export async function post<Success>(
  origin: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Success>> {
  for (let tries = 1; tries < 5; tries += 1) {
    try {
      return await postOnce(origin, path, body, headers);
    } catch {
      await wait(50 * tries);
    }
  }
  return postOnce(origin, path, body, headers);
}

function postOnce<Success>(
  origin: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Answer<Success>> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${origin}${apiRoot}${path}`,
      { method: 'POST', agent, headers: { 'Content-Type': 'application/json', ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => {
          try {
            resolve(JSON.parse(text));
          } catch {
            reject(new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 200)}`));
          }
        });
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}

/** Unwraps an answer that has to be a success. */
export function demand<Success extends { readonly ok: true }>(answer: Answer<Success>): Success {
  if (!answer.ok) throw new Error(`The server refused: ${answer.code}, ${answer.message}`);
  return answer;
}

export interface Place {
  readonly code: string;
  readonly id: string;
  readonly secret: string;
  readonly role: 'host' | 'seat';
}

export async function createRoom(origin: string, seats: number): Promise<Place> {
  const secret = newSecret();
  const options = { seats, ownNames: true };
  const body = { title: 'Load test', lessons, options, name: 'Instructor', secret };
  const { code, host } = demand(await post<CreatedRoom>(origin, '', body));
  return { code, id: host, secret, role: 'host' };
}

export async function join(origin: string, code: string, name: string): Promise<Place> {
  const secret = newSecret();
  const { seat } = demand(await post<JoinedRoom>(origin, `/${code}/join`, { name, secret }));
  return { code, id: seat, secret, role: 'seat' };
}

export const bearer = ({ secret }: Place) => ({ Authorization: `Bearer ${secret}` });

export const give = (origin: string, place: Place, command: Command): Promise<Answer<CommandDone>> =>
  post(origin, `/${place.code}/commands`, command, {
    ...bearer(place),
    'Idempotency-Key': `${newCode()}-${newSecret()}`,
  });

/** One plain open stream, as cheap as it can be: a thousand of them share this machine with the server. */
export class Listener {
  readonly place: Place;
  readonly #onFrame: (frame: StreamFrame, number: number | null) => void;
  #request: http.ClientRequest | null = null;

  constructor(place: Place, onFrame: (frame: StreamFrame, number: number | null) => void) {
    this.place = place;
    this.#onFrame = onFrame;
  }

  /** Resolves with the first frame. */
  open(origin: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const reader = new ServerSentEventReader();
      const address = `${origin}${apiRoot}/${this.place.code}/events?as=${this.place.role}`;
      this.#request = http.get(address, { agent: false, headers: bearer(this.place) }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`The stream answered ${response.statusCode}.`));
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          for (const { id, data } of reader.push(text)) {
            this.#onFrame(JSON.parse(data), id === null ? null : Number(id));
            resolve();
          }
        });
        response.on('error', () => {});
      });
      this.#request.on('error', reject);
    });
  }

  close(): void {
    this.#request?.destroy();
  }
}

/** Does something for each, so many at once. */
export async function forEachOf<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item !== undefined) await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

import type * as z from 'zod/mini';
import { findCredential } from '../decide/joining';
import { roomLimits } from '../limits';
import type { Viewer } from '../protocol';
import { secret as secretSchema } from '../protocol';
import { type Refusal, refuse, statusOf } from '../refusals';
import type { RoomState } from '../state';
import { hashSecret } from './secrets';

const noStore = { 'Cache-Control': 'no-store' } as const;

/** An answer as JSON; a refusal has the status of its code. */
export function answer(
  body: { readonly ok: true } | Refusal,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const status = body.ok ? 200 : statusOf(body.code);
  const retry: Record<string, string> = status === 429 || status === 503 ? { 'Retry-After': '5' } : {};
  return Response.json(body, { status, headers: { ...noStore, ...retry, ...headers } });
}

const trustsProxy = (): boolean => (process.env.TRUST_PROXY ?? '') !== '';

/** The header in which `instrumentation-node.ts` says who connected; what clients send in it is overwritten there. */
export const addressHeader = 'x-layerwise-address';

/**
 * Who asks: with TRUST_PROXY the last address of `X-Forwarded-For`, which our own proxy wrote, otherwise that of the connection.
 * An IPv6 customer has a whole /64, so that counts as one.
 */
export function addressOf(request: Request): string {
  const forwarded = trustsProxy() ? request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const address = forwarded ?? request.headers.get(addressHeader) ?? 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
}

const isSecure = (request: Request): boolean => {
  const forwarded = trustsProxy() ? request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim() : undefined;
  return (forwarded ?? new URL(request.url).protocol.replace(':', '')) === 'https';
};

/** Refuses what a page of another site sent: browsers say so in these headers, and other programs have no cookies of ours. */
export function checkOrigin(request: Request): Refusal | null {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return refuse('wrong-origin');
  const origin = request.headers.get('origin');
  if (origin === null) return null;
  const forwarded = trustsProxy() ? request.headers.get('x-forwarded-host') : null;
  const host = forwarded ?? request.headers.get('host');
  return URL.canParse(origin) && new URL(origin).host === host ? null : refuse('wrong-origin');
}

async function readText(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > roomLimits.bodyBytes) return null;
  const reader = request.body?.getReader();
  if (reader === undefined) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > roomLimits.bodyBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

type Body<Schema extends z.ZodMiniType> = { readonly ok: true; readonly value: z.output<Schema> } | Refusal;

/** The body of a POST: from our own pages, JSON, not too large, and what the schema says. */
export async function readBody<Schema extends z.ZodMiniType>(request: Request, schema: Schema): Promise<Body<Schema>> {
  const foreign = checkOrigin(request);
  if (foreign !== null) return foreign;
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refuse('wrong-type');
  const text = await readText(request);
  if (text === null) return refuse('body-too-large');
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? { ok: true, value: parsed.data } : refuse('bad-request');
  } catch {
    return refuse('bad-request');
  }
}

const cookieName = (role: Viewer['kind'], code: string) => `layerwise-${role}-${code}`;

function readCookie(request: Request, name: string): string | null {
  for (const part of request.headers.get('cookie')?.split(';') ?? []) {
    const [key = '', value = ''] = part.split('=');
    if (key.trim() === name) return value.trim();
  }
  return null;
}

/** Keeps a secret where scripts cannot read it and other sites cannot send it. */
export function setCookie(
  request: Request,
  role: Viewer['kind'],
  code: string,
  value: string,
): { 'Set-Cookie': string } {
  const seconds = roomLimits.expiryMilliseconds / 1000;
  const secure = isSecure(request) ? '; Secure' : '';
  const path = `/api/workshop/rooms/${code}`;
  const cookie = `${cookieName(role, code)}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
  return { 'Set-Cookie': cookie };
}

/** Who a request comes from in a room, by one secret. */
export function identify(state: RoomState, secret: string | null, now: number): Viewer | null {
  if (secret === null || !secretSchema.safeParse(secret).success) return null;
  const owner = findCredential(state, hashSecret(state.code, secret), now);
  return owner?.kind === 'host' || owner?.kind === 'seat' ? { kind: owner.kind, id: owner.id } : null;
}

/** Who this browser is in the role, or the bearer of `Authorization`, whatever the role. */
export function identifyRequest(request: Request, state: RoomState, role: Viewer['kind'], now: number): Viewer | null {
  const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (bearer !== undefined) return identify(state, bearer, now);
  const viewer = identify(state, readCookie(request, cookieName(role, state.code)), now);
  return viewer?.kind === role ? viewer : null;
}

/** The role that a request is made in: `as=host` or `as=seat` in its query; seat where it says nothing. */
export const roleOf = (request: Request): Viewer['kind'] =>
  new URL(request.url).searchParams.get('as') === 'host' ? 'host' : 'seat';

/** Idempotency keys as browsers make them: 16 to 80 letters, digits and hyphens. */
export function readKey(request: Request): string | null {
  const key = request.headers.get('idempotency-key');
  return key !== null && /^[A-Za-z0-9_-]{16,80}$/.test(key) ? key : null;
}

/** The number of the event after which to resume; `null` for none and for what is no number. */
export function readLastNumber(request: Request): number | null {
  const text = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after') ?? '';
  const number = /^\d{1,15}$/.test(text) ? Number(text) : null;
  return number === 0 ? null : number;
}

import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { stopWorkshop } from '@/lib/workshop/server/process';
import { addressHeader } from '@/lib/workshop/server/requests';

/** The process ends this long after SIGTERM at the latest, whatever is still open. */
const patienceMilliseconds = 2_500;

const isStart = (message: unknown): message is { readonly request: IncomingMessage } =>
  typeof message === 'object' && message !== null && 'request' in message;

/** Writes into every request who connected: the framework would believe an `X-Forwarded-For` that the client made up. */
export function watchConnections(): void {
  subscribe('http.server.request.start', (message) => {
    if (isStart(message)) message.request.headers[addressHeader] = message.request.socket.remoteAddress ?? 'unknown';
  });
}

/** An open event stream would keep the framework's own shutdown waiting for good: streams are ended first. */
export function stopGracefully(): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), patienceMilliseconds).unref();
    stopWorkshop().catch((error: unknown) => console.error('The workshop rooms did not close.', error));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

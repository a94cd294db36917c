import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const port = 3108;
export const address = `http://localhost:${port}`;

async function answers(): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}

async function waitFor(server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}; is port ${port} free?`);
    if (await answers()) return;
    await sleep(200);
  }
  throw new Error('The server did not answer within 30 seconds.');
}

/** Serves the production build, which has to be there, while the work is done. */
export async function withServer<Result>(work: () => Promise<Result>): Promise<Result> {
  const server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(server, 'exit');
  try {
    await waitFor(server);
    return await work();
  } finally {
    server.kill();
    await ended;
  }
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether this machine has `redis-server`. */
export const hasRedisServer = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** A port of this machine that nobody listens on. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export interface RedisServer {
  readonly url: string;
  /** Stops it as a crash would, and starts it again on the same data. */
  restart(downMilliseconds?: number): Promise<void>;
  stop(): void;
}

/** A Redis of its own on loopback, which syncs every write to disk, in a temporary folder. */
export async function startRedisServer(): Promise<RedisServer> {
  const port = await findFreePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-redis-'));
  const settings = { port, bind: '127.0.0.1', dir: folder, appendonly: 'yes', appendfsync: 'always', save: '' };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);

  const start = () =>
    new Promise<ChildProcess>((resolve, reject) => {
      const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
      child.once('error', reject);
      child.once('exit', (status) => reject(new Error(`redis-server ended with status ${status}.`)));
      child.stdout?.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('Ready to accept connections')) resolve(child);
      });
    });
  let running = await start();

  const kill = (child: ChildProcess) =>
    new Promise<void>((resolve) => {
      child.removeAllListeners('exit');
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  const killAtExit = () => running.kill('SIGKILL');
  process.once('exit', killAtExit);

  return {
    url: `redis://127.0.0.1:${port}`,
    restart: async (downMilliseconds = 0) => {
      await kill(running);
      await new Promise((resolve) => setTimeout(resolve, downMilliseconds));
      running = await start();
    },
    stop: () => {
      process.removeListener('exit', killAtExit);
      running.removeAllListeners('exit');
      running.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort } from '@/lib/workshop/store/testing/redis-server';

/** One production server of ours, on loopback. */
export interface AppServer {
  readonly origin: string;
  /** Kills it as a crash would and starts it again on the same port and data; resolves when it answers. */
  crash(): Promise<void>;
  /** SIGTERM; resolves with the milliseconds until the process has ended. */
  terminate(): Promise<number>;
  /** Resident memory now, in bytes; 0 where the system does not tell. */
  residentBytes(): number;
  /** Processor time used since the start, in seconds; 0 where the system does not tell. */
  processorSeconds(): number;
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function answers(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/api/workshop/rooms/222222`);
    return response.status === 404 || response.status === 503;
  } catch {
    return false;
  }
}

function residentBytes(pid: number | undefined): number {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(line ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Linux counts it in hundredths of a second, in the 14th and 15th field of `stat`; the name before them may hold blanks. */
function processorSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()));

/** Starts a server with these settings; it is stopped when this program ends. */
export async function startApp(settings: Readonly<Record<string, string>>): Promise<AppServer> {
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const launch = async () => {
    const child = spawn(
      process.execPath,
      ['node_modules/next/dist/bin/next', 'start', '--hostname', '127.0.0.1', '--port', String(port)],
      {
        env: { ...process.env, ...settings, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    for (let tries = 0; tries < 600; tries += 1) {
      if (await answers(origin)) return child;
      await wait(50);
    }
    throw new Error('The server does not answer.');
  };
  let running = await launch();
  process.once('exit', () => running.kill('SIGKILL'));
  return {
    origin,
    crash: async () => {
      const gone = ended(running);
      running.kill('SIGKILL');
      await gone;
      running = await launch();
    },
    terminate: async () => {
      const started = performance.now();
      const gone = ended(running);
      running.kill('SIGTERM');
      await gone;
      return performance.now() - started;
    },
    residentBytes: () => residentBytes(running.pid),
    processorSeconds: () => processorSeconds(running.pid),
  };
}

/** A folder that is gone when this program ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-load-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openRedisLog } from '../store/redis';
import { openSqliteLog } from '../store/sqlite';
import { LogUnreachable } from '../store/types';
import { GuessGuard } from './guard';
import { WorkshopHub } from './hub';

interface WorkshopProcess {
  hub: Promise<WorkshopHub> | null;
  readonly guard: GuessGuard;
  stopping: boolean;
}

declare global {
  var layerwiseWorkshop: WorkshopProcess | undefined;
}

/** On globalThis: the framework may load a module once for each route, and there must be one hub in a process. */
function workshopProcess(): WorkshopProcess {
  globalThis.layerwiseWorkshop ??= { hub: null, guard: new GuessGuard(), stopping: false };
  return globalThis.layerwiseWorkshop;
}

async function openHub(): Promise<WorkshopHub> {
  const redis = process.env.REDIS_URL ?? '';
  const file = path.resolve(process.env.WORKSHOP_DATABASE ?? '.layerwise/workshop.sqlite');
  if (redis === '') mkdirSync(path.dirname(file), { recursive: true });
  const log = redis === '' ? await openSqliteLog(file) : await openRedisLog(redis);
  const hub = new WorkshopHub(log, { now: Date.now, random: Math.random });
  hub.start();
  return hub;
}

/** The hub of this process, opened at the first request: pages alone need no log. Throws LogUnreachable; the next request tries again. */
export function getHub(): Promise<WorkshopHub> {
  const workshop = workshopProcess();
  if (workshop.stopping) return Promise.reject(new LogUnreachable('The server is stopping.'));
  workshop.hub ??= openHub().catch((error: unknown) => {
    workshop.hub = null;
    throw error;
  });
  return workshop.hub;
}

export const getGuard = (): GuessGuard => workshopProcess().guard;

/** Ends all streams with a retry hint and closes the log. */
export async function stopWorkshop(): Promise<void> {
  const workshop = workshopProcess();
  workshop.stopping = true;
  const hub = await workshop.hub?.catch(() => null);
  await hub?.close();
}

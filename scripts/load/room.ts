import path from 'node:path';
import { parseArgs } from 'node:util';
import { openRedisLog } from '@/lib/workshop/store/redis';
import { openSqliteLog } from '@/lib/workshop/store/sqlite';
import { startRedisServer } from '@/lib/workshop/store/testing/redis-server';
import { broadcast } from './broadcast';
import { kill, offline, restartRedis } from './faults';
import { milliseconds, type Report } from './report';
import { startApp, temporaryFolder } from './servers';

const memory = 400_000_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    times: { type: 'string', default: '20' },
  },
});
const bounded = (text: string, least: number, most: number) => Math.min(most, Math.max(least, Number(text) || least));
const people = bounded(values.people, 2, 2_000);
const seconds = bounded(values.seconds, 5, 600);
const times = bounded(values.times, 1, 100);

const alone = async () => {
  const file = path.join(temporaryFolder(), 'rooms.sqlite');
  return { file, server: await startApp({ WORKSHOP_DATABASE: file, REDIS_URL: '' }) };
};

const scenarios: Readonly<Record<string, () => Promise<Report>>> = {
  one: async () => {
    const { server } = await alone();
    const options = { people, seconds, bytesAllowed: memory };
    const report = await broadcast(`One process, ${people} people, SQLite`, [server], options);
    const took = await server.terminate();
    report.check('SIGTERM ends the process within 3 s', took < 3_000, milliseconds(took));
    return report;
  },
  two: async () => {
    const redis = await startRedisServer();
    const servers = [await startApp({ REDIS_URL: redis.url }), await startApp({ REDIS_URL: redis.url })];
    const options = { people, seconds, bytesAllowed: memory };
    const report = await broadcast(`Two processes over Redis, 2 x ${people / 2} people`, servers, options);
    for (const server of servers) {
      const took = await server.terminate();
      report.check('SIGTERM ends the process within 3 s', took < 3_000, milliseconds(took));
    }
    redis.stop();
    return report;
  },
  kill: async () => {
    const { file, server } = await alone();
    const report = await kill(server, () => openSqliteLog(file), times);
    await server.terminate();
    return report;
  },
  redis: async () => {
    const redis = await startRedisServer();
    const servers = [await startApp({ REDIS_URL: redis.url }), await startApp({ REDIS_URL: redis.url })];
    const report = await restartRedis(servers, redis, () => openRedisLog(redis.url));
    for (const server of servers) await server.terminate();
    redis.stop();
    return report;
  },
  offline: async () => {
    const { server } = await alone();
    const report = await offline(server, 60);
    await server.terminate();
    return report;
  },
};

const wanted = positionals[0] ?? 'all';
const chosen = Object.entries(scenarios).filter(([name]) => wanted === 'all' || name === wanted);
if (chosen.length === 0) {
  process.stderr.write(`There is no load test "${wanted}"; there are ${Object.keys(scenarios).join(', ')} and all.\n`);
  process.exit(2);
}
let failed = false;
for (const [, scenario] of chosen) {
  const report = await scenario();
  failed ||= report.failed;
}
process.exit(failed ? 1 : 0);

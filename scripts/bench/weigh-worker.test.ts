import { expect, it } from 'vitest';
import { weighModule, workerModule } from './weigh-worker';

/**
 * Bytes gzipped: what was reached, and three in a hundred more. Raise them only for what any Dockerfile needs at once; the
 * start never goes above 120,000.
 */
const reached = { start: 116_000, plan: 6_700, whatIf: 7_200 };
const most = (bytes: number) => Math.min(bytes * 1.03, 120_000);

it('starts the analyzer with little more than it took when this was last looked at, and without what can wait', async () => {
  const { start, later } = await weighModule(workerModule);
  expect(start.zipped).toBeLessThan(most(reached.start));
  expect(later.map(({ entry }) => entry).toSorted()).toEqual([
    'lib/analyzer/parts/bases.ts',
    'lib/analyzer/parts/configuration.ts',
    'lib/analyzer/parts/decisions.ts',
    'lib/analyzer/parts/downloads.ts',
    'lib/analyzer/parts/failures.ts',
    'lib/analyzer/parts/managers.ts',
    'lib/analyzer/parts/packages.ts',
    'lib/analyzer/parts/projects.ts',
    'lib/analyzer/parts/rebuilds.ts',
    'lib/analyzer/parts/scripts.ts',
    'lib/analyzer/parts/silences.ts',
    'lib/analyzer/parts/stages.ts',
    'lib/analyzer/parts/system.ts',
    'lib/analyzer/plan/make-plan.ts',
    'lib/analyzer/rebuild/what-if.ts',
  ]);
  expect(start.rooms.has('zod')).toBe(false);
}, 60_000);

it('makes plans and answers what-if with what is loaded, and brings no part along', async () => {
  const { later } = await weighModule(workerModule);
  const weigh = (entry: string) => later.find((load) => load.entry === entry)?.zipped;
  expect(weigh('lib/analyzer/plan/make-plan.ts')).toBeLessThan(most(reached.plan));
  expect(weigh('lib/analyzer/rebuild/what-if.ts')).toBeLessThan(most(reached.whatIf));
}, 60_000);

import { expect, it } from 'vitest';
import { weighModule, workerModule } from './weigh-worker';

/** Bytes gzipped: what was reached, and three in a hundred more. Raise it only for what any Dockerfile needs at once. */
const reached = 143_000;
const most = reached * 1.03;

it('starts the analyzer with little more than it took when this was last looked at, and without what can wait', async () => {
  const { start, later } = await weighModule(workerModule);
  expect(start.zipped).toBeLessThan(most);
  expect(later.map(({ entry }) => entry).toSorted()).toEqual([
    'lib/analyzer/parts/bases.ts',
    'lib/analyzer/parts/configuration.ts',
    'lib/analyzer/parts/decisions.ts',
    'lib/analyzer/parts/failures.ts',
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

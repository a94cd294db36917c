import { measureExport, measureOverhead } from '../build/durations';
import { longestPath } from '../build/schedule';
import { finalSteps } from '../build/sizes';
import type { Build, Step } from '../build/types';
import { type Estimate, nothing, sum } from '../estimate';

/** Seconds of a build in which only these steps run: stages in parallel, what every build spends, export of new layers. */
export function measureRerun(steps: readonly Step[], build: Build): Estimate {
  const always = measureOverhead(build.machine, build.catalog, 'rebuild-overhead-seconds');
  if (steps.length === 0) return always;
  const again = new Set(steps);
  const layers = finalSteps(build).filter((step) => again.has(step));
  const bytes = layers.length === 0 ? nothing : sum(layers.map((step) => step.bytes));
  return sum([
    always,
    longestPath(build, (step) => again.has(step)),
    measureExport(bytes, build.machine, build.catalog),
  ]);
}

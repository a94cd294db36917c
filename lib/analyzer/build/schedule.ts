import { type Estimate, nothing, sum } from '../estimate';
import { measureExport, measureOverhead, spreadSeconds } from './durations';
import { finalSteps } from './sizes';
import type { Build, Step } from './types';

/**
 * Seconds until the target is there when only some steps run: those of a stage one after the other, stages side by side,
 * each step not before the stages that it takes from.
 */
export function longestPath(build: Build, runs: (step: Step) => boolean): Estimate {
  const finished = new Map<number, Estimate>();
  for (const stage of build.stages) {
    if (!stage.needed) continue;
    let clock: Estimate = stage.base.kind === 'stage' ? (finished.get(stage.base.stage) ?? nothing) : nothing;
    for (const step of stage.steps) {
      for (const { stage: source } of step.fromStages) clock = latest(clock, finished.get(source) ?? nothing);
      if (runs(step)) clock = sum([clock, spreadStep(step, build)]);
    }
    finished.set(stage.index, clock);
  }
  return build.target === null ? nothing : (finished.get(build.target.index) ?? nothing);
}

function spreadStep(step: Step, build: Build): Estimate {
  return step.kind === 'from' ? step.seconds : spreadSeconds(step.seconds, build.catalog);
}

function latest(one: Estimate, other: Estimate): Estimate {
  if (other.high === 0) return one;
  if (one.high === 0) return other;
  const { evidence, unknown } = sum([one, other]);
  return {
    low: Math.max(one.low, other.low),
    likely: Math.max(one.likely, other.likely),
    high: Math.max(one.high, other.high),
    evidence,
    unknown,
  };
}

/** Seconds of a build with nothing cached: asking the registry, pulling, every step, export. */
export function measureColdBuild(build: Build): Estimate {
  if (build.target === null) return nothing;
  const layers = finalSteps(build).filter((step) => step.kind !== 'from');
  const bytes = layers.length === 0 ? nothing : sum(layers.map((step) => step.bytes));
  return sum([
    measureOverhead(build.machine, build.catalog, 'metadata-seconds'),
    longestPath(build, () => true),
    measureExport(bytes, build.machine, build.catalog),
  ]);
}

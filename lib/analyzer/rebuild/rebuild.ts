import type { Build, Step } from '../build/types';
import type { Estimate } from '../estimate';
import { indexLines } from '../syntax/position';
import { type ContextDigests, readDigests, withEdit } from './digests';
import { type KeyedStage, type KeyedStep, KeyTable, keySteps } from './keys';
import { measureRerun } from './measure-rerun';
import { explainMiss } from './reasons';

/** What becomes of a step when the build is run again. */
export interface RebuiltStep {
  readonly step: Step;
  /** `not-reached`: the build stops before it. */
  readonly outcome: 'again' | 'cached' | 'not-reached';
  /** Why it runs again: the end of a sentence that begins with the step; `null` where it does not. */
  readonly reason: string | null;
}

/** Which steps run again, and how long that takes. */
export interface Rebuild {
  /** The RUN, COPY, ADD and WORKDIR steps of the stages that the target needs, in the order of the file. */
  readonly steps: readonly RebuiltStep[];
  readonly seconds: Estimate;
  /** Why the first of them runs again: a sentence; `null` where nothing does. */
  readonly reason: string | null;
}

export interface RebuildOptions {
  /** The tags of the base images name other images than before. */
  readonly newBaseImages?: boolean;
  /** `docker build --no-cache`: every step runs. */
  readonly noCache?: boolean;
  /** Takes it that every step can be built, whatever the walk says: what an edit costs once that is so. */
  readonly ignoreFailures?: boolean;
}

/**
 * Says which steps of `after` run when `before` has been built on the same machine, nothing has been pruned and the
 * installers find the same versions as before. Steps of `before` from its first failure on have left nothing in the cache.
 */
export function predictRebuild(before: Build, after: Build, options: RebuildOptions = {}): Rebuild {
  const built = keyBuilt(before);
  const digests = readDigests(after.project);
  const later = keySteps(after, built.table, { digests, newBaseImages: options.newBaseImages ?? false });
  return compare(built.steps, later, after, options);
}

/** Compares the build with itself after an edit of one file of the context that leaves every instruction as it is. */
export function predictEdit(built: BuiltSteps, path: string, options: RebuildOptions = {}): Rebuild {
  const { build, table, digests } = built;
  return compare(built.steps, keySteps(build, table, { digests: withEdit(digests, path) }), build, options);
}

/** A build that has been run: what it left in the cache. */
export interface BuiltSteps {
  readonly build: Build;
  readonly table: KeyTable;
  readonly digests: ContextDigests;
  readonly steps: readonly KeyedStep[];
}

export function keyBuilt(build: Build, { ignoreFailures = false }: RebuildOptions = {}): BuiltSteps {
  const table = new KeyTable();
  const digests = readDigests(build.project);
  const stages = keySteps(build, table, { digests });
  const steps = ignoreFailures ? [...stages.values()].flatMap((stage) => stage.steps) : listBuilt(build, stages);
  return { build, table, digests, steps };
}

/** The steps of a build that end up in the cache: in each stage those before its failure. */
function listBuilt(build: Build, stages: ReadonlyMap<number, KeyedStage>): readonly KeyedStep[] {
  const unbuilt = new Set<number>();
  const built: KeyedStep[] = [];
  for (const { stage, steps } of stages.values()) {
    if (stage.base.kind === 'stage' && unbuilt.has(stage.base.stage)) {
      unbuilt.add(stage.index);
      continue;
    }
    for (const keyed of steps) {
      if (failsAt(build, keyed.step) || keyed.step.fromStages.some((source) => unbuilt.has(source.stage))) {
        unbuilt.add(stage.index);
        break;
      }
      built.push(keyed);
    }
  }
  return built;
}

function failsAt(build: Build, { stage, instruction: { range } }: Step): boolean {
  return build.failures.some(
    (failure) =>
      failure.when === 'build' &&
      failure.stage === stage &&
      failure.range.start >= range.start &&
      failure.range.start < Math.max(range.end, range.start + 1),
  );
}

function compare(
  built: readonly KeyedStep[],
  stages: ReadonlyMap<number, KeyedStage>,
  build: Build,
  { noCache = false, ignoreFailures = false }: RebuildOptions,
): Rebuild {
  const cached = new Set(noCache ? [] : built.map((keyed) => keyed.key));
  const results: RebuiltStep[] = [];
  let failed = false;
  for (const { steps } of stages.values()) {
    for (const keyed of steps) {
      const { step } = keyed;
      if (failed) {
        results.push({ step, outcome: 'not-reached', reason: null });
        continue;
      }
      if (cached.has(keyed.key)) results.push({ step, outcome: 'cached', reason: null });
      else {
        const reason = noCache ? 'runs because nothing is taken from the cache' : explainMiss(keyed, built, build);
        results.push({ step, outcome: 'again', reason });
      }
      failed = !ignoreFailures && failsAt(build, step);
    }
  }
  const again = results.filter(({ outcome }) => outcome === 'again');
  const [first] = again;
  return {
    steps: results,
    seconds: measureRerun(
      again.map(({ step }) => step),
      build,
    ),
    reason: first === undefined ? null : `${describeStep(first.step, build)} ${first.reason}.`,
  };
}

function describeStep(step: Step, build: Build): string {
  const { line } = indexLines(build.dockerfile.text).positionAt(step.instruction.range.start);
  return `${step.instruction.keyword} in line ${line}`;
}

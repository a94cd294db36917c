import { readFigure } from '../catalog/look-up';
import { type Estimate, nothing, sum } from '../estimate';
import { indexLines } from '../syntax/position';
import { measureExport } from './durations';
import { overlap } from './paths';
import { longestPath } from './schedule';
import { finalSteps } from './sizes';
import type { Build, Stage, Step } from './types';

/** What an edit of one file makes run again. */
export interface Rerun {
  readonly path: string;
  readonly steps: readonly Step[];
  readonly seconds: Estimate;
  /** Why the first of them runs again: a sentence; `null` where nothing does. */
  readonly reason: string | null;
}

/** Whether a step of a kind runs at all: the others only change the image's configuration. */
function runs(step: Step): boolean {
  return step.kind === 'run' || step.kind === 'copy' || step.kind === 'working-directory';
}

/** What an edit has changed in a stage so far. */
interface StageChange {
  /** From here on every step runs again. */
  missed: boolean;
  /** Paths in the image whose content may differ. */
  readonly changed: string[];
}

/**
 * Which steps run again once `path` in the context is edited, after a build with everything cached. By BuildKit's rules:
 * a COPY or ADD that takes the file in misses, and with it all that follows in its stage; a COPY --from misses only if
 * what it copies may have changed; stages that the target does not need are not built.
 */
export function findReruns(build: Build, path: string): Rerun {
  const changes = new Map<number, StageChange>();
  const steps: Step[] = [];
  let reason: string | null = null;
  for (const stage of build.stages) {
    if (!stage.needed) continue;
    const change = startChange(stage, changes);
    changes.set(stage.index, change);
    for (const step of stage.steps) {
      if (!runs(step)) continue;
      const why = change.missed ? 'an earlier step of its stage runs again' : findMiss(step, path, changes, build);
      if (why === null) continue;
      change.missed = true;
      change.changed.push(...changedBy(step, path));
      steps.push(step);
      reason ??= `${describeStep(step, build)} ${why}.`;
    }
  }
  return { path, steps, reason, seconds: measureRerun(steps, build) };
}

function startChange(stage: Stage, changes: ReadonlyMap<number, StageChange>): StageChange {
  const below = stage.base.kind === 'stage' ? changes.get(stage.base.stage) : undefined;
  return { missed: below?.missed ?? false, changed: [...(below?.changed ?? [])] };
}

/** Why a step whose predecessors are all cached is not; `null` where it is. */
function findMiss(step: Step, path: string, changes: ReadonlyMap<number, StageChange>, build: Build): string | null {
  if (step.contextPaths.includes(path)) return `takes \`${path}\` in`;
  for (const { stage, paths } of step.fromStages) {
    const changed = changes.get(stage)?.changed ?? [];
    const copied = paths.find((from) => changed.some((other) => overlap(from, other)));
    if (copied !== undefined)
      return `takes in \`${copied}\` of stage \`${build.stages[stage]?.name ?? stage}\`, which may have changed`;
  }
  return null;
}

/** A COPY changes what it writes; a RUN may write other bytes each time: bytecode, logs, dates. */
function changedBy(step: Step, path: string): readonly string[] {
  if (step.kind === 'working-directory') return [];
  if (step.kind !== 'copy' || step.fromStages.length > 0) return step.writes;
  if (!step.contextPaths.includes(path)) return [];
  const places = [...step.after.files].filter(([, source]) => source === path).map(([place]) => place);
  return places.length > 0
    ? places.filter((place) => step.writes.some((written) => overlap(written, place)))
    : step.writes;
}

function describeStep(step: Step, build: Build): string {
  const { line } = indexLines(build.dockerfile.text).positionAt(step.instruction.range.start);
  return `${step.instruction.keyword} in line ${line}`;
}

/** Seconds of the steps, stages in parallel, with what every build spends and the export of the layers made anew. */
function measureRerun(steps: readonly Step[], build: Build): Estimate {
  const always = readFigure(build.catalog, 'rebuild-overhead-seconds');
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

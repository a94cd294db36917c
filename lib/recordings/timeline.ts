import { bareInstruction } from './instruction-text';
import type { RecordedStep, Recording } from './schema';

/** A step of a recorded build in time; seconds after the build's start. */
export interface TimedStep {
  /** Place in the recording's steps. */
  readonly index: number;
  readonly step: RecordedStep;
  readonly start: number;
  readonly end: number;
  /** The build would have been shorter had this step been: it is on the longest chain of steps that wait for one another. */
  readonly critical: boolean;
}

export interface BuildTimeline {
  readonly steps: readonly TimedStep[];
  /** Seconds from the start to the end of the chart: the whole build, or what its steps need where that is not told. */
  readonly seconds: number;
  /**
   * `told`: the log stamps its steps. `derived`: each begins when what it waits for has ended. `none`: the log has no times
   * at all.
   */
  readonly starts: 'told' | 'derived' | 'none';
  /** Steps ran at the same time. */
  readonly parallel: boolean;
  /** Seconds of the steps on the critical path. */
  readonly criticalSeconds: number;
}

type Timed = Pick<Recording, 'steps' | 'seconds' | 'builder'>;

/** Rounding of logs: two steps that overlap by less did not run at the same time. */
const overlap = 0.15;
/** Longer builds, which nobody writes, are taken for one step after another. */
const mostSteps = 2_000;

/** Puts the steps of a build in time and finds the critical path. Steps of a build without times all begin at 0. */
export function placeSteps({ steps, seconds, builder }: Timed): BuildTimeline {
  const inTurn = builder === 'legacy' || builder === 'buildah' || steps.length > mostSteps;
  const waits = inTurn ? oneByOne(steps) : findWaits(steps);
  const told = steps.length > 0 && steps.every((step) => step.startedAt !== undefined || step.cached);
  const { starts, ends } = schedule(steps, waits, told);
  const last = Math.max(0, ...ends);
  const critical = findCriticalPath(steps, waits, starts, ends);
  const timed = steps.map((step, index) => ({
    index,
    step,
    start: starts[index] ?? 0,
    end: ends[index] ?? 0,
    critical: critical.has(index),
  }));
  return {
    steps: timed,
    seconds: Math.max(seconds ?? 0, last),
    starts: last === 0 ? 'none' : told ? 'told' : 'derived',
    parallel: runAtOnce(timed),
    criticalSeconds: [...critical].reduce((sum, index) => sum + (steps[index]?.seconds ?? 0), 0),
  };
}

/** Starts each step when what it waits for has ended; a log may list it earlier. A step in a circle does not wait. */
function schedule(steps: readonly RecordedStep[], waits: readonly (readonly number[])[], told: boolean) {
  const starts = steps.map((step) => (told ? (step.startedAt ?? null) : null));
  const visiting = new Set<number>();
  const endOf = (index: number): number => {
    const step = steps[index];
    if (step === undefined) return 0;
    let start = starts[index] ?? null;
    if (start === null) {
      visiting.add(index);
      start = Math.max(0, ...(waits[index] ?? []).filter((other) => !visiting.has(other)).map(endOf));
      visiting.delete(index);
      starts[index] = start;
    }
    return start + step.seconds;
  };
  const ends = steps.map((_, index) => endOf(index));
  return { starts: starts.map((start) => start ?? 0), ends };
}

function oneByOne(steps: readonly RecordedStep[]): readonly (readonly number[])[] {
  return steps.map((_, index) => (index === 0 ? [] : [index - 1]));
}

function runAtOnce(timed: readonly TimedStep[]): boolean {
  let until = Number.NEGATIVE_INFINITY;
  const working = timed.filter(({ step }) => step.seconds > overlap && step.kind !== 'context');
  for (const { start, end } of working.toSorted((one, other) => one.start - other.start)) {
    if (start < until - overlap) return true;
    until = Math.max(until, end);
  }
  return false;
}

/** Walks back from what ended last, always to what it waited for longest. */
function findCriticalPath(
  steps: readonly RecordedStep[],
  waits: readonly (readonly number[])[],
  starts: readonly number[],
  ends: readonly number[],
): ReadonlySet<number> {
  const critical = new Set<number>();
  let current = largest(
    steps.map((_, index) => index),
    ends,
  );
  while (current !== null && !critical.has(current)) {
    critical.add(current);
    const start = starts[current] ?? 0;
    const earlier = (waits[current] ?? []).filter((other) => (ends[other] ?? 0) <= start + overlap);
    current = largest(earlier, ends);
  }
  return new Set([...critical].filter((index) => (steps[index]?.seconds ?? 0) > 0));
}

function largest(places: readonly number[], amounts: readonly number[]): number | null {
  let found: number | null = null;
  for (const place of places) if (found === null || (amounts[place] ?? 0) > (amounts[found] ?? 0)) found = place;
  return found;
}

/**
 * For each step the places of those that it waits for: as the log tells, else as BuildKit orders a build. A stage's
 * instructions follow one another; the first waits for its base, a base for its metadata, a COPY for the context or for the
 * stage it copies from, the export for everything.
 */
export function findWaits(steps: readonly RecordedStep[]): readonly (readonly number[])[] {
  if (steps.some((step) => step.after !== undefined)) return steps.map((step) => step.after ?? []);
  const chains = new Map<string, number[]>();
  for (const [index, step] of steps.entries()) {
    if (!isInstruction(step)) continue;
    const chain = chains.get(chainOf(step)) ?? [];
    chain.push(index);
    chains.set(chainOf(step), chain);
  }
  for (const chain of chains.values()) chain.sort((one, other) => positionOf(steps, one) - positionOf(steps, other));
  const places = (wanted: (step: RecordedStep) => boolean) =>
    steps.flatMap((step, index) => (wanted(step) ? [index] : []));
  const definition = places((step) => step.kind === 'context' && /load build definition/.test(step.name));
  const metadata = places((step) => step.kind === 'metadata');
  const bases = places((step) => step.kind === 'base');
  const context = places((step) => step.kind === 'context' && /load build context/.test(step.name));
  const working = places((step) => step.kind !== 'export');
  const instructions = places(isInstruction);

  return steps.map((step, index) => {
    switch (step.kind) {
      case 'metadata':
        return definition.filter((place) => place !== index);
      case 'context':
        return definition.includes(index) || context.includes(index) ? [] : definition;
      case 'base':
        return metadata.length > 0 ? metadata : definition;
      case 'export': {
        const earlier = places((other) => other.kind === 'export').filter((place) => place < index);
        return earlier.length > 0 ? [...earlier, ...instructions] : working;
      }
      default: {
        const chain = chains.get(chainOf(step)) ?? [];
        const before = chain[chain.indexOf(index) - 1];
        const first = before === undefined ? baseOf(steps, bases, step) : [before];
        return [...first, ...sourcesOf(step, steps, chains, context)].filter((place) => place !== index);
      }
    }
  });
}

function isInstruction({ kind }: RecordedStep): boolean {
  return kind === 'run' || kind === 'copy' || kind === 'working-directory';
}

/** Steps of one stage, platform and target follow one another. Recordings of ours write the stage before the name. */
function chainOf({ target = '', platform = '', stage, name }: RecordedStep): string {
  return `${target}\n${platform}\n${(stage ?? stageInName(name)).toLowerCase()}`;
}

function stageInName(name: string): string {
  return /^\[(?!internal\]|auth\])([\w.-]+)\] /.exec(name)?.[1] ?? '';
}

/** A log mixes stages, and numbers the instructions of each. Without numbers, its order counts. */
function positionOf(steps: readonly RecordedStep[], index: number): number {
  return steps[index]?.position ?? index;
}

/** The base of a stage; BuildKit lists one that several stages share only once. */
function baseOf(steps: readonly RecordedStep[], bases: readonly number[], step: RecordedStep): readonly number[] {
  const own = bases.filter((place) => {
    const base = steps[place];
    return base !== undefined && chainOf(base) === chainOf(step);
  });
  return own.length > 0 ? own : bases.slice(0, 1);
}

/** What a COPY takes its files from, and what a RUN mounts. */
function sourcesOf(
  step: RecordedStep,
  steps: readonly RecordedStep[],
  chains: ReadonlyMap<string, readonly number[]>,
  context: readonly number[],
): readonly number[] {
  const stages = [...bareInstruction(step.name).matchAll(/(?:--from=|\bfrom=)([^\s,]+)/g)].flatMap(
    (match) => match[1]?.toLowerCase() ?? [],
  );
  if (stages.length === 0) return step.kind === 'copy' ? context : [];
  return [...chains.values()].flatMap((chain) => {
    const last = chain.at(-1);
    const { name = '', platform, stage = stageInName(name) } = (last === undefined ? undefined : steps[last]) ?? {};
    const named = stages.includes(stage.toLowerCase()) || stages.includes(stage.replace(/^stage-/, ''));
    return last !== undefined && named && platform === step.platform ? [last] : [];
  });
}

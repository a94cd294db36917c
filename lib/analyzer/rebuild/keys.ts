import type { Build, Stage, Step } from '../build/types';
import type { ContextDigests } from './digests';
import { type CopyInputs, listDigests, listTaken, readCopyInputs } from './inputs-of-copies';
import { type RunInputs, readRunInputs } from './inputs-of-runs';
import { type Output, readOutputs, type WrittenSoFar } from './outputs';
import type { Place } from './place';

/**
 * Gives equal things equal small numbers, so that keys built from keys stay small. One table serves all builds that are
 * compared with one another.
 */
export class KeyTable {
  readonly #numbers = new Map<string, number>();
  readonly #known = new WeakMap<object, number>();
  readonly #settled = new WeakMap<Step, OwnKey>();

  /** The own key of a step that neither the context nor another stage has a say in: it is worked out once. */
  keyOwn(step: Step, work: () => OwnKey | null): OwnKey | null {
    const known = this.#settled.get(step);
    if (known !== undefined) return known;
    const own = work();
    const settled = step.contextPaths.length + step.fromStages.length + step.requirements.length === 0;
    if (settled && own !== null) this.#settled.set(step, own);
    return own;
  }

  /** The number of what an object that never changes holds; steps share such objects, and each is written out once. */
  keyOnce(thing: object, write: () => unknown): number {
    let number = this.#known.get(thing);
    if (number === undefined) {
      number = this.key(write());
      this.#known.set(thing, number);
    }
    return number;
  }

  /** The number of a list; the same one for a list that reads the same. */
  key(...parts: readonly unknown[]): number {
    const text = JSON.stringify(parts);
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

/** What decides whether a step is found in the cache, apart from what came before it in its stage. */
export type StepInputs =
  | { readonly kind: 'run'; readonly run: RunInputs }
  | { readonly kind: 'copy'; readonly copy: CopyInputs }
  | { readonly kind: 'working-directory'; readonly path: string };

/** What a step is keyed by, and its key apart from what came before it. */
interface OwnKey {
  readonly inputs: StepInputs;
  readonly own: number;
}

/** A step that BuildKit runs or takes from its cache. */
export interface KeyedStep {
  readonly step: Step;
  /** Two steps with the same key are the same to the cache. */
  readonly key: number;
  /** Key of what the step starts from. */
  readonly parent: number;
  readonly inputs: StepInputs;
  readonly outputs: readonly Output[];
}

/** A stage whose steps have their keys. */
export interface KeyedStage {
  readonly stage: Stage;
  /** Key of the image or stage that it starts from. */
  readonly base: number;
  readonly steps: readonly KeyedStep[];
  /** Key of its last step. */
  readonly end: number;
  /** What its steps and those of the stages below it wrote, in order. */
  readonly written: WrittenSoFar;
}

export interface KeyOptions {
  readonly digests: ContextDigests;
  /** The base images are others than before, though their names are the same. */
  readonly newBaseImages?: boolean;
}

/**
 * Gives every step of the stages that the target needs its key, by BuildKit's rules: a RUN is keyed by what it starts
 * from, its command, shell, user, working directory, mounts and the variables in force, never by its outcome; a COPY by what
 * it starts from, its options, and the content, names and modes of what it copies, which for `COPY --from` is what the
 * stage holds at that path; WORKDIR by its path. Other instructions have none.
 */
export function keySteps(build: Build, table: KeyTable, options: KeyOptions): ReadonlyMap<number, KeyedStage> {
  const stages = new Map<number, KeyedStage>();
  // What steps leave is of interest only where another stage takes it.
  const taken = build.stages.some((stage) => stage.steps.some((step) => step.fromStages.length > 0));
  for (const stage of build.stages) {
    if (stage.needed)
      stages.set(stage.index, keyStage(stage, { build, stages, table, digests: options.digests }, options, taken));
  }
  return stages;
}

function keyStage(stage: Stage, place: Place, options: KeyOptions, taken: boolean): KeyedStage {
  const { build, stages, table } = place;
  const below = stage.base.kind === 'stage' ? stages.get(stage.base.stage) : undefined;
  const base = below?.end ?? keyBase(stage, table, options);
  const written: Output[] = [...(below?.written.outputs ?? [])];
  const image = below?.written.image ?? base;
  const steps: KeyedStep[] = [];
  let parent = afterTriggers(base, stage, place);
  for (const step of stage.steps) {
    const settled = table.keyOwn(step, () => {
      const read = readInputs(step, place);
      return read === null ? null : { inputs: read, own: keyInputs(read, table) };
    });
    if (settled === null) continue;
    const { inputs, own } = settled;
    const linked = inputs.kind === 'copy' && inputs.copy.linked;
    // COPY --link is made apart from what is below it, and laid on top afterwards.
    const key = linked ? table.key('linked', own) : table.key('step', parent, own);
    const outputs = taken ? readOutputs(step, inputs, key, { image, outputs: written }, table, build.catalog) : [];
    steps.push({ step, key, parent, inputs, outputs });
    written.push(...outputs);
    parent = linked ? table.key('merged', parent, key) : key;
  }
  return { stage, base, steps, end: parent, written: { image, outputs: written } };
}

/** What ONBUILD of the stage below runs counts with the FROM: its instructions and the files that they copy decide. */
function afterTriggers(base: number, stage: Stage, { build, table, digests }: Place): number {
  const [from] = stage.steps;
  const below = stage.base.kind === 'stage' ? build.stages[stage.base.stage] : undefined;
  const triggers = (below?.steps ?? []).flatMap(({ instruction }) =>
    instruction.keyword === 'ONBUILD'
      ? [build.dockerfile.text.slice(instruction.trigger.range.start, instruction.trigger.range.end)]
      : [],
  );
  const copied = from?.contextPaths ?? [];
  if (triggers.length === 0 && copied.length === 0) return base;
  const files = copied.map((path) => [path, digests.digest(path)]);
  const variables = from === undefined ? 0 : table.keyOnce(from.before.environment, () => [...from.before.environment]);
  return table.key('triggered', base, triggers, variables, files);
}

function keyBase({ base, from }: Stage, table: KeyTable, { newBaseImages = false }: KeyOptions): number {
  const platform = from.flags.find((flag) => flag.name === 'platform')?.value?.text ?? null;
  if (base.kind === 'image') return table.key('image', base.reference.text, platform, newBaseImages);
  return table.key('base', base.kind, base.kind === 'unresolved' ? base.text : null);
}

/** `null` for an instruction that only changes the image's configuration. */
function readInputs(step: Step, place: Place): StepInputs | null {
  switch (step.instruction.keyword) {
    case 'RUN':
      return { kind: 'run', run: readRunInputs(step, step.instruction, place) };
    case 'COPY':
    case 'ADD':
      return { kind: 'copy', copy: readCopyInputs(step, step.instruction, place) };
    case 'WORKDIR':
      // The root is there already: BuildKit makes no step of it.
      return step.after.workingDirectory === '/'
        ? null
        : { kind: 'working-directory', path: step.after.workingDirectory };
    default:
      return null;
  }
}

function keyInputs(inputs: StepInputs, table: KeyTable): number {
  switch (inputs.kind) {
    case 'run': {
      const { command, shell, user, directory, environment, buildArguments, options, mounted } = inputs.run;
      const variables = table.keyOnce(environment, () => [...environment]);
      return table.key('run', command, shell, user, directory, variables, [...buildArguments], options, mounted);
    }
    case 'copy': {
      const { names, destination, options, files, taken } = inputs.copy;
      return table.key('copy', names, destination, options, listDigests(files), listTaken(taken));
    }
    case 'working-directory':
      return table.key('working-directory', inputs.path);
  }
}

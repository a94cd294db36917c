import type { Catalog } from '../catalog/types';
import type { CopyInstruction, Dockerfile, FromInstruction, Instruction } from '../syntax/types';
import { describeBase } from './base-image';
import { parseImageReference } from './image-reference';
import { readMounts } from './mounts';
import type { BuildOptions, StageBase } from './types';
import { expandInstructionWord, readPlatformArgument } from './variables';

/** A FROM and the instructions up to the next one. */
export interface StagePlan {
  readonly index: number;
  /** Lower case; `null` without AS. */
  readonly name: string | null;
  readonly from: FromInstruction;
  readonly instructions: readonly Instruction[];
  readonly base: StageBase;
  /** The base as written, variables expanded. */
  readonly baseText: string;
}

export interface StageGraph {
  readonly stages: readonly StagePlan[];
  readonly names: StageNames;
  readonly globalArguments: ReadonlyMap<string, string | null>;
  /** Instructions before the first FROM. */
  readonly preamble: readonly Instruction[];
}

/** Stages by name and number. */
export class StageNames {
  readonly #byName = new Map<string, number>();
  #count = 0;

  /** Adds the next stage; its name is lower case, `null` without AS. */
  add(name: string | null): void {
    if (name !== null) this.#byName.set(name, this.#count);
    this.#count += 1;
  }

  /** Index of the stage of that name, in whichever case, the last one of several; `null` where there is none. */
  findNamed(text: string): number | null {
    return this.#byName.get(text.toLowerCase()) ?? null;
  }

  /** The same where numbers count as well. */
  find(text: string): number | null {
    const named = this.findNamed(text);
    if (named !== null || !/^\d+$/.test(text)) return named;
    return Number(text) < this.#count ? Number(text) : null;
  }
}

/**
 * Cuts a Dockerfile into stages, so many at most, and finds what each builds on. Forward references find no stage, so no
 * cycle can be.
 */
export function planStages(dockerfile: Dockerfile, options: BuildOptions, most: number): StageGraph {
  const { preamble, groups } = groupInstructions(dockerfile.instructions);
  const globalArguments = readGlobalArguments(preamble, options, dockerfile.escape);
  const stages: StagePlan[] = [];
  const names = new StageNames();
  for (const { from, instructions } of groups.slice(0, most)) {
    const variables = (name: string) => globalArguments.get(name) ?? readPlatformArgument(name);
    const baseText = expandInstructionWord(from.image, variables, dockerfile.escape);
    const base = findBase(baseText, names, options.catalog);
    const name = from.alias?.text.toLowerCase() ?? null;
    stages.push({ index: stages.length, name, from, instructions, base, baseText });
    names.add(name);
  }
  return { stages, names, globalArguments, preamble };
}

function groupInstructions(instructions: readonly Instruction[]) {
  const preamble: Instruction[] = [];
  const groups: { from: FromInstruction; instructions: Instruction[] }[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') groups.push({ from: instruction, instructions: [] });
    else (groups.at(-1)?.instructions ?? preamble).push(instruction);
  }
  return { preamble, groups };
}

function readGlobalArguments(
  preamble: readonly Instruction[],
  options: BuildOptions,
  escapeCharacter: string,
): ReadonlyMap<string, string | null> {
  const values = new Map<string, string | null>();
  for (const instruction of preamble) {
    if (instruction.keyword !== 'ARG') continue;
    for (const { name, value } of instruction.assignments) {
      const variables = (variable: string) => values.get(variable) ?? readPlatformArgument(variable);
      const given = options.buildArguments?.[name.text];
      values.set(
        name.text,
        given ?? (value === null ? null : expandInstructionWord(value, variables, escapeCharacter)),
      );
    }
  }
  return values;
}

function findBase(text: string, earlier: StageNames, catalog: Catalog): StageBase {
  if (text === 'scratch') return { kind: 'scratch' };
  const stage = earlier.findNamed(text);
  if (stage !== null) return { kind: 'stage', stage };
  const reference = parseImageReference(text);
  if (reference === null) return { kind: 'unresolved', text };
  const { profile, record } = describeBase(reference, catalog);
  return { kind: 'image', reference, profile, record };
}

/** Index of the stage to build: the one that the options name, else the last; `null` where there is none. */
export function findTarget({ stages, names }: StageGraph, target: string | undefined): number | null {
  if (target === undefined) return stages.at(-1)?.index ?? null;
  return names.find(target);
}

/**
 * Indexes of the stages that a stage takes from: its base, COPY --from, RUN --mount=from. A copy may be from a stage that
 * stands further down.
 */
function findSources(stage: StagePlan, names: StageNames): readonly number[] {
  const sources = stage.base.kind === 'stage' ? [stage.base.stage] : [];
  for (const instruction of stage.instructions) {
    for (const text of readFromTexts(instruction)) {
      const source = names.find(text);
      if (source !== null) sources.push(source);
    }
  }
  return sources;
}

function readFromTexts(instruction: Instruction): readonly string[] {
  if (instruction.flags.length === 0) return [];
  if (instruction.keyword === 'COPY') return [readFromFlag(instruction)].filter((text) => text !== null);
  if (instruction.keyword === 'RUN')
    return readMounts(instruction)
      .map((mount) => mount.from)
      .filter((text) => text !== null);
  return [];
}

/** The value of `--from`; `null` without it. */
export function readFromFlag(instruction: CopyInstruction): string | null {
  return instruction.flags.find((flag) => flag.name === 'from')?.value?.text ?? null;
}

/**
 * The stages in an order in which each comes after those that it takes from, and those that take from themselves, by
 * whatever detours.
 */
export function orderStages({ stages, names }: StageGraph): {
  readonly order: readonly number[];
  readonly circular: ReadonlySet<number>;
} {
  const order: number[] = [];
  const circular = new Set<number>();
  const state = new Map<number, 'open' | 'done'>();
  // Stages below come first, so that the depth of the walk is that of the references that point down.
  const visit = (index: number) => {
    const stage = stages[index];
    if (stage === undefined || state.get(index) === 'done') return;
    if (state.get(index) === 'open') {
      circular.add(index);
      return;
    }
    state.set(index, 'open');
    for (const source of findSources(stage, names)) visit(source);
    state.set(index, 'done');
    order.push(index);
  };
  for (const stage of stages) visit(stage.index);
  return { order, circular };
}

/** The stages that the target depends on, itself included. */
export function findNeeded({ stages, names }: StageGraph, target: number | null): ReadonlySet<number> {
  const needed = new Set<number>();
  const queue = target === null ? [] : [target];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const stage = stages[next];
    if (stage === undefined || needed.has(next)) continue;
    needed.add(next);
    queue.push(...findSources(stage, names));
  }
  return needed;
}

import type { Build, Stage, Step } from '../build/types';
import type { ShellCommand } from '../syntax/shell';
import { readShell } from '../syntax/shell/commands';
import type { Instruction, Keyword, RunInstruction } from '../syntax/types';
import { type Invocation, invocations } from './commands';
import { isShell, nestedCommands } from './nested-scripts';
import { addTo, onceForBuild } from './once-for-build';
import { fileName } from './paths';
import { mayBePip, readPip } from './pip';

/** An instruction of a stage; an ONBUILD shows up as its trigger. */
export interface Placed<I extends Instruction = Instruction> {
  readonly instruction: I;
  readonly stage: Stage;
  readonly step: Step;
  /** Written behind ONBUILD: it runs in a build that starts from this image. */
  readonly triggered: boolean;
}

/** A RUN with the simple commands of its script. */
export interface PlacedRun extends Placed<RunInstruction> {
  readonly commands: readonly ShellCommand[];
  /** Those that the shell of the RUN itself reads: without the ones in `sh -c '…'`. */
  readonly ownCommands: readonly ShellCommand[];
  /** What the commands really run, in order. */
  readonly invocations: readonly Invocation[];
}

/** A call of a program in a RUN, without what only wraps it. */
export interface PlacedCall extends Invocation {
  readonly run: PlacedRun;
}

/** The instructions of a build, sorted in one pass. */
interface Sorted {
  readonly all: readonly Placed[];
  /** By keyword; lists of several keywords are added as rules ask for them. */
  readonly groups: Map<string, readonly Placed[]>;
  readonly runs: readonly PlacedRun[];
}

const sortInstructions = onceForBuild((build): Sorted => {
  const all: Placed[] = [];
  const groups = new Map<string, Placed[]>();
  const found: PlacedRun[] = [];
  for (const stage of build.stages) {
    for (const step of stage.steps) {
      const triggered = step.instruction.keyword === 'ONBUILD';
      const instruction = step.instruction.keyword === 'ONBUILD' ? step.instruction.trigger : step.instruction;
      let entry: Placed;
      if (instruction.keyword === 'RUN') {
        const run = placeRun(build, instruction, stage, step, triggered);
        found.push(run);
        entry = run;
      } else entry = { instruction, stage, step, triggered };
      all.push(entry);
      addTo(groups, instruction.keyword, entry);
    }
  }
  return { all, groups, runs: found };
});

function placeRun(build: Build, instruction: RunInstruction, stage: Stage, step: Step, triggered: boolean): PlacedRun {
  const { command } = instruction;
  const ownCommands = triggered && command.form === 'shell' ? readShell(command).commands : step.commands;
  const own = invocations(ownCommands);
  if (!own.some(isShell))
    return { instruction, stage, step, triggered, commands: ownCommands, ownCommands, invocations: own };
  const commands = ownCommands.flatMap((command) => [command, ...nestedCommands(build, command)]);
  return { instruction, stage, step, triggered, commands, ownCommands, invocations: invocations(commands) };
}

/** Every instruction of every stage in the order of the text, ONBUILD unwrapped. */
export function placedInstructions(build: Build): readonly Placed[] {
  return sortInstructions(build).all;
}

/** The instructions that may have one of the keywords `K`: a COPY and an ADD share one shape. */
type WithKeyword<K extends Keyword, I extends Instruction = Instruction> = I extends unknown
  ? [Extract<K, I['keyword']>] extends [never]
    ? never
    : I
  : never;

/** Every instruction with one of these keywords, in the order of the text, ONBUILD unwrapped. Found once for all rules. */
export function placed<K extends Keyword>(build: Build, ...keywords: readonly K[]): readonly Placed<WithKeyword<K>>[] {
  const wanted: readonly Keyword[] = keywords;
  const isWanted = (entry: Placed): entry is Placed<WithKeyword<K>> => wanted.includes(entry.instruction.keyword);
  const { groups } = sortInstructions(build);
  const present = wanted.filter((keyword) => groups.has(keyword));
  const name = present.join(' ');
  const known = present.length === 0 ? nowhere : groups.get(name);
  const found = known ?? present.flatMap((keyword) => groups.get(keyword) ?? []).sort(inOrder);
  if (known === undefined) groups.set(name, found);
  return isListOf(found, isWanted) ? found : [];
}

const nowhere: readonly Placed[] = [];

function inOrder(one: Placed, other: Placed): number {
  return one.instruction.index - other.instruction.index;
}

/** Tells the compiler what every entry of a list is; the first stands for all, which were chosen alike. */
function isListOf<Entry, Wanted extends Entry>(
  entries: readonly Entry[],
  isWanted: (entry: Entry) => entry is Wanted,
): entries is readonly Wanted[] {
  const [first] = entries;
  return first === undefined || isWanted(first);
}

/** What the RUNs of a build call, and the lists that rules have asked for so far, by what they asked for. */
interface CallIndex {
  readonly calls: ReadonlyMap<string, readonly PlacedCall[]>;
  /** By program, by what wraps it, and by module of Python; `pip` for all its ways. */
  readonly calling: ReadonlyMap<string, readonly PlacedRun[]>;
  readonly lists: Map<string, readonly PlacedRun[]>;
}

const indexCalls = onceForBuild((build): CallIndex => {
  const found = new Map<string, PlacedCall[]>();
  const calling = new Map<string, PlacedRun[]>();
  const add = (name: string, run: PlacedRun) => {
    const list = calling.get(name);
    if (list === undefined) calling.set(name, [run]);
    else if (list.at(-1) !== run) list.push(run);
  };
  for (const run of sortInstructions(build).runs) {
    for (const { program, programRange, words, command } of run.invocations) {
      addTo(found, program, { program, programRange, words, command, run });
      add(program, run);
      if (command.name !== program) add(fileName(command.name), run);
      const [flag, module] = words;
      if (flag?.text === '-m' && module !== undefined) add(module.text, run);
      if (mayBePip(program) && readPip(command) !== null) add('pip', run);
    }
  }
  return { calls: found, calling, lists: new Map() };
});

/** The calls of some programs in the RUNs of the build, named or by a pattern: each program's in the order of the text. */
export function calls(build: Build, ...programs: readonly (string | RegExp)[]): readonly PlacedCall[] {
  const index = indexCalls(build).calls;
  const named = nameAll(index, programs);
  const [only] = named;
  if (only === undefined) return noCalls;
  return named.length === 1 ? (index.get(only) ?? noCalls) : named.flatMap((name) => index.get(name) ?? noCalls);
}

/**
 * The RUNs of the build with their commands, in the order of the text: all of them, or those that call one of the programs.
 * A program is named as `CallIndex` has it, or by a pattern. Lists are made once for all rules.
 */
export function runs(build: Build, ...programs: readonly (string | RegExp)[]): readonly PlacedRun[] {
  const all = sortInstructions(build).runs;
  if (programs.length === 0) return all;
  const { calling, lists } = indexCalls(build);
  const named = nameAll(calling, programs);
  const [first] = named;
  if (first === undefined) return none;
  if (named.length === 1) return calling.get(first) ?? none;
  const asked = named.join(' ');
  const known = lists.get(asked);
  if (known !== undefined) return known;
  const wanted = new Set(named.flatMap((name) => calling.get(name) ?? none));
  const found = all.filter((run) => wanted.has(run));
  lists.set(asked, found);
  return found;
}

/** Whether some RUN calls one of the programs, named as for `runs`. */
export function isCalled(build: Build, ...programs: readonly (string | RegExp)[]): boolean {
  return nameAll(indexCalls(build).calling, programs).length > 0;
}

const none: readonly PlacedRun[] = [];
const noCalls: readonly PlacedCall[] = [];

/** Those of an index's names that are asked for. */
function nameAll(index: ReadonlyMap<string, unknown>, programs: readonly (string | RegExp)[]): readonly string[] {
  const named: string[] = [];
  for (const program of programs) {
    if (typeof program === 'string') {
      if (index.has(program)) named.push(program);
    } else for (const name of index.keys()) if (program.test(name)) named.push(name);
  }
  return named;
}

/** The stages whose layers the final image holds: the target and the stages that it starts from, the lowest first. */
export const finalStages = onceForBuild((build): readonly Stage[] => {
  const chain = new Set<Stage>();
  let stage = build.target;
  while (stage !== null && !chain.has(stage)) {
    chain.add(stage);
    stage = stage.base.kind === 'stage' ? (build.stages[stage.base.stage] ?? null) : null;
  }
  return [...chain].toReversed();
});

/** Whether what this stage writes ends up in the final image. */
export function isInFinalImage(build: Build, stage: Stage): boolean {
  return finalStages(build).includes(stage);
}

/** The stage at the bottom of a stage's chain: the one that starts from an image. */
export function bottomStage(build: Build, stage: Stage): Stage {
  let bottom = stage;
  for (let depth = 0; bottom.base.kind === 'stage' && depth < build.stages.length; depth += 1) {
    const below = build.stages[bottom.base.stage];
    if (below === undefined) break;
    bottom = below;
  }
  return bottom;
}

/** The stages that a stage builds on, the next one first. */
export function stagesBelow(build: Build, stage: Stage): readonly Stage[] {
  const below: Stage[] = [];
  let { base } = stage;
  while (base.kind === 'stage' && below.length < build.stages.length) {
    const next = build.stages[base.stage];
    if (next === undefined) break;
    below.push(next);
    base = next.base;
  }
  return below;
}

const firstByName = onceForBuild(
  (build): ReadonlyMap<string, Stage> => new Map(build.stages.toReversed().map((stage) => [stage.name ?? '', stage])),
);

/** The first stage of that name, in whichever case it is written; `undefined` where there is none. */
export function stageNamed(build: Build, name: string): Stage | undefined {
  return name === '' ? undefined : firstByName(build).get(name.toLowerCase());
}

/** The steps of the final image in build order, the stages below the target included. */
export function finalSteps(build: Build): readonly Step[] {
  return finalStages(build).flatMap((stage) => stage.steps);
}

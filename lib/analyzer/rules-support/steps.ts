import type { Build, Stage, Step } from '../build/types';
import type { ShellCommand } from '../syntax/shell';
import { readShell } from '../syntax/shell-commands';
import type { Instruction, Keyword, RunInstruction } from '../syntax/types';
import { readInvocation } from './commands';
import { nestedCommands } from './nested-scripts';
import { fileName } from './paths';
import { readPip } from './pip';

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
}

const placedOf = new WeakMap<Build, readonly Placed[]>();
const groupsOf = new WeakMap<Build, Map<string, readonly Placed[]>>();
const finalOf = new WeakMap<Build, readonly Stage[]>();
const runsOf = new WeakMap<Build, readonly PlacedRun[]>();
const programsOf = new WeakMap<Build, ProgramIndex>();

/** Every instruction of every stage in the order of the text, ONBUILD unwrapped. Found once for all rules. */
export function placedInstructions(build: Build): readonly Placed[] {
  const known = placedOf.get(build);
  if (known !== undefined) return known;
  const found: readonly Placed[] = build.stages.flatMap((stage) =>
    stage.steps.map((step) =>
      step.instruction.keyword === 'ONBUILD'
        ? { instruction: step.instruction.trigger, stage, step, triggered: true }
        : { instruction: step.instruction, stage, step, triggered: false },
    ),
  );
  placedOf.set(build, found);
  return found;
}

/** The instructions by keyword, in the order of the text; lists of several keywords are added as rules ask for them. */
function groupInstructions(build: Build): Map<string, readonly Placed[]> {
  const known = groupsOf.get(build);
  if (known !== undefined) return known;
  const groups = new Map<string, Placed[]>();
  for (const entry of placedInstructions(build)) {
    const group = groups.get(entry.instruction.keyword);
    if (group === undefined) groups.set(entry.instruction.keyword, [entry]);
    else group.push(entry);
  }
  groupsOf.set(build, groups);
  return groups;
}

/** The instructions that may have one of the keywords `K`: a COPY and an ADD share one shape. */
type WithKeyword<K extends Keyword, I extends Instruction = Instruction> = I extends unknown
  ? [Extract<K, I['keyword']>] extends [never]
    ? never
    : I
  : never;

/** Every instruction with one of these keywords, ONBUILD unwrapped. Found once for all rules. */
export function placed<K extends Keyword>(build: Build, ...keywords: readonly K[]): readonly Placed<WithKeyword<K>>[] {
  const wanted: readonly Keyword[] = keywords;
  const isWanted = (entry: Placed): entry is Placed<WithKeyword<K>> => wanted.includes(entry.instruction.keyword);
  const groups = groupInstructions(build);
  const name = wanted.join(' ');
  const known = groups.get(name);
  const found =
    known ?? (wanted.some((keyword) => groups.has(keyword)) ? placedInstructions(build).filter(isWanted) : []);
  if (known === undefined) groups.set(name, found);
  return isListOf(found, isWanted) ? found : [];
}

/** Tells the compiler what every entry of a list is; the first stands for all, which were chosen alike. */
function isListOf<Entry, Wanted extends Entry>(
  entries: readonly Entry[],
  isWanted: (entry: Entry) => entry is Wanted,
): entries is readonly Wanted[] {
  const [first] = entries;
  return first === undefined || isWanted(first);
}

/** Every RUN of the build with its commands. Found once for all rules. */
function findRuns(build: Build): readonly PlacedRun[] {
  const known = runsOf.get(build);
  if (known !== undefined) return known;
  const found = placed(build, 'RUN').map((entry) => {
    const { command } = entry.instruction;
    const ownCommands = entry.triggered && command.form === 'shell' ? readShell(command).commands : entry.step.commands;
    const commands = ownCommands.flatMap((own) => [own, ...nestedCommands(build, own)]);
    return { ...entry, ownCommands, commands: commands.length === ownCommands.length ? ownCommands : commands };
  });
  runsOf.set(build, found);
  return found;
}

/** The names by which a command can be asked for: its program, what wraps that, a module of Python; `pip` for all its ways. */
function namesOf(command: ShellCommand): readonly string[] {
  const invocation = readInvocation(command);
  if (invocation === null) return [];
  const [flag, module] = invocation.words;
  const names = [invocation.program, fileName(command.name)];
  if (flag?.text === '-m' && module !== undefined) names.push(module.text);
  if (readPip(command) !== null) names.push('pip');
  return names;
}

/** The RUNs that call a program, by its name, and the lists that rules have asked for so far, by what they asked for. */
interface ProgramIndex {
  readonly calling: ReadonlyMap<string, readonly PlacedRun[]>;
  readonly lists: Map<string, readonly PlacedRun[]>;
}

function indexPrograms(build: Build): ProgramIndex {
  const known = programsOf.get(build);
  if (known !== undefined) return known;
  const calling = new Map<string, PlacedRun[]>();
  for (const run of findRuns(build)) {
    for (const command of run.commands) {
      for (const name of namesOf(command)) {
        const found = calling.get(name);
        if (found === undefined) calling.set(name, [run]);
        else if (found.at(-1) !== run) found.push(run);
      }
    }
  }
  const index: ProgramIndex = { calling, lists: new Map() };
  programsOf.set(build, index);
  return index;
}

/**
 * The RUNs of the build with their commands, in the order of the text: all of them, or those that call one of the programs.
 * A program is named as `namesOf` has it, or by a pattern. Lists are made once for all rules.
 */
export function runs(build: Build, ...programs: readonly (string | RegExp)[]): readonly PlacedRun[] {
  const all = findRuns(build);
  if (programs.length === 0) return all;
  const { calling, lists } = indexPrograms(build);
  const [only, ...others] = programs;
  if (others.length === 0 && typeof only === 'string') return calling.get(only) ?? none;
  const named: string[] = [];
  for (const name of calling.keys()) if (programs.some((program) => isNamed(name, program))) named.push(name);
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

const none: readonly PlacedRun[] = [];

function isNamed(name: string, program: string | RegExp): boolean {
  return typeof program === 'string' ? program === name : program.test(name);
}

/** The stages whose layers the final image holds: the target and the stages that it starts from, the lowest first. */
export function finalStages(build: Build): readonly Stage[] {
  const known = finalOf.get(build);
  if (known !== undefined) return known;
  const chain = new Set<Stage>();
  let stage = build.target;
  while (stage !== null && !chain.has(stage)) {
    chain.add(stage);
    stage = stage.base.kind === 'stage' ? (build.stages[stage.base.stage] ?? null) : null;
  }
  const found = [...chain].toReversed();
  finalOf.set(build, found);
  return found;
}

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

/** The steps of the final image in build order, the stages below the target included. */
export function finalSteps(build: Build): readonly Step[] {
  return finalStages(build).flatMap((stage) => stage.steps);
}

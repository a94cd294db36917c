import { readFigure } from '../catalog/look-up';
import { readContext } from '../context/read-context';
import { type Estimate, sum, widen } from '../estimate';
import { isContextKnown, type Project } from '../project';
import type { ShellCommand } from '../syntax/shell';
import type { Dockerfile, Instruction } from '../syntax/types';
import { readArchitecture } from './architecture';
import { assembleBuild } from './assemble';
import { describeBase } from './base-image';
import { measureBase } from './base-size';
import { walkCopy } from './copy';
import { startState } from './initial-state';
import { walkRun } from './run';
import { findNeeded, findTarget, orderStages, planStages, type StagePlan } from './stage-graph';
import { StageWalk } from './stage-walk';
import { checkStart } from './start';
import { applyConfiguration } from './state-changes';
import type { Tools } from './tools';
import type { BaseProfile, Build, BuildOptions, ImageState, Step, StepKind } from './types';
import type { Variables } from './variables';
import type { Stages, WalkedProject, WalkedStage } from './walked-project';

/** A step as walked; its contributions are known only when the walk has ended, for a later step may waste them. */
export interface StepDraft extends Omit<Step, 'contributions' | 'bytes'> {
  readonly id: string;
}

export interface StageDraft extends WalkedStage {
  readonly plan: StagePlan;
  readonly profile: BaseProfile;
  readonly steps: readonly StepDraft[];
}

const unknownProfile: BaseProfile = {
  distribution: 'unknown',
  release: null,
  variant: 'unknown',
  libc: null,
  python: null,
};

/** Stages and steps that are walked; our own bounds. */
const mostStages = 1_000;
const mostSteps = 5_000;

/**
 * Walks a build symbolically: what every step does to its image, as far as Dockerfile, context, catalog and tools tell.
 * Never throws for bad input; what cannot be known is said so in the estimates. `walkBuild` has all tools.
 */
export function walkBuildWith(tools: Tools, project: Project, dockerfile: Dockerfile, options: BuildOptions): Build {
  const graph = planStages(dockerfile, options, mostStages);
  const plans = graph.stages;
  const context = readContext(project);
  const shared: WalkedProject = {
    project,
    context,
    contextKnown: isContextKnown(project),
    catalog: options.catalog,
    options,
    tools,
    escapeCharacter: dockerfile.escape,
    globalArguments: graph.globalArguments,
    failures: [],
  };
  const target = findTarget(graph, options.target);
  const walked = new Map<number, StageDraft>();
  const stages: Stages = { find: (text) => graph.names.find(text), at: (index) => walked.get(index) };
  const { order, circular } = orderStages(graph);
  let steps = 0;
  for (const index of order) {
    const plan = plans[index];
    if (plan === undefined) continue;
    const draft = walkStage(plan, stages, shared, mostSteps - steps);
    steps += draft.steps.length;
    walked.set(index, draft);
  }
  const [first] = [...circular].map((index) => walked.get(index)).filter((draft) => draft !== undefined);
  if (first !== undefined) {
    // BuildKit refuses the whole file before it runs anything.
    shared.failures.length = 0;
    first.walk.failed = false;
    reportCycle(first);
  }
  const drafts = plans.map((plan) => walked.get(plan.index)).filter((draft) => draft !== undefined);
  const needed = findNeeded(graph, target);
  const last = target === null ? undefined : drafts[target];
  // A stage that the target does not need is not built, so nothing in it fails.
  const built = shared.failures.filter((failure) => needed.has(failure.stage));
  shared.failures.length = 0;
  shared.failures.push(...built);
  if (last !== undefined && built.length === 0) checkStart(last, drafts);
  return assembleBuild({ project, dockerfile, shared, drafts, needed, target });
}

/** BuildKit refuses a build whose stages take from each other in a circle. */
function reportCycle({ walk, plan }: StageDraft): void {
  walk.fail('circular-stages', plan.from.range, plan.name ?? plan.index);
}

function walkStage(plan: StagePlan, stages: Stages, shared: WalkedProject, mostHere: number): StageDraft {
  const { base } = plan;
  const parent = base.kind === 'stage' ? stages.at(base.stage) : undefined;
  const profile = parent?.walk.profile ?? (base.kind === 'image' ? base.profile : unknownProfile);
  const start: ImageState =
    parent === undefined
      ? startState(base, profile, shared.catalog)
      : // Build arguments too are inherited from the stage that a stage starts from.
        parent.walk.state;
  const walk = new StageWalk(plan.index, shared, parent?.walk ?? null, start, profile);
  const steps: StepDraft[] = [walkFrom(plan, walk, parent, stages)];
  for (const instruction of plan.instructions.slice(0, Math.max(0, mostHere))) {
    steps.push(walkStep(instruction, steps.length, walk, stages));
  }
  if (plan.instructions.length > mostHere) walk.doubt(`the steps after the first ${mostSteps}`);
  return { index: plan.index, name: plan.name, walk, plan, profile, steps };
}

function walkFrom(plan: StagePlan, walk: StageWalk, parent: WalkedStage | undefined, stages: Stages): StepDraft {
  const { base, from } = plan;
  walk.begin(0, from);
  walk.architecture = readArchitecture(from, walk) ?? walk.architecture;
  if (base.kind === 'image') {
    holdBase(plan, walk);
  } else if (base.kind === 'unresolved') {
    walk.doubt('the base image');
    walk.fail('unresolved-base', from.image.range, base.text, from.image.text);
  } else if (base.kind === 'scratch') walk.files.directories.clear();
  if (parent !== undefined) runTriggers(parent, walk, stages);
  return finishStep(from, 'from', 0, walk, walk.state, { commands: [], fromStages: [] });
}

/** What ONBUILD instructions of the base leave for those who build on it runs before anything else. */
function runTriggers(parent: WalkedStage, walk: StageWalk, stages: Stages): void {
  for (const trigger of parent.walk.triggers) applyInstruction(trigger, walk, stages);
}

function holdBase({ base }: StagePlan, walk: StageWalk): void {
  if (base.kind !== 'image') return;
  const { catalog } = walk;
  const description = describeBase(base.reference, catalog);
  const unpacked = forArchitecture(measureBase(base.reference, description, catalog).unpacked, walk);
  const name = base.reference.text;
  if (base.profile.python === null) {
    walk.hold('/', 'base', name, unpacked);
  } else {
    // The Python of an official image lies apart, where a later COPY --from may take it.
    const library = readFigure(
      catalog,
      base.profile.libc === 'musl' ? 'python-in-usr-local-alpine' : 'python-in-usr-local',
    );
    const pip = readFigure(catalog, 'pip-in-base');
    walk.hold(`/usr/local/lib/python${base.profile.python}/site-packages/pip`, 'base', name, pip);
    walk.hold('/usr/local', 'base', name, library);
    walk.hold('/', 'base', name, subtract(unpacked, sum([library, pip])));
  }
  if (description.foreign) walk.doubt(`what ${name} holds`);
  if (description.nearest === null && description.figure === null) walk.unknown.add(`the size of ${name}`);
}

/** The catalog's sizes are those of amd64; another architecture's lie near them. */
function forArchitecture(bytes: Estimate, { architecture, unknown }: StageWalk): Estimate {
  if (architecture === null || architecture === 'amd64') return bytes;
  const what = `sizes on linux/${architecture}: those of linux/amd64 stand in for them`;
  unknown.add(what);
  return widen(bytes, 0.85, 1.2, [what]);
}

/** What is left of a whole when a part is taken out, so that both add up to the whole again. */
function subtract(whole: Estimate, part: Estimate): Estimate {
  return { ...whole, low: whole.low - part.low, likely: whole.likely - part.likely, high: whole.high - part.high };
}

const kinds: Partial<Record<Instruction['keyword'], StepKind>> = {
  FROM: 'from',
  RUN: 'run',
  COPY: 'copy',
  ADD: 'copy',
  WORKDIR: 'working-directory',
  ARG: 'argument',
};

function walkStep(instruction: Instruction, position: number, walk: StageWalk, stages: Stages): StepDraft {
  const before = walk.state;
  walk.begin(position, instruction);
  const result = applyInstruction(instruction, walk, stages);
  return finishStep(instruction, kinds[instruction.keyword] ?? 'configuration', position, walk, before, result);
}

interface AppliedInstruction {
  readonly commands: readonly ShellCommand[];
  readonly fromStages: Step['fromStages'];
}

/** What an instruction does to its stage. */
function applyInstruction(instruction: Instruction, walk: StageWalk, stages: Stages): AppliedInstruction {
  const { state } = walk;
  const variables: Variables = (name) => state.environment.get(name) ?? state.buildArguments.get(name) ?? undefined;
  switch (instruction.keyword) {
    case 'RUN':
      return walkRun(instruction, walk, variables, stages);
    case 'COPY':
    case 'ADD':
      return { commands: [], fromStages: walkCopy(instruction, walk, variables, stages).fromStages };
    case 'ONBUILD':
      walk.triggers.push(instruction.trigger);
      return nothingApplied;
    default:
      applyConfiguration(instruction, walk, variables);
      return nothingApplied;
  }
}

const nothingApplied: AppliedInstruction = { commands: [], fromStages: [] };

function finishStep(
  instruction: Instruction,
  kind: StepKind,
  index: number,
  walk: StageWalk,
  before: ImageState,
  result: { readonly commands: readonly ShellCommand[]; readonly fromStages: Step['fromStages'] },
): StepDraft {
  return {
    id: walk.step.id,
    index,
    stage: walk.index,
    kind,
    instruction,
    commands: result.commands,
    before,
    after: walk.state,
    seconds: walk.secondsOfStep(),
    contextPaths: withoutRepeats(walk.step.contextPaths),
    requirements: walk.step.requirements,
    writes: walk.step.writes,
    fromStages: result.fromStages,
  };
}

function withoutRepeats(paths: readonly string[]): readonly string[] {
  if (paths.length < 2 || (paths.length === 2 && paths[0] !== paths[1])) return paths;
  const distinct = new Set(paths);
  return distinct.size === paths.length ? paths : [...distinct];
}

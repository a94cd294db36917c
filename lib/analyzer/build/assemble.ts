import { type Estimate, nothing, sum } from '../estimate';
import type { Project } from '../project';
import { defaultSettings } from '../settings/types';
import type { Dockerfile } from '../syntax/types';
import { fileLabel, type Holding } from './contents';
import { chooseMachine, measurePull, scaleSeconds } from './durations';
import type { FoundFailure } from './failures/types';
import { baseName } from './paths';
import type { StageWalk } from './stage-walk';
import type { Build, ByteKind, Contribution, Failure, Stage, Step } from './types';
import type { StageDraft, StepDraft } from './walk';
import type { WalkedProject } from './walked-project';

export interface WalkedBuild {
  readonly project: Project;
  readonly dockerfile: Dockerfile;
  readonly shared: WalkedProject;
  readonly drafts: readonly StageDraft[];
  readonly needed: ReadonlySet<number>;
  readonly target: number | null;
}

/** Makes the build out of what was walked: layers with what they hold in the end, durations for the machine at hand. */
export function assembleBuild({ project, dockerfile, shared, drafts, needed, target }: WalkedBuild): Build {
  const chain = new Set(readChain(drafts, target));
  const final = target === null ? undefined : drafts[target]?.walk;
  const finalLayers = final === undefined ? new Map<string, StepHoldings>() : groupByStep(final);
  const stages = drafts.map((draft): Stage => {
    // The layers of the final image are seen from its end: what a stage built on top of another deletes is waste there.
    const layers = chain.has(draft.index) ? finalLayers : groupByStep(draft.walk);
    return {
      index: draft.index,
      name: draft.name,
      from: draft.plan.from,
      base: draft.plan.base,
      profile: draft.profile,
      steps: draft.steps.map((step) => assembleStep(step, layers.get(step.id), draft, shared)),
      after: draft.walk.state,
      needed: needed.has(draft.index),
    };
  });
  return {
    project,
    dockerfile,
    context: shared.context,
    catalog: shared.catalog,
    tools: shared.tools,
    stages,
    target: target === null ? null : (stages[target] ?? null),
    globalArguments: shared.globalArguments,
    failures: shared.failures.map((failure) => tellFailure(failure, shared)),
    today: shared.options.today,
    machine: chooseMachine(shared.options),
    settings: { ...defaultSettings, ...shared.options.settings },
    contents: final?.contents ?? { visible: [], wasted: [] },
    unknown: [...new Set([...needed].flatMap((index) => [...(drafts[index]?.walk.unknown ?? [])]))],
  };
}

function tellFailure({ kind, facts, when, range, stage }: FoundFailure, { tools }: WalkedProject): Failure {
  const [code = kind] = kind.split(':');
  return { code, when, ...tools.writeFailure({ kind, facts }), range, stage };
}

/** The stages whose layers make an image: the stage itself and those that it builds on, the lowest first. */
function readChain(drafts: readonly StageDraft[], target: number | null): readonly number[] {
  const chain: number[] = [];
  for (let next = target; next !== null; ) {
    chain.unshift(next);
    const base = drafts[next]?.plan.base;
    next = base?.kind === 'stage' ? base.stage : null;
  }
  return chain;
}

const none: readonly Contribution[] = [];

interface StepHoldings {
  readonly visible: Holding[];
  readonly wasted: Holding[];
}

/** What each step has put into an image, those of the stages below included, seen from the end of a stage. */
function groupByStep(walk: StageWalk): ReadonlyMap<string, StepHoldings> {
  const holdings = new Map<string, StepHoldings>();
  let last: { readonly step: string; readonly of: StepHoldings } | null = null;
  // What a step has put there mostly stands together.
  const find = (step: string): StepHoldings => {
    if (last?.step === step) return last.of;
    const found = holdings.get(step) ?? { visible: [], wasted: [] };
    holdings.set(step, found);
    last = { step, of: found };
    return found;
  };
  for (const holding of walk.contents.visible) find(holding.step).visible.push(holding);
  for (const holding of walk.contents.wasted) find(holding.step).wasted.push(holding);
  return holdings;
}

function assembleStep(
  draft: StepDraft,
  holdings: StepHoldings | undefined,
  stage: StageDraft,
  shared: WalkedProject,
): Step {
  const contributions =
    holdings === undefined || (holdings.visible.length === 0 && holdings.wasted.length === 0)
      ? none
      : summariseHoldings(holdings);
  const machine = chooseMachine(shared.options);
  const worked = scaleSeconds(draft.seconds, machine);
  // What ONBUILD of the stage below runs belongs to the FROM.
  const seconds = draft.kind === 'from' ? sum([measurePull(stage.plan.base, machine, shared.catalog), worked]) : worked;
  // Written out, for copying objects field by field takes longer than the rest of this function.
  return {
    index: draft.index,
    stage: draft.stage,
    kind: draft.kind,
    instruction: draft.instruction,
    commands: draft.commands,
    before: draft.before,
    after: draft.after,
    contextPaths: draft.contextPaths,
    requirements: draft.requirements,
    writes: draft.writes,
    fromStages: draft.fromStages,
    seconds,
    contributions,
    bytes: contributions.length === 0 ? nothing : sum(contributions.map((entry) => entry.bytes)),
  };
}

/** Beyond so many of one kind, the smallest are told together. */
const mostOfOneKind = 6;

const order: readonly ByteKind[] = [
  'base',
  'os-packages',
  'python',
  'python-packages',
  'code',
  'build-tools',
  'caches',
  'waste',
];

function summariseHoldings({ visible, wasted }: StepHoldings): readonly Contribution[] {
  const [only] = visible;
  // As of most steps.
  if (only !== undefined && visible.length === 1 && wasted.length === 0)
    return [contribute(only.kind, only.label, visible)];
  const groups = new Groups();
  for (const holding of visible) groups.add(holding, holding.kind);
  for (const holding of wasted) groups.add(holding, 'waste');
  const contributions: Contribution[] = [];
  for (const kind of order) {
    const ofKind: Contribution[] = [];
    for (const group of groups.all) if (group.kind === kind) ofKind.push(contribute(kind, group.label, group.holdings));
    if (ofKind.length > 0) contributions.push(...foldSmallest(ofKind));
  }
  return contributions;
}

interface Group {
  readonly kind: ByteKind;
  readonly label: string;
  readonly holdings: Holding[];
}

/** Holdings by kind and label, in the order in which they come. */
class Groups {
  readonly all: Group[] = [];
  #last: Group | null = null;
  /** Made once there are many: for a few groups looking through them is quicker. */
  #byName: Map<string, Group> | null = null;

  add(holding: Holding, kind: ByteKind): void {
    const { label } = holding;
    // A package's own files and its bytecode stand together.
    if (this.#last?.label !== label || this.#last.kind !== kind) this.#last = this.#find(kind, label);
    this.#last.holdings.push(holding);
  }

  #find(kind: ByteKind, label: string): Group {
    if (this.all.length > fewGroups)
      this.#byName ??= new Map(this.all.map((group) => [`${group.kind} ${group.label}`, group]));
    const known =
      this.#byName === null
        ? this.all.find((group) => group.label === label && group.kind === kind)
        : this.#byName.get(`${kind} ${label}`);
    if (known !== undefined) return known;
    const group: Group = { kind, label, holdings: [] };
    this.all.push(group);
    this.#byName?.set(`${kind} ${label}`, group);
    return group;
  }
}

const fewGroups = 40;

function contribute(kind: ByteKind, label: string, holdings: readonly Holding[]): Contribution {
  const [first] = holdings;
  if (holdings.length === 1 && first !== undefined)
    return { kind, label: label === fileLabel ? baseName(first.path) : label, bytes: first.bytes, path: first.path };
  return {
    kind,
    label: label === fileLabel ? `${holdings.length} files of the project` : label,
    bytes: sum(holdings.map((holding) => holding.bytes)),
  };
}

/** Contributions of one kind, the largest first; the smallest are told together where there are many. */
function foldSmallest(contributions: Contribution[]): readonly Contribution[] {
  if (contributions.length === 1) return contributions;
  const sorted = contributions.sort((one, other) => other.bytes.likely - one.bytes.likely);
  if (sorted.length <= mostOfOneKind) return sorted;
  const rest = sorted.slice(mostOfOneKind - 1);
  const [first] = rest;
  if (first === undefined) return sorted;
  const bytes: Estimate = sum(rest.map((entry) => entry.bytes));
  return [...sorted.slice(0, mostOfOneKind - 1), { kind: first.kind, label: `${rest.length} more`, bytes }];
}

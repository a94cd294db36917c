import { type Estimate, nothing, sum } from '../estimate';
import type { Project } from '../project';
import { defaultSettings } from '../settings/types';
import type { Dockerfile } from '../syntax/types';
import { fileLabel, type Holding } from './contents';
import { chooseMachine, measurePull, scaleSeconds } from './durations';
import { baseName } from './paths';
import type { StageWalk } from './stage-walk';
import type { Build, ByteKind, Contribution, Stage, Step } from './types';
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
    failures: shared.failures,
    today: shared.options.today,
    machine: chooseMachine(shared.options),
    settings: { ...defaultSettings, ...shared.options.settings },
    contents: final?.contents ?? { visible: [], wasted: [] },
    unknown: [...new Set([...needed].flatMap((index) => [...(drafts[index]?.walk.unknown ?? [])]))],
  };
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

interface StepHoldings {
  readonly visible: Holding[];
  readonly wasted: Holding[];
}

function groupByStep(walk: StageWalk): Map<string, StepHoldings> {
  const steps = new Map<string, StepHoldings>();
  const find = (id: string): StepHoldings => {
    const known = steps.get(id);
    if (known !== undefined) return known;
    const made = { visible: [], wasted: [] };
    steps.set(id, made);
    return made;
  };
  for (const holding of walk.contents.visible) find(holding.step).visible.push(holding);
  for (const holding of walk.contents.wasted) find(holding.step).wasted.push(holding);
  return steps;
}

function assembleStep(
  draft: StepDraft,
  holdings: StepHoldings | undefined,
  stage: StageDraft,
  shared: WalkedProject,
): Step {
  const { id: _, ...step } = draft;
  const contributions = holdings === undefined ? [] : summariseHoldings(holdings);
  const machine = chooseMachine(shared.options);
  const worked = scaleSeconds(step.seconds, machine);
  // What ONBUILD of the stage below runs belongs to the FROM.
  const seconds = step.kind === 'from' ? sum([measurePull(stage.plan.base, machine, shared.catalog), worked]) : worked;
  return {
    ...step,
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
  const groups = new Map<string, { kind: ByteKind; label: string; holdings: Holding[] }>();
  const put = (holding: Holding, kind: ByteKind, label: string) => {
    const key = `${kind}\0${label}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { kind, label, holdings: [holding] });
    else group.holdings.push(holding);
  };
  for (const holding of visible) put(holding, holding.kind, holding.label);
  for (const holding of wasted) put(holding, 'waste', holding.label);
  const contributions = [...groups.values()].map(({ kind, label, holdings }): Contribution => {
    const [first] = holdings;
    const single = holdings.length === 1 && first !== undefined;
    return {
      kind,
      label: label === fileLabel ? nameFiles(holdings) : label,
      bytes: single ? first.bytes : sum(holdings.map((holding) => holding.bytes)),
      ...(single ? { path: first.path } : {}),
    };
  });
  return order.flatMap((kind) => foldSmallest(contributions.filter((entry) => entry.kind === kind)));
}

function nameFiles(holdings: readonly Holding[]): string {
  const [first] = holdings;
  return holdings.length === 1 && first !== undefined
    ? baseName(first.path)
    : `${holdings.length} files of the project`;
}

function foldSmallest(contributions: readonly Contribution[]): readonly Contribution[] {
  const sorted = contributions.toSorted((one, other) => other.bytes.likely - one.bytes.likely);
  if (sorted.length <= mostOfOneKind) return sorted;
  const rest = sorted.slice(mostOfOneKind - 1);
  const [first] = rest;
  if (first === undefined) return sorted;
  const bytes: Estimate = sum(rest.map((entry) => entry.bytes));
  return [...sorted.slice(0, mostOfOneKind - 1), { kind: first.kind, label: `${rest.length} more`, bytes }];
}

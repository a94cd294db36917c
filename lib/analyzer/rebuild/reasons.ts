import type { Build } from '../build/types';
import type { CopyInputs } from './inputs-of-copies';
import type { RunInputs } from './inputs-of-runs';
import type { KeyedStep } from './keys';

/** The steps of a build by what lies below them, and the first of each stage. */
interface BuiltIndex {
  readonly byParent: ReadonlyMap<KeyedStep['parent'], readonly KeyedStep[]>;
  readonly firstOfStage: ReadonlyMap<number, KeyedStep>;
}

const indexes = new WeakMap<readonly KeyedStep[], BuiltIndex>();

/** Indexes the steps of a build once: each step that is missed asks. */
function indexBuilt(built: readonly KeyedStep[]): BuiltIndex {
  const known = indexes.get(built);
  if (known !== undefined) return known;
  const byParent = new Map<KeyedStep['parent'], KeyedStep[]>();
  const firstOfStage = new Map<number, KeyedStep>();
  for (const keyed of built) {
    const siblings = byParent.get(keyed.parent);
    if (siblings === undefined) byParent.set(keyed.parent, [keyed]);
    else siblings.push(keyed);
    const first = firstOfStage.get(keyed.step.stage);
    if (first === undefined || keyed.step.index < first.step.index) firstOfStage.set(keyed.step.stage, keyed);
  }
  const index = { byParent, firstOfStage };
  indexes.set(built, index);
  return index;
}

/**
 * Why a step is not found in the cache: the end of a sentence that begins with the step. Where the build before had a step
 * at the same place, the reason is what differs between the two.
 */
export function explainMiss(missed: KeyedStep, built: readonly KeyedStep[], build: Build): string {
  const stage = build.stages[missed.step.stage];
  const counterparts = indexBuilt(built).byParent.get(missed.parent) ?? [];
  if (counterparts.length === 0) return explainParent(missed, built, stage?.base.kind === 'image');
  const alike = counterparts.find((other) => other.inputs.kind === missed.inputs.kind);
  if (alike === undefined) return 'is new at this place';
  return describeDifference(missed, alike, build) ?? 'is new at this place';
}

function explainParent({ step, parent }: KeyedStep, built: readonly KeyedStep[], onImage: boolean): string {
  // Where it is the first step of its stage, the one that the build before had first is its counterpart.
  const before = indexBuilt(built).firstOfStage.get(step.stage);
  if (before?.step.index === step.index && before.parent !== parent && onImage)
    return 'starts from another base image than before';
  return 'comes after a step that runs again';
}

function describeDifference(missed: KeyedStep, before: KeyedStep, build: Build): string | null {
  if (missed.inputs.kind === 'copy' && before.inputs.kind === 'copy')
    return describeCopy(missed.inputs.copy, before.inputs.copy, build);
  if (missed.inputs.kind === 'run' && before.inputs.kind === 'run')
    return describeRun(missed.inputs.run, before.inputs.run);
  if (missed.inputs.kind === 'working-directory') return `sets \`${missed.inputs.path}\`, another folder than before`;
  return null;
}

function describeCopy(now: CopyInputs, then: CopyInputs, build: Build): string | null {
  if (now.names.join('\0') !== then.names.join('\0') || now.destination !== then.destination)
    return 'copies something else, or to another place, than before';
  if (now.options.join('\0') !== then.options.join('\0')) return 'has other options than before';
  for (const { stage, path, content } of now.taken) {
    const earlier = then.taken.find((entry) => entry.path === path);
    if (earlier?.content !== content)
      return `takes in \`${path}\` of stage \`${build.stages[stage]?.name ?? stage}\`, which may have changed`;
  }
  return describeFiles(now, then);
}

function describeFiles(now: CopyInputs, then: CopyInputs): string | null {
  const changed = [...now.files].filter(([name, { digest }]) => then.files.get(name)?.digest !== digest);
  const [first] = changed;
  if (first === undefined) {
    const gone = [...then.files].find(([name]) => !now.files.has(name));
    return gone === undefined ? null : `no longer finds \`${gone[1].path}\``;
  }
  const [name, { path }] = first;
  const more = changed.length === 1 ? '' : ` and ${changed.length - 1} more`;
  return then.files.has(name)
    ? `takes in \`${path}\`${more}, which changed`
    : `takes in \`${path}\`${more}, new in the context`;
}

function describeRun(now: RunInputs, then: RunInputs): string | null {
  if (now.command !== then.command) return 'has another command than before';
  if (now.shell.join(' ') !== then.shell.join(' ')) return 'runs in another shell than before';
  if (now.user !== then.user) return `runs as \`${now.user}\`, not as \`${then.user}\` as before`;
  if (now.directory !== then.directory) return `runs in \`${now.directory}\`, not in \`${then.directory}\` as before`;
  const variable = findChange(now.environment, then.environment);
  if (variable !== null) return `runs with another value of the variable \`${variable}\``;
  const argument = findChange(now.buildArguments, then.buildArguments);
  if (argument !== null)
    return `runs with another value of the build argument \`${argument}\`, which counts even where it is not used`;
  if (now.options.join(' ') !== then.options.join(' ')) return 'has other options than before';
  for (const { source, content } of now.mounted) {
    const earlier = then.mounted.find((entry) => entry.source === source);
    if (earlier?.content !== content) return `mounts \`${source}\`, which changed`;
  }
  if (now.mounted.length !== then.mounted.length) return 'mounts other files than before';
  return [...now.environment.keys()].join() === [...then.environment.keys()].join()
    ? null
    : 'has its variables set in another order';
}

function findChange(now: ReadonlyMap<string, string>, then: ReadonlyMap<string, string>): string | null {
  for (const [name, value] of now) if (then.get(name) !== value) return name;
  for (const name of then.keys()) if (!now.has(name)) return name;
  return null;
}

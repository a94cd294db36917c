import type { Build, Step } from '../build/types';
import type { CopyInputs } from './inputs-of-copies';
import type { RunInputs } from './inputs-of-runs';
import type { KeyedStep } from './keys';

/**
 * Why a step is not found in the cache: the end of a sentence that begins with the step. Where the build before had a step
 * at the same place, the reason is what differs between the two.
 */
export function explainMiss(missed: KeyedStep, built: readonly KeyedStep[], build: Build): string {
  const stage = build.stages[missed.step.stage];
  const counterparts = built.filter((other) => other.parent === missed.parent);
  if (counterparts.length === 0) return explainParent(missed, built, stage?.base.kind === 'image');
  const alike = counterparts.find((other) => other.inputs.kind === missed.inputs.kind);
  if (alike === undefined) return 'is new at this place';
  return describeDifference(missed, alike, build) ?? 'is new at this place';
}

function explainParent({ step, parent }: KeyedStep, built: readonly KeyedStep[], onImage: boolean): string {
  const before = built.find((other) => other.step.stage === step.stage && other.step.index <= step.index);
  if (before !== undefined && before.parent !== parent && isFirst(step, built) && onImage)
    return 'starts from another base image than before';
  return 'comes after a step that runs again';
}

/** Whether no step that the cache holds stands before this one in its stage. */
function isFirst(step: Step, built: readonly KeyedStep[]): boolean {
  return !built.some((other) => other.step.stage === step.stage && other.step.index < step.index);
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

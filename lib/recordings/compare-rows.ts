import { type AlignableStep, alignSteps } from './align';
import { bareInstruction, type Cause, causeOf, causes } from './instruction-text';
import type { RecordedStep, Recording } from './schema';

/** A step or instruction of one of two builds. */
export interface ComparedSide {
  readonly name: string;
  readonly kind: RecordedStep['kind'] | 'configuration';
  /** `null` where the source does not tell. */
  readonly seconds: number | null;
  readonly bytes: number | null;
  readonly cached: boolean;
}

/** A step of either build, or one that both have; `null` where the build has no such step. */
export interface ComparedRow {
  readonly from: ComparedSide | null;
  readonly to: ComparedSide | null;
  readonly change: 'same' | 'changed' | 'removed' | 'added';
}

/** What something took in both builds; `null` where a source does not tell. */
export interface CauseDifference {
  readonly cause: Cause;
  readonly seconds: { readonly from: number | null; readonly to: number | null };
  readonly bytes: { readonly from: number | null; readonly to: number | null };
}

type Build = Pick<Recording, 'steps' | 'instructions' | 'layers' | 'size'>;

/** Aligns the steps of two builds, or their instructions where a source tells no steps. Empty where one tells neither. */
export function compareRows(from: Build, to: Build): readonly ComparedRow[] {
  const bare = from.steps.length === 0 && to.steps.length === 0;
  const [left, right] = [listSides(from, bare), listSides(to, bare)];
  if (left.length === 0 || right.length === 0) return [];
  const instructionsOnly = from.steps.length === 0 || to.steps.length === 0;
  const shown = (side: ComparedSide) => !instructionsOnly || !['metadata', 'context', 'export'].includes(side.kind);
  const [one, other] = [left.filter(shown), right.filter(shown)];
  return alignSteps(one.map(toAlignable), other.map(toAlignable)).map(({ from: before, to: after, similarity }) => {
    const [old, now] = [before === null ? null : one[before], after === null ? null : other[after]];
    const named =
      old != null && now != null && old.kind === 'base' && bareInstruction(old.name) !== bareInstruction(now.name);
    const change = old == null ? 'added' : now == null ? 'removed' : similarity === 1 && !named ? 'same' : 'changed';
    return { from: old ?? null, to: now ?? null, change };
  });
}

/** `ENV` and the like have no kind of their own in a recording: they pair by keyword and words. */
function toAlignable({ name, kind }: ComparedSide): AlignableStep {
  return { name, kind: kind === 'configuration' ? 'run' : kind };
}

function listSides({ steps, instructions }: Build, configuration: boolean): readonly ComparedSide[] {
  if (steps.length > 0) {
    // Where layers are told, a step without one is of a stage that the image does not hold, or adds nothing.
    const told = steps.some((step) => step.bytes !== undefined);
    const timed = steps.some((step) => step.seconds > 0);
    return steps.map((step) => ({
      name: step.name,
      kind: step.kind,
      seconds: timed ? step.seconds : null,
      bytes: step.bytes ?? (told && ['run', 'copy', 'working-directory'].includes(step.kind) ? 0 : null),
      cached: step.cached,
    }));
  }
  return instructions
    .map((name) => ({ name, kind: kindOf(name), seconds: null, bytes: null, cached: false }))
    .filter(({ kind }) => configuration || kind !== 'configuration');
}

function kindOf(instruction: string): ComparedSide['kind'] {
  switch (/^[A-Z]+/.exec(instruction)?.[0]) {
    case 'FROM':
      return 'base';
    case 'RUN':
      return 'run';
    case 'COPY':
    case 'ADD':
      return 'copy';
    case 'WORKDIR':
      return 'working-directory';
    default:
      return 'configuration';
  }
}

/** Bytes and seconds of both builds by what they went into; causes that neither has are left out. */
export function sumCauses(from: Build, to: Build): readonly CauseDifference[] {
  const [left, right] = [sumBuild(from), sumBuild(to)];
  return causes.flatMap((cause) => {
    const [one, other] = [left.get(cause), right.get(cause)];
    if (one === undefined && other === undefined) return [];
    const pick = (figure: 'seconds' | 'bytes') => ({
      from: one?.[figure] ?? (left.size > 0 && tells(from, figure) ? 0 : null),
      to: other?.[figure] ?? (right.size > 0 && tells(to, figure) ? 0 : null),
    });
    return [{ cause, seconds: pick('seconds'), bytes: pick('bytes') }];
  });
}

function tells({ steps, layers }: Build, figure: 'seconds' | 'bytes'): boolean {
  if (figure === 'seconds') return steps.some((step) => step.seconds > 0);
  return layers !== undefined || steps.some((step) => step.bytes !== undefined);
}

interface Sum {
  seconds: number | null;
  bytes: number | null;
}

function sumBuild(build: Build): ReadonlyMap<Cause, Sum> {
  const sums = new Map<Cause, Sum>();
  const add = (cause: Cause, figure: keyof Sum, amount: number) => {
    const sum = sums.get(cause) ?? { seconds: null, bytes: null };
    sum[figure] = (sum[figure] ?? 0) + amount;
    sums.set(cause, sum);
  };
  const timed = tells(build, 'seconds');
  for (const step of build.steps) {
    if (timed) add(causeOf(step), 'seconds', step.seconds);
    if (step.bytes !== undefined && build.layers === undefined) add(causeOf(step), 'bytes', step.bytes);
  }
  for (const { createdBy, bytes, ofBase } of build.layers ?? []) {
    const name = createdBy.replace(/^ADD file:.*/, 'FROM');
    const kind = kindOf(name);
    add(ofBase ? 'base' : causeOf({ name, kind: kind === 'configuration' ? 'run' : kind }), 'bytes', bytes);
  }
  // What an image holds beyond the layers of its steps came with its base. The last store that counts each file once.
  if (build.layers === undefined && build.size?.kind === 'classic' && build.size.bound === undefined) {
    const own = build.steps.reduce((sum, step) => sum + (step.bytes ?? 0), 0);
    if (own > 0 && own < build.size.bytes) add('base', 'bytes', build.size.bytes - own);
  }
  return sums;
}

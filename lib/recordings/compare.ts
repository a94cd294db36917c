import { alignSteps } from './align';
import { type CauseDifference, type ComparedRow, compareRows, sumCauses } from './compare-rows';
import type { RecordedStep, Recording } from './schema';

/** A figure of two recordings side by side. */
export type ComparedFigure =
  | {
      readonly comparable: true;
      readonly from: number;
      readonly to: number;
      /** `from` less `to`: what the second build saves; negative where it needs more. */
      readonly saved: number;
      /** Precision of `saved`, in the figure's unit: what both sources rounded to. */
      readonly roundedTo: number;
      /** The true saving is this or more: the second source gives only an upper bound. */
      readonly atLeast: boolean;
    }
  /** A sentence says why not. */
  | { readonly comparable: false; readonly reason: string };

/** A step of either recording, or one that both have. */
export interface AlignedStep {
  readonly from: RecordedStep | null;
  readonly to: RecordedStep | null;
}

export interface RecordingComparison {
  /** Image size in bytes. */
  readonly bytes: ComparedFigure;
  /** Cold build in seconds. */
  readonly seconds: ComparedFigure;
  /** In the order of the builds; empty where either source tells no steps. */
  readonly steps: readonly AlignedStep[];
  /** The same with the instructions in place of steps where a source tells no steps; empty where it tells neither. */
  readonly rows: readonly ComparedRow[];
  /** What bytes and seconds went into, in the order in which a build meets it. */
  readonly causes: readonly CauseDifference[];
  /** What a reader should know before trusting the difference: sentences. */
  readonly caveats: readonly string[];
}

export interface CompareOptions {
  /** Subtract times of different machines too, as for a prediction beside a recording; a caveat says so. */
  readonly acrossMachines?: boolean;
}

/** Puts two recordings side by side. Figures of different kinds are not subtracted; the reason is given instead. */
export function compareRecordings(
  from: Recording,
  to: Recording,
  { acrossMachines = false }: CompareOptions = {},
): RecordingComparison {
  const bothTell = from.steps.length > 0 && to.steps.length > 0;
  const seconds = compareSeconds(from, to, acrossMachines);
  const rows = compareRows(from, to);
  return {
    bytes: compareSizes(from, to),
    seconds,
    steps: bothTell
      ? alignSteps(from.steps, to.steps).map((pair) => ({
          from: pair.from === null ? null : (from.steps[pair.from] ?? null),
          to: pair.to === null ? null : (to.steps[pair.to] ?? null),
        }))
      : [],
    rows,
    causes: sumCauses(from, to),
    caveats: listCaveats(from, to, acrossMachines),
  };
}

const kindNames = {
  classic: 'the unpacked layers',
  containerd: 'unpacked layers and compressed content together',
  compressed: 'compressed content',
  unstated: 'a kind that its source does not state',
} as const;

function compareSizes(from: Recording, to: Recording): ComparedFigure {
  const [one, other] = [from.size, to.size];
  if (one === undefined || other === undefined) {
    return { comparable: false, reason: `${(one === undefined ? from : to).title} has no recorded size.` };
  }
  const sameMethod = one.kind === 'unstated' ? sameSource(from, to) : true;
  if (one.kind !== other.kind || !sameMethod) {
    const reason = `One size counts ${kindNames[one.kind]}, the other ${kindNames[other.kind]}.`;
    return {
      comparable: false,
      reason: one.kind === other.kind ? 'Neither source says which kind of size it gives.' : reason,
    };
  }
  if (one.bound === 'below') return { comparable: false, reason: `${from.title} has only an upper bound of its size.` };
  return {
    comparable: true,
    from: one.bytes,
    to: other.bytes,
    saved: one.bytes - other.bytes,
    roundedTo: Math.max(one.roundedTo, other.roundedTo),
    atLeast: other.bound === 'below',
  };
}

function compareSeconds(from: Recording, to: Recording, acrossMachines: boolean): ComparedFigure {
  if (from.seconds === undefined || to.seconds === undefined) {
    return {
      comparable: false,
      reason: `${(from.seconds === undefined ? from : to).title} has no recorded build time.`,
    };
  }
  if (!acrossMachines && !sameSource(from, to)) {
    return { comparable: false, reason: 'The builds ran on different machines, so their times do not compare.' };
  }
  return {
    comparable: true,
    from: from.seconds,
    to: to.seconds,
    saved: from.seconds - to.seconds,
    roundedTo: 0,
    atLeast: false,
  };
}

/** Recordings of one author and title were made with one machine and method. */
function sameSource(from: Recording, to: Recording): boolean {
  return from.origin === to.origin && from.source.author === to.source.author && from.source.title === to.source.title;
}

function listCaveats(from: Recording, to: Recording, acrossMachines: boolean): readonly string[] {
  const caveats: string[] = [];
  if (from.standIn !== to.standIn) {
    caveats.push(
      'One of the two was built on a stand-in for the official base image, which is near it in size, not equal.',
    );
  }
  if (!sameSource(from, to)) caveats.push('The two builds come from different sources.');
  if (acrossMachines && from.seconds !== undefined && to.seconds !== undefined) {
    caveats.push('Their times belong to different machines, so seconds differ for that reason too.');
  }
  const requirements = [from, to].map((recording) => recording.requirements.join('\n'));
  if (requirements.every((pins) => pins !== '') && requirements[0] !== requirements[1]) {
    caveats.push('The two builds installed different requirements.');
  }
  return caveats;
}

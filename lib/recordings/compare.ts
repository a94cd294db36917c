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
  /** What a reader should know before trusting the difference: sentences. */
  readonly caveats: readonly string[];
}

/** Puts two recordings side by side. Figures of different kinds are not subtracted; the reason is given instead. */
export function compareRecordings(from: Recording, to: Recording): RecordingComparison {
  const bothTell = from.steps.length > 0 && to.steps.length > 0;
  return {
    bytes: compareSizes(from, to),
    seconds: compareSeconds(from, to),
    steps: bothTell ? alignSteps(from.steps, to.steps) : [],
    caveats: listCaveats(from, to),
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

function compareSeconds(from: Recording, to: Recording): ComparedFigure {
  if (from.seconds === undefined || to.seconds === undefined) {
    return {
      comparable: false,
      reason: `${(from.seconds === undefined ? from : to).title} has no recorded build time.`,
    };
  }
  if (!sameSource(from, to)) {
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

function listCaveats(from: Recording, to: Recording): readonly string[] {
  const caveats: string[] = [];
  if (from.standIn !== to.standIn) {
    caveats.push(
      'One of the two was built on a stand-in for the official base image, which is near it in size, not equal.',
    );
  }
  if (!sameSource(from, to)) caveats.push('The two builds come from different sources.');
  const requirements = [from, to].map((recording) => recording.requirements.join('\n'));
  if (requirements.every((pins) => pins !== '') && requirements[0] !== requirements[1]) {
    caveats.push('The two builds installed different requirements.');
  }
  return caveats;
}

/** Pairs equal steps in order (longest common subsequence); a step that only one build has stands alone. */
function alignSteps(from: readonly RecordedStep[], to: readonly RecordedStep[]): readonly AlignedStep[] {
  const lengths = commonLengths(from.map(keyOf), to.map(keyOf));
  const aligned: AlignedStep[] = [];
  let [left, right] = [0, 0];
  while (left < from.length || right < to.length) {
    const [one, other] = [from[left] ?? null, to[right] ?? null];
    if (one !== null && other !== null && keyOf(one) === keyOf(other)) {
      aligned.push({ from: one, to: other });
      left++;
      right++;
    } else if (one !== null && (other === null || at(lengths, left + 1, right) >= at(lengths, left, right + 1))) {
      aligned.push({ from: one, to: null });
      left++;
    } else {
      aligned.push({ from: null, to: other });
      right++;
    }
  }
  return aligned;
}

/** What makes two steps the same: their name, or for what every build does once, their kind. */
function keyOf(step: RecordedStep): string {
  if (step.kind === 'base' || step.kind === 'metadata' || step.kind === 'export') return step.kind;
  return step.name.replace(' from Dockerfile', '');
}

/** `lengths[i][j]`: the longest common subsequence of what follows `i` in the one list and `j` in the other. */
function commonLengths(one: readonly string[], other: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i--) {
    const row = lengths[i];
    if (row === undefined) continue;
    for (let j = other.length - 1; j >= 0; j--) {
      row[j] =
        one[i] === other[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function at(lengths: readonly (readonly number[])[], row: number, column: number): number {
  return lengths[row]?.[column] ?? 0;
}

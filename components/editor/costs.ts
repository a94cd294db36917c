import type { Analysis, StepSummary } from '@/lib/analyzer/analysis';
import type { ByteKind } from '@/lib/analyzer/build/types';
import { formatBytes, formatSeconds } from '@/lib/format/figures';

/** What an instruction costs, as its line tells it. */
export interface StepCost {
  /** Id of the step. */
  readonly id: string;
  /** First and last line of the instruction, 1-based. */
  readonly line: number;
  readonly lastLine: number;
  /** `+470 MB · 75 s`, or what stops here; `null` where there is nothing to tell. */
  readonly note: string | null;
  /** The same as a sentence: `Line 5 adds about 470 MB and takes about 75 s.` */
  readonly sentence: string | null;
  /** The build stops here, or the container does not start with it. */
  readonly fails: boolean;
  /** Likely bytes in the final image: 0 for a step of a stage that stays behind. */
  readonly bytes: number;
  /** Kind of most of these bytes. */
  readonly kind: ByteKind;
  /** Share of these bytes that is waste, 0 to 1. */
  readonly waste: number;
}

/** Below these a cost is not worth a note at the line's end. */
const worthBytes = 1_000;
const worthSeconds = 0.5;

/** The cost of every step, in the order of the text. */
export function costsOf(analysis: Analysis): readonly StepCost[] {
  const shipped = new Set(analysis.layers);
  const { failures } = analysis;
  return analysis.stages
    .flatMap((stage) =>
      stage.steps.map((step) => {
        const cost = costOf(step, shipped.has(step.id), stage.needed);
        const failure = stage.needed
          ? failures.find(({ line }) => line >= step.line && line <= step.lastLine)
          : undefined;
        return failure === undefined ? cost : { ...cost, ...stopWords[failure.when](step.line), fails: true };
      }),
    )
    .toSorted((a, b) => a.line - b.line);
}

/** What a step says in place of its cost where it does not get that far. */
const stopWords = {
  build: (line: number) => ({ note: 'the build stops here', sentence: `Line ${line}: the build stops here.` }),
  start: (line: number) => ({ note: 'does not start', sentence: `Line ${line}: the container does not start.` }),
} as const;

function costOf(step: StepSummary, shipped: boolean, needed: boolean): StepCost {
  const place = { id: step.id, line: step.line, lastLine: step.lastLine, fails: false };
  const bytes = step.bytes.likely >= worthBytes ? step.bytes.likely : 0;
  const seconds = step.seconds.likely >= worthSeconds ? step.seconds.likely : 0;
  const { kind, waste } = mainKind(step);
  if (!needed) {
    const built = step.kind !== 'argument' && step.kind !== 'configuration';
    return {
      ...place,
      note: built && step.kind === 'from' ? 'not built' : null,
      sentence: built && step.kind === 'from' ? `Line ${step.line} begins a stage that is not built.` : null,
      bytes: 0,
      kind,
      waste,
    };
  }
  const unknown = bytes === 0 && step.bytes.unknown.length > 0;
  const size = unknown ? 'size unknown' : bytes === 0 ? null : sizeNote(bytes, shipped);
  const time = seconds === 0 ? null : formatSeconds(seconds);
  const parts = [size, time].filter((part) => part !== null);
  return {
    ...place,
    note: parts.length > 0 ? parts.join(' · ') : null,
    sentence: parts.length > 0 ? costSentence(step.line, bytes, unknown, shipped, time) : null,
    bytes: shipped ? bytes : 0,
    kind,
    waste,
  };
}

function sizeNote(bytes: number, shipped: boolean): string {
  return shipped ? `+${formatBytes(bytes)}` : `${formatBytes(bytes)} left behind`;
}

function costSentence(line: number, bytes: number, unknown: boolean, shipped: boolean, time: string | null): string {
  const size = unknown
    ? 'adds an unknown size'
    : bytes === 0
      ? null
      : shipped
        ? `adds about ${formatBytes(bytes)}`
        : `makes about ${formatBytes(bytes)} that stay out of the image`;
  const duration = time ? `takes about ${time}` : null;
  return `Line ${line} ${[size, duration].filter((part) => part !== null).join(' and ')}.`;
}

function mainKind(step: StepSummary): { readonly kind: ByteKind; readonly waste: number } {
  const byKind = new Map<ByteKind, number>();
  let total = 0;
  for (const part of step.contributions) {
    byKind.set(part.kind, (byKind.get(part.kind) ?? 0) + part.bytes.likely);
    total += part.bytes.likely;
  }
  let kind: ByteKind = step.kind === 'copy' ? 'code' : 'base';
  let most = 0;
  for (const [candidate, bytes] of byKind) if (bytes > most) [kind, most] = [candidate, bytes];
  return { kind, waste: total > 0 ? (byKind.get('waste') ?? 0) / total : 0 };
}

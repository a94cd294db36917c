import type { RecordedStep, Recording } from '@/lib/recordings/schema';

/** A step of a recorded build as its chart draws it; seconds. */
export interface ChartedStep {
  readonly step: RecordedStep;
  readonly start: number;
}

export interface StepChart {
  readonly steps: readonly ChartedStep[];
  /** Seconds that fill the width. */
  readonly scale: number;
  /** One after another; else steps of several stages ran at once, and only their lengths are known. */
  readonly sequential: boolean;
  /** Steps too short to show: how many, and their sum in seconds. */
  readonly short: { readonly count: number; readonly seconds: number };
}

/** What takes a twentieth of a second or less is not worth a bar. */
const worthShowing = 0.05;
/** Logs round each step to tenths, and time passes between them. */
const tolerance = 1.05;

/** The steps in the log's order. Where their sum is more than the whole build took, some of them ran at the same time. */
export function chartSteps({ steps, seconds }: Pick<Recording, 'steps' | 'seconds'>): StepChart {
  const sum = steps.reduce((total, step) => total + step.seconds, 0);
  const sequential = seconds === undefined || sum <= seconds * tolerance;
  const shown = steps.filter((step) => step.seconds > worthShowing || step.bytes);
  let start = 0;
  const charted = shown.map((step) => {
    const entry = { step, start: sequential ? start : 0 };
    start += step.seconds;
    return entry;
  });
  const longest = Math.max(0, ...shown.map((step) => step.seconds));
  return {
    steps: charted,
    scale: Math.max(0.1, sequential ? Math.max(start, seconds ?? 0) : longest),
    sequential,
    short: { count: steps.length - shown.length, seconds: sum - start },
  };
}

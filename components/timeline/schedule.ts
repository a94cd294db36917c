import type { Analysis, StepSummary } from '@/lib/analyzer/analysis';
import type { Estimate } from '@/lib/analyzer/estimate';
import { nothing } from '@/lib/analyzer/estimate';

/** A bar of the waterfall: when it starts and how long it takes, in seconds. */
export interface ScheduledStep {
  /** The step's id; `rest` for what belongs to no step. */
  readonly id: string;
  readonly text: string;
  readonly step: StepSummary | null;
  readonly start: number;
  readonly seconds: Estimate;
}

const unnoticeable = 0.05;

/**
 * The steps of a cold build one after the other, in the order of the file: stages that the target does not need are left
 * out, and what the whole takes beyond its steps (sending the context, exporting the layers) comes last.
 */
export function scheduleBuild(analysis: Analysis): readonly ScheduledStep[] {
  const steps = analysis.stages.filter((stage) => stage.needed).flatMap((stage) => stage.steps);
  const rows: ScheduledStep[] = [];
  let start = 0;
  for (const step of steps) {
    if (step.seconds.high <= 0) continue;
    rows.push({ id: step.id, text: step.text, step, start, seconds: step.seconds });
    start += step.seconds.likely;
  }
  const rest = analysis.cold.likely - start;
  if (rest > unnoticeable) {
    const high = Math.max(rest, analysis.cold.high - steps.reduce((total, step) => total + step.seconds.high, 0));
    const low = Math.max(0, analysis.cold.low - steps.reduce((total, step) => total + step.seconds.low, 0));
    const seconds = { ...nothing, low: Math.min(low, rest), likely: rest, high };
    rows.push({ id: 'rest', text: 'Sending the context, exporting layers', step: null, start, seconds });
  }
  return rows;
}

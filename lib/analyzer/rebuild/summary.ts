import type { Build } from '../build/types';
import type { Estimate } from '../estimate';
import { foldText } from '../syntax/fold-text';
import { indexLines } from '../syntax/position';
import type { Rebuild, RebuiltStep } from './rebuild';

/** A step of a rebuild as the page and the command line show it. */
export interface RebuildStepSummary {
  /** `2:3`, stage and position, as in the analysis of the same project. */
  readonly id: string;
  readonly stage: number;
  /** Lower case; `null` without AS. */
  readonly stageName: string | null;
  /** 1-based. */
  readonly line: number;
  /** The instruction on one line, blanks folded. */
  readonly text: string;
  readonly outcome: RebuiltStep['outcome'];
  /** Why it runs again: the end of a sentence that begins with the step; `null` where it does not. */
  readonly reason: string | null;
  /** Seconds that it takes when it runs. */
  readonly seconds: Estimate;
}

/** Which steps run again: plain data, safe to copy between threads and to write as JSON. */
export interface RebuildSummary {
  /** The RUN, COPY, ADD and WORKDIR steps of the stages that the target needs, in the order of the file. */
  readonly steps: readonly RebuildStepSummary[];
  /** Seconds of the whole rebuild: what runs, and the export of the layers made anew. */
  readonly seconds: Estimate;
  /** Why the first step that runs is not taken from the cache: a sentence; `null` where nothing runs. */
  readonly reason: string | null;
}

const longestText = 4_000;

export function summariseRebuild(rebuild: Rebuild, build: Build): RebuildSummary {
  const { text } = build.dockerfile;
  const lines = indexLines(text);
  return {
    steps: rebuild.steps.map(({ step, outcome, reason }) => {
      const { start, end } = step.instruction.range;
      return {
        id: `${step.stage}:${step.index}`,
        stage: step.stage,
        stageName: build.stages[step.stage]?.name ?? null,
        line: lines.lineAt(start),
        text: foldText(text.slice(start, Math.min(end, start + longestText))),
        outcome,
        reason,
        seconds: step.seconds,
      };
    }),
    seconds: rebuild.seconds,
    reason: rebuild.reason,
  };
}

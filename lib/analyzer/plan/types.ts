import type { Letter } from '../analysis';
import type { Estimate } from '../estimate';
import type { Project } from '../project';
import type { TextEdit } from '../rules/types';

/** Where a project stands: what the plan compares. */
export interface PlanFigures {
  readonly points: number;
  readonly letter: Letter;
  /** Steps and starts that would not work. */
  readonly failures: number;
  /** Bytes of the image, classic store. */
  readonly bytes: Estimate;
  /** Seconds of a build with nothing cached. */
  readonly cold: Estimate;
  /** Seconds of the build after an edit of a source file. */
  readonly edit: Estimate;
}

/** What a step of the plan saves; negative where it costs. */
export interface PlanSavings {
  readonly bytes: number;
  readonly coldSeconds: number;
  readonly editSeconds: number;
  readonly points: number;
  readonly failures: number;
}

/** A step of a plan before the texts of rules are filled in: what is left out is what the rule of `source` says. */
export interface BarePlanStep {
  /** The rule whose fix it is, or the name of the plan's own rewrite: `split-stages`. */
  readonly source: string;
  readonly rule: boolean;
  /** In the imperative: `Start from python:3.13-slim`. */
  readonly title: string;
  /** What is wrong before it: a sentence. */
  readonly wrong?: string;
  /** Why that matters: one or two sentences. */
  readonly why?: string;
  /** `safe` never changes what the image does; `review` may. */
  readonly safety: 'safe' | 'review';
  /** 1-based line in the file, before the step; with `file`, where to look. */
  readonly line: number;
  readonly file: string;
  readonly edits: readonly TextEdit[];
  readonly saves: PlanSavings;
  readonly after: PlanFigures;
}

/** One change of the files, to be applied to the project as the steps before it have left it. */
export interface PlanStep extends BarePlanStep {
  readonly wrong: string;
  readonly why: string;
}

/** What to do next, in this order: what mends failures first, then by what it saves. */
export interface BarePlan {
  readonly before: PlanFigures;
  readonly steps: readonly BarePlanStep[];
  readonly after: PlanFigures;
  /** The project once every step is applied. */
  readonly project: Project;
}

export interface Plan extends BarePlan {
  readonly steps: readonly PlanStep[];
}

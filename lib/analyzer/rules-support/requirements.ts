import type { Stage, Step } from '../build/types';
import type { Requirement } from '../python/types';
import { onceForBuild } from './once-for-build';

/** A step that installs what some requirements name. */
export interface AskingStep {
  readonly stage: Stage;
  readonly step: Step;
}

/** The steps that name requirements, in the order of the text. Found once for all rules. */
export const askingSteps = onceForBuild((build): readonly AskingStep[] =>
  build.stages.flatMap((stage) =>
    stage.steps.filter((step) => step.requirements.length > 0).map((step) => ({ stage, step })),
  ),
);

/** The requirements of the whole build. Several steps may read the same file: each of its lines is there once. */
export const allRequirements = onceForBuild((build): readonly Requirement[] => {
  const all = new Set<Requirement>();
  for (const { step } of askingSteps(build)) for (const requirement of step.requirements) all.add(requirement);
  return [...all];
});

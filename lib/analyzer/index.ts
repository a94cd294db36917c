import { allKnowledge } from './all-knowledge';
import type { Analysis, AnalyzeOptions } from './analysis';
import { analyzeBare } from './analyze-bare';
import { walkBuild } from './build/walk-build';
import { fillInAnalysis, fillInPlan } from './fill-in-texts';
import { makePlan } from './plan/make-plan';
import type { Plan } from './plan/types';
import type { Project } from './project';
import type { Change } from './rebuild/change';
import type { RebuildOptions } from './rebuild/rebuild';
import type { RebuildSummary } from './rebuild/summary';
import * as rebuilds from './rebuild/what-if';

/**
 * Analyses a project: parses its Dockerfile, walks the build, applies the rules, grades. Plain data comes back, whatever
 * the files hold; a project without its Dockerfile is one with an empty Dockerfile. Bytes and seconds as their fields
 * say; ranges are offsets in the Dockerfile.
 */
export function analyze(project: Project, options: AnalyzeOptions): Analysis {
  return fillInAnalysis(analyzeBare(project, options, allKnowledge).analysis);
}

/**
 * Works out what to do next with a project, best first; see `makePlan`. It analyses the project some hundred times, so it is
 * for a worker or the command line; `steps` limits how far it looks: 1 gives the next best step alone.
 */
export function plan({ project, options }: rebuilds.BuildRequest, steps?: number): Plan {
  return fillInPlan(makePlan(project, options, allKnowledge, steps).plan);
}

/**
 * Says which steps of `after` run once `before` has been built on the same machine: by BuildKit's rules, with nothing pruned
 * in between. Both may be anything; a Dockerfile without a stage has no steps.
 */
export function rebuild(
  before: rebuilds.BuildRequest,
  after: rebuilds.BuildRequest,
  how: RebuildOptions = {},
): RebuildSummary {
  return rebuilds.rebuild(before, after, how, walkBuild);
}

/** Says which steps run when a project that has just been built is built again after a change. */
export function whatIf(request: rebuilds.BuildRequest, change: Change): RebuildSummary {
  return rebuilds.whatIf(request, change, walkBuild);
}

export type {
  Analysis,
  AnalyzeOptions,
  ContentNode,
  ImageContents,
  Letter,
  LostContent,
  LostPoints,
  MachineProfile,
  Rebuild,
  Score,
  StageSummary,
  StepSummary,
} from './analysis';
export { rulesetVersion } from './analyze-bare';
export { recordedMachine } from './build/durations';
export type { ByteKind, Contribution, Failure, StepKind } from './build/types';
export type { Catalog } from './catalog/types';
export type { Estimate, Evidence } from './estimate';
export type { Plan, PlanFigures, PlanSavings, PlanStep } from './plan/types';
export type { DeclaredBulk, Project, ProjectFile } from './project';
export type { Change } from './rebuild/change';
export type { RebuildOptions } from './rebuild/rebuild';
export type { RebuildStepSummary, RebuildSummary } from './rebuild/summary';
export type { BuildRequest } from './rebuild/what-if';
export type { Finding, Fix, Severity, SilencedFinding, TextEdit } from './rules/types';
export type { SourceRange } from './syntax/range';

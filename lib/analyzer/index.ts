import type { Analysis, AnalyzeOptions } from './analysis';
import { analyzeBare } from './analyze-bare';
import { allParts } from './build/commands/all-tools';
import { fillInAnalysis, fillInPlan } from './fill-in-texts';
import { makePlan } from './plan/make-plan';
import type { Plan } from './plan/types';
import type { Project } from './project';
import type { BuildRequest } from './rebuild/what-if';
import { rules } from './rules/registry.generated';

/**
 * Analyses a project: parses its Dockerfile, walks the build, applies the rules, grades. Plain data comes back, whatever
 * the files hold; a project without its Dockerfile is one with an empty Dockerfile. Bytes and seconds as their fields
 * say; ranges are offsets in the Dockerfile.
 */
export function analyze(project: Project, options: AnalyzeOptions): Analysis {
  return fillInAnalysis(analyzeBare(project, options, { rules, tools: allParts }).analysis);
}

/**
 * Works out what to do next with a project, best first; see `makePlan`. It analyses the project some hundred times, so it is
 * for a worker or the command line; `steps` limits how far it looks: 1 gives the next best step alone.
 */
export function plan({ project, options }: BuildRequest, steps?: number): Plan {
  return fillInPlan(makePlan(project, options, steps));
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
export { type BuildRequest, rebuild, whatIf } from './rebuild/what-if';
export type { Finding, Fix, Severity, SilencedFinding, TextEdit } from './rules/types';
export type { SourceRange } from './syntax/range';

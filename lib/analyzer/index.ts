import type { Analysis, AnalyzeOptions } from './analysis';
import { walkBuild } from './build/walk';
import { makePlan } from './plan/make-plan';
import type { Plan } from './plan/types';
import type { Project } from './project';
import { readProjectFile } from './project';
import { type Change, predictChange } from './rebuild/change';
import { predictRebuild, type RebuildOptions } from './rebuild/rebuild';
import { type RebuildSummary, summariseRebuild } from './rebuild/summary';
import { checkRules } from './run-rules';
import { gradeBuild } from './score/grade';
import { summariseBuild } from './summarise';
import { parseDockerfile } from './syntax/parse';

/** Version of the rules and the model: it changes whenever the same files may get another score. */
export const rulesetVersion = '0.2.0';

/**
 * Analyses a project: parses its Dockerfile, walks the build, applies the rules, grades. Plain data comes back, whatever
 * the files hold; a project without its Dockerfile is one with an empty Dockerfile. Bytes and seconds as their fields
 * say; ranges are offsets in the Dockerfile.
 */
export function analyze(project: Project, options: AnalyzeOptions): Analysis {
  const dockerfile = parseDockerfile(readProjectFile(project, project.dockerfile) ?? '');
  const build = walkBuild(project, dockerfile, options);
  const run = checkRules(build);
  const score = gradeBuild(build, run.findings);
  return summariseBuild(build, run, score, rulesetVersion);
}

/** What is built: a project, and how. */
export interface BuildRequest {
  readonly project: Project;
  readonly options: AnalyzeOptions;
}

/**
 * Says which steps of `after` run once `before` has been built on the same machine: by BuildKit's rules, with nothing pruned
 * in between. Both may be anything; a Dockerfile without a stage has no steps.
 */
export function rebuild(before: BuildRequest, after: BuildRequest, how: RebuildOptions = {}): RebuildSummary {
  const walk = ({ project, options }: BuildRequest) =>
    walkBuild(project, parseDockerfile(readProjectFile(project, project.dockerfile) ?? ''), options);
  const built = walk(after);
  return summariseRebuild(predictRebuild(walk(before), built, how), built);
}

/** Says which steps run when a project that has just been built is built again after a change. */
export function whatIf({ project, options }: BuildRequest, change: Change): RebuildSummary {
  const dockerfile = parseDockerfile(readProjectFile(project, project.dockerfile) ?? '');
  const predicted = predictChange(project, dockerfile, options, change);
  return summariseRebuild(predicted.rebuild, predicted.build);
}

/**
 * Works out what to do next with a project, best first; see `makePlan`. It analyses the project some hundred times, so it is
 * for a worker or the command line; `steps` limits how far it looks: 1 gives the next best step alone.
 */
export function plan({ project, options }: BuildRequest, steps?: number): Plan {
  return makePlan(project, options, steps);
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
export { recordedMachine } from './build/durations';
export type { ByteKind, Contribution, Failure, StepKind } from './build/types';
export type { Catalog } from './catalog/types';
export type { Estimate, Evidence } from './estimate';
export type { Plan, PlanFigures, PlanSavings, PlanStep } from './plan/types';
export type { DeclaredBulk, Project, ProjectFile } from './project';
export type { Change } from './rebuild/change';
export type { RebuildOptions } from './rebuild/rebuild';
export type { RebuildStepSummary, RebuildSummary } from './rebuild/summary';
export type { Finding, Fix, Severity, SilencedFinding, TextEdit } from './rules/types';
export type { SourceRange } from './syntax/range';

import type { Analysis, AnalyzeOptions } from './analysis';
import { walkBuild } from './build/walk';
import type { Project } from './project';
import { readProjectFile } from './project';
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

export type {
  Analysis,
  AnalyzeOptions,
  Letter,
  LostPoints,
  MachineProfile,
  Rebuild,
  Score,
  StageSummary,
  StepSummary,
} from './analysis';
export { recordedMachine } from './build/durations';
export type { ByteKind, Contribution, Failure, StepKind } from './build/types';
export { type Catalog, catalogSchema } from './catalog/types';
export type { Estimate, Evidence } from './estimate';
export type { DeclaredBulk, Project, ProjectFile } from './project';
export type { Finding, Fix, Severity, SilencedFinding, TextEdit } from './rules/types';
export type { SourceRange } from './syntax/range';

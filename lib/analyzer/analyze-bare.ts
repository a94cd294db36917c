import type { AnalyzeOptions, BareAnalysis } from './analysis';
import { walkBuild } from './build/walk';
import { checkWith, chooseFrom } from './check-rules';
import { type Project, readProjectFile } from './project';
import type { Rule, RulePart } from './rules/types';
import { listAskedParts } from './rules-support/parts-of-rules';
import { gradeBuild } from './score/grade';
import { summariseBuild } from './summarise';
import { parseDockerfile } from './syntax/parse';

/** Version of the rules and the model: it changes whenever the same files may get another score. */
export const rulesetVersion = '0.2.0';

/** An analysis, and the parts of the rules that it asks for: it is whole where they were among the rules handed in. */
export interface BareAnswer {
  readonly analysis: BareAnalysis;
  readonly parts: readonly RulePart[];
}

/**
 * Analyses a project as `analyze` does, with the rules that are handed in and without the texts of rules, which
 * `fillInAnalysis` adds: both may be loaded elsewhere, or when they are needed.
 */
export function analyzeBare(project: Project, options: AnalyzeOptions, rules: readonly Rule[]): BareAnswer {
  const dockerfile = parseDockerfile(readProjectFile(project, project.dockerfile) ?? '');
  const build = walkBuild(project, dockerfile, options);
  const run = checkWith(chooseFrom(rules, build.settings), build);
  const analysis = summariseBuild(build, run, gradeBuild(build, run.findings), rulesetVersion);
  return { analysis, parts: listAskedParts(build) };
}

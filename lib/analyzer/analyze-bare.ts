import type { AnalyzeOptions, BareAnalysis } from './analysis';
import type { ProjectTools } from './build/project-tools';
import { probeTools } from './build/tools-probe';
import { walkBuildWith } from './build/walk';
import { checkWith, chooseFrom } from './check-rules';
import { type Project, readProjectFile } from './project';
import type { Rule, RulePart } from './rules/types';
import { listAskedParts } from './rules-support/parts-of-rules';
import { gradeBuild } from './score/grade';
import { summariseBuild } from './summarise';
import { parseDockerfile } from './syntax/parse';

/** Version of the rules and the model: it changes whenever the same files may get another score. */
export const rulesetVersion = '0.3.0';

/** What an analysis goes by that not every build needs. */
export interface Knowledge {
  readonly rules: readonly Rule[];
  /** `null`: not there yet. */
  readonly tools: ProjectTools | null;
}

/** An analysis, and what it asks for: it is whole where that was handed in. */
export interface BareAnswer {
  readonly analysis: BareAnalysis;
  readonly parts: readonly RulePart[];
  /** Tools were asked for and not there. */
  readonly asksForTools: boolean;
}

/**
 * Analyses a project as `analyze` does, with the rules and tools that are handed in and without the texts of rules, which
 * `fillInAnalysis` adds: they may be loaded elsewhere, or when they are needed.
 */
export function analyzeBare(project: Project, options: AnalyzeOptions, { rules, tools }: Knowledge): BareAnswer {
  const dockerfile = parseDockerfile(readProjectFile(project, project.dockerfile) ?? '');
  const probe = probeTools();
  const build = walkBuildWith(tools ?? probe.tools, project, dockerfile, options);
  const run = checkWith(chooseFrom(rules, build.settings), build);
  const analysis = summariseBuild(build, run, gradeBuild(build, run.findings), rulesetVersion);
  return { analysis, parts: listAskedParts(build), asksForTools: probe.isAsked() };
}

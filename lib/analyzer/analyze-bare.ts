import type { AnalyzeOptions, BareAnalysis } from './analysis';
import { joinTools } from './build/join-tools';
import type { ToolParts } from './build/tools';
import { walkBuildWith } from './build/walk';
import { checkWith, chooseFrom } from './check-rules';
import type { Part } from './parts/types';
import { type Project, readProjectFile } from './project';
import type { Rule } from './rules/types';
import { listAskedParts } from './rules-support/parts-of-rules';
import { gradeBuild } from './score/grade';
import { summariseBuild } from './summarise';
import { parseDockerfile } from './syntax/parse';

/** Version of the rules and the model: it changes whenever the same files may get another score. */
export const rulesetVersion = '0.4.0';

/** What an analysis goes by that not every build needs. */
export interface Knowledge {
  readonly rules: readonly Rule[];
  /** The parts that are there. */
  readonly tools: Partial<ToolParts>;
}

/** An analysis, and the parts that it asks for: it is whole where those were handed in. */
export interface BareAnswer {
  readonly analysis: BareAnalysis;
  readonly parts: readonly Part[];
}

/**
 * Analyses a project as `analyze` does, with the rules and tools that are handed in and without the texts of rules, which
 * `fillInAnalysis` adds: they may be loaded elsewhere, or when they are needed.
 */
export function analyzeBare(project: Project, options: AnalyzeOptions, { rules, tools }: Knowledge): BareAnswer {
  const dockerfile = parseDockerfile(readProjectFile(project, project.dockerfile) ?? '');
  const asked = new Set<Part>();
  const joined = joinTools(tools, (part) => asked.add(part));
  const build = walkBuildWith(joined, project, dockerfile, options);
  const run = checkWith(chooseFrom(rules, build.settings), build);
  const analysis = summariseBuild(build, run, gradeBuild(build, run.findings), rulesetVersion);
  for (const part of listAskedParts(build)) asked.add(part);
  return { analysis, parts: [...asked] };
}

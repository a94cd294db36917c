import type { AnalyzeOptions, BareAnalysis } from './analysis';
import { type Knowledge, lookAt } from './knowledge';
import type { Part } from './parts/types';
import type { Project } from './project';
import { gradeBuild } from './score/grade';
import { summariseBuild } from './summarise';

/** Version of the rules and the model: it changes whenever the same files may get another score. */
export const rulesetVersion = '0.4.0';

/** An analysis, and the parts that it asks for: it is whole where those were handed in. */
export interface BareAnswer {
  readonly analysis: BareAnalysis;
  readonly parts: readonly Part[];
}

/**
 * Analyses a project as `analyze` does, with the knowledge that is handed in and without the texts of rules, which
 * `fillInAnalysis` adds: they may be loaded elsewhere, or when they are needed.
 */
export function analyzeBare(project: Project, options: AnalyzeOptions, knowledge: Knowledge): BareAnswer {
  const asked = new Set<Part>(['rebuilds']);
  const { build, run } = lookAt(project, options, knowledge, asked);
  const analysis = summariseBuild(build, run, gradeBuild(build, run.findings), {
    ruleset: rulesetVersion,
    findReruns: knowledge.findReruns ?? (() => []),
  });
  return { analysis, parts: [...asked] };
}

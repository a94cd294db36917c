import type { AnalyzeOptions, BareAnalysis } from './analysis';
import { walkBuild } from './build/walk';
import { type Project, readProjectFile } from './project';
import { checkRules } from './run-rules';
import { gradeBuild } from './score/grade';
import { summariseBuild } from './summarise';
import { parseDockerfile } from './syntax/parse';

/** Version of the rules and the model: it changes whenever the same files may get another score. */
export const rulesetVersion = '0.2.0';

/** Analyses a project as `analyze` does, without the texts of rules: `fillInAnalysis` adds them, elsewhere if need be. */
export function analyzeBare(project: Project, options: AnalyzeOptions): BareAnalysis {
  const dockerfile = parseDockerfile(readProjectFile(project, project.dockerfile) ?? '');
  const build = walkBuild(project, dockerfile, options);
  const run = checkRules(build);
  return summariseBuild(build, run, gradeBuild(build, run.findings), rulesetVersion);
}

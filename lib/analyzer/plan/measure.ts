import { measureColdBuild } from '../build/schedule';
import { measureImage } from '../build/sizes';
import type { Build, BuildOptions } from '../build/types';
import { walkBuild } from '../build/walk-build';
import { nothing } from '../estimate';
import { type Project, readProjectFile } from '../project';
import { findReruns } from '../rebuild/reruns';
import type { BareFinding } from '../rules/types';
import { checkRules } from '../run-rules';
import { gradeBuild } from '../score/grade';
import { parseDockerfile } from '../syntax/parse';
import type { PlanFigures, PlanSavings } from './types';

/** A project as the plan looks at it. */
export interface Standing {
  readonly project: Project;
  readonly build: Build;
  readonly findings: readonly BareFinding[];
  readonly figures: PlanFigures;
  /** Syntax problems at which Docker stops. */
  readonly unreadable: boolean;
}

/** Walks, checks and grades a project. */
export function takeStock(project: Project, options: BuildOptions): Standing {
  const dockerfile = parseDockerfile(readProjectFile(project, project.dockerfile) ?? '');
  const build = walkBuild(project, dockerfile, options);
  const { findings } = checkRules(build);
  const { points, letter } = gradeBuild(build, findings);
  return {
    project,
    build,
    findings,
    unreadable: dockerfile.problems.some((problem) => problem.fatal),
    figures: {
      points,
      letter,
      failures: build.failures.length,
      bytes: measureImage(build).classic,
      cold: measureColdBuild(build),
      edit: measureEdit(build),
    },
  };
}

/** Files that are edited when the dependencies or the build change, not the program. */
const rarelyEdited =
  /(^|\/)(.*requirements.*\.(txt|in)|.*\.(toml|lock|md|cfg|ini)|\.dockerignore|\.gitignore|setup\.py)$/i;
const mostSources = 50;

/** Seconds of the rebuild after an edit of the source file that costs most. */
function measureEdit(build: Build): PlanFigures['edit'] {
  const { project } = build;
  const paths = project.files
    .map(({ path }) => path)
    .filter((path) => path !== project.dockerfile && !rarelyEdited.test(path))
    .slice(0, mostSources);
  return findReruns(build, paths)
    .map(({ seconds }) => seconds)
    .reduce((most, seconds) => (seconds.likely > most.likely ? seconds : most), nothing);
}

/** What the way from one standing to another saves. */
export function compareFigures(before: PlanFigures, after: PlanFigures): PlanSavings {
  return {
    bytes: before.bytes.likely - after.bytes.likely,
    coldSeconds: before.cold.likely - after.cold.likely,
    editSeconds: before.edit.likely - after.edit.likely,
    points: after.points - before.points,
    failures: before.failures - after.failures,
  };
}

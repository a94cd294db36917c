import { measureColdBuild } from '../build/schedule';
import { measureImage } from '../build/sizes';
import type { Build, BuildOptions } from '../build/types';
import { nothing } from '../estimate';
import { type Knowledge, listMissing, lookAt } from '../knowledge';
import type { Part } from '../parts/types';
import type { Project } from '../project';
import type { BareFinding } from '../rules/types';
import { gradeBuild } from '../score/grade';
import type { PlanFigures, PlanSavings } from './types';

type FindReruns = NonNullable<Knowledge['findReruns']>;

/** A project as the plan looks at it. */
export interface Standing {
  readonly project: Project;
  readonly build: Build;
  readonly findings: readonly BareFinding[];
  readonly figures: PlanFigures;
  /** Syntax problems at which Docker stops. */
  readonly unreadable: boolean;
}

/** Looks at projects with what is known, and keeps what parts of it they asked for. */
export class Surveyor {
  readonly asked = new Set<Part>(['rebuilds']);
  readonly #options: BuildOptions;
  readonly #knowledge: Knowledge;

  constructor(options: BuildOptions, knowledge: Knowledge) {
    this.#options = options;
    this.#knowledge = knowledge;
  }

  /** Something was asked for that is not there: what was found since is not worth keeping. */
  get lacksSomething(): boolean {
    return listMissing(this.#knowledge, this.asked).length > 0;
  }

  /** Walks, checks and grades a project. */
  takeStock(project: Project): Standing {
    const { build, run } = lookAt(project, this.#options, this.#knowledge, this.asked);
    return describeStanding(build, run.findings, this.#knowledge.findReruns ?? (() => []));
  }
}

function describeStanding(build: Build, findings: readonly BareFinding[], findReruns: FindReruns): Standing {
  const { points, letter } = gradeBuild(build, findings);
  return {
    project: build.project,
    build,
    findings,
    unreadable: build.dockerfile.problems.some((problem) => problem.fatal),
    figures: {
      points,
      letter,
      failures: build.failures.length,
      bytes: measureImage(build).classic,
      cold: measureColdBuild(build),
      edit: measureEdit(build, findReruns),
    },
  };
}

/** Files that are edited when the dependencies or the build change, not the program. */
const rarelyEdited =
  /(^|\/)(.*requirements.*\.(txt|in)|.*\.(toml|lock|md|cfg|ini)|\.dockerignore|\.gitignore|setup\.py)$/i;
const mostSources = 50;

/** Seconds of the rebuild after an edit of the source file that costs most. */
function measureEdit(build: Build, findReruns: FindReruns): PlanFigures['edit'] {
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

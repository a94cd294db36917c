import type { BuildOptions } from '../build/types';
import { walkBuild } from '../build/walk-build';
import { type Project, readProjectFile } from '../project';
import { parseDockerfile } from '../syntax/parse';
import { type Change, predictChange } from './change';
import { predictRebuild, type RebuildOptions } from './rebuild';
import { type RebuildSummary, summariseRebuild } from './summary';

/** What is built: a project, and how. */
export interface BuildRequest {
  readonly project: Project;
  readonly options: BuildOptions;
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

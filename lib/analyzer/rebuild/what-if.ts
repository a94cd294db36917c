import type { BuildOptions } from '../build/types';
import { type Project, readProjectFile } from '../project';
import { parseDockerfile } from '../syntax/parse';
import { type Change, predictChange, type WalkBuild } from './change';
import { predictRebuild, type RebuildOptions } from './rebuild';
import { type RebuildSummary, summariseRebuild } from './summary';

/** What is built: a project, and how. */
export interface BuildRequest {
  readonly project: Project;
  readonly options: BuildOptions;
}

/** See `rebuild` of the analyzer's door; it is handed the walk. */
export function rebuild(
  before: BuildRequest,
  after: BuildRequest,
  how: RebuildOptions,
  walkBuild: WalkBuild,
): RebuildSummary {
  const walk = ({ project, options }: BuildRequest) =>
    walkBuild(project, parseDockerfile(readProjectFile(project, project.dockerfile) ?? ''), options);
  const built = walk(after);
  return summariseRebuild(predictRebuild(walk(before), built, how), built);
}

/** See `whatIf` of the analyzer's door; it is handed the walk. */
export function whatIf({ project, options }: BuildRequest, change: Change, walkBuild: WalkBuild): RebuildSummary {
  const dockerfile = parseDockerfile(readProjectFile(project, project.dockerfile) ?? '');
  const predicted = predictChange(project, dockerfile, options, change, walkBuild);
  return summariseRebuild(predicted.rebuild, predicted.build);
}

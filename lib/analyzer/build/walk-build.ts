import type { Project } from '../project';
import type { Dockerfile } from '../syntax/types';
import { allTools } from './commands/all-tools';
import type { Build, BuildOptions } from './types';
import { walkBuildWith } from './walk';

/** Walks a build symbolically, with all that is known; see `walkBuildWith`. */
export function walkBuild(project: Project, dockerfile: Dockerfile, options: BuildOptions): Build {
  return walkBuildWith(allTools, project, dockerfile, options);
}

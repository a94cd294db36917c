import type { PackageTools, ProgramWalk } from '../tools';
import { walkBuildTool } from './distributions';
import { reportRemovedOption, runPipAction } from './pip-actions';
import { runPython } from './python';

const programs: ReadonlyMap<string, ProgramWalk> = new Map(
  ['hatch', 'flit', 'pyproject-build'].map((name): [string, ProgramWalk] => [name, walkBuildTool]),
);

/** All that is known of what Python and its modules do when a step runs them. */
export const packageTools: PackageTools = { programs, runPython, runPipAction, reportRemovedOption };

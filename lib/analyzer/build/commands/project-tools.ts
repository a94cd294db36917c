import { installedFromLock } from '../../python/lock/install';
import { readLockFile } from '../../python/lock/read-lock';
import { readSelection } from '../../python/lock/select';
import { readPyproject } from '../../python/pyproject';
import type { ProgramWalk, ProjectTools } from '../tools';
import { runProgram } from './dispatch';
import { walkManager } from './managers';
import { pipItself } from './pip';
import { compileRequirements, syncRequirements } from './pip-tools';
import { walkPipx } from './pipx';
import { expandProjects } from './projects';
import { walkUv, walkUvx } from './uv';

const programs: ReadonlyMap<string, ProgramWalk> = new Map<string, ProgramWalk>([
  ['uv', (running) => walkUv(running, runProgram)],
  ['uvx', (running) => walkUvx(running, runProgram)],
  ...(['poetry', 'pipenv', 'pdm'] as const).map((tool): readonly [string, ProgramWalk] => [
    tool,
    (running) => walkManager(running, tool, runProgram),
  ]),
  ['pipx', walkPipx],
  [
    'pip-compile',
    (running) => {
      compileRequirements(running, running.invocation.words);
      return true;
    },
  ],
  [
    'pip-sync',
    (running) => {
      syncRequirements(running, running.invocation.words, pipItself);
      return true;
    },
  ],
]);

/** All that is known of tools that install a project. */
export const projectTools: ProjectTools = {
  programs,
  expandProjects,
  readPyproject,
  readLockFile,
  readSelection,
  installedFromLock,
};

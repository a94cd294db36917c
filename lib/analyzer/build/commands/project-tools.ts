import { installedFromLock } from '../../python/lock/install';
import { readLockFile } from '../../python/lock/read-lock';
import { readSelection } from '../../python/lock/select';
import { readPyproject } from '../../python/pyproject';
import type { ProgramWalk, ProjectTools } from '../tools';
import { runCondaInstaller, walkConda } from './conda';
import { runProgram } from './dispatch';
import { walkDnf } from './dnf';
import { walkCorepack, walkNodeTool } from './javascript';
import { walkMake } from './make';
import { walkManager } from './managers';
import { pipItself } from './pip';
import { compileRequirements, syncRequirements } from './pip-tools';
import { walkPipx } from './pipx';
import { expandProjects } from './projects';
import { walkUv, walkUvx } from './uv';

const programs: ReadonlyMap<string, ProgramWalk> = new Map<string, ProgramWalk>([
  ...['dnf', 'microdnf', 'yum', 'tdnf'].map((name): readonly [string, ProgramWalk] => [name, walkDnf]),
  ...['conda', 'mamba', 'micromamba'].map((name): readonly [string, ProgramWalk] => [
    name,
    (running) => walkConda(running, runProgram),
  ]),
  ...['npm', 'yarn', 'yarnpkg', 'pnpm'].map((name): readonly [string, ProgramWalk] => [name, walkNodeTool]),
  ['corepack', walkCorepack],
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
  ...['make', 'gmake'].map((name): readonly [string, ProgramWalk] => [name, walkMake]),
]);

/** All that is known of tools which many builds never call. */
export const projectTools: ProjectTools = {
  programs,
  runInstaller: runCondaInstaller,
  expandProjects,
  readPyproject,
  readLockFile,
  readSelection,
  installedFromLock,
};

import type { ManagerTools, ProgramWalk } from '../tools';
import { runCondaInstaller, walkConda } from './conda';
import { runProgram } from './dispatch';
import { walkDnf } from './dnf';
import { walkCorepack, walkNodeTool } from './javascript';
import { walkMake } from './make';

const programs: ReadonlyMap<string, ProgramWalk> = new Map<string, ProgramWalk>([
  ...['dnf', 'microdnf', 'yum', 'tdnf'].map((name) => [name, walkDnf] as const),
  ...['conda', 'mamba', 'micromamba'].map((name): readonly [string, ProgramWalk] => [
    name,
    (running) => walkConda(running, runProgram),
  ]),
  ...['npm', 'yarn', 'yarnpkg', 'pnpm'].map((name) => [name, walkNodeTool] as const),
  ['corepack', walkCorepack],
  ...['make', 'gmake'].map((name) => [name, walkMake] as const),
]);

/** All that is known of managers that few builds with Python call. */
export const managerTools: ManagerTools = { programs, runInstaller: runCondaInstaller };

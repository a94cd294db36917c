import type { LockInstallation, LockTarget } from '../python/lock/install';
import type { GivenOption, LockSelection } from '../python/lock/select';
import type { LockFile } from '../python/lock/types';
import type { ProjectFile } from '../python/pyproject';
import type { reportRemovedOption, runPipAction } from './commands/pip-actions';
import type { expandProjects } from './commands/projects';
import type { runPython } from './commands/python';
import type { Running } from './commands/running';
import type { walkVenv } from './commands/venv';
import type { copyFromStage } from './copy-from';
import type { writeFailure } from './failures/texts';
import type { walkConstruct } from './shell/control-flow';
import type { walkRareBuiltin } from './shell/rare-builtins';
import type { redirect } from './shell/redirect';
import type { substitute } from './shell/substitution';

/** Walks one program; `false` where nobody knows what it does. */
export type ProgramWalk = (running: Running) => boolean;

/** Programs by name. */
export type Programs = Pick<ReadonlyMap<string, ProgramWalk>, 'get'>;

interface WithPrograms {
  readonly programs: Programs;
}

/** What is known of Python packages beyond installing them: what else pip does, and Python and its modules when a step runs them. */
export interface PackageTools extends WithPrograms {
  /** See `commands/python.ts`. */
  readonly runPython: typeof runPython;
  /** See `commands/pip-actions.ts`. */
  readonly runPipAction: typeof runPipAction;
  readonly reportRemovedOption: typeof reportRemovedOption;
}

/** What is known of tools that install a project (uv, Poetry and so on), and of the files that they go by. */
export interface ProjectTools extends WithPrograms {
  /** See `commands/projects.ts`. */
  readonly expandProjects: typeof expandProjects;
  /** See `python/pyproject.ts`. */
  readonly readPyproject: (text: string) => ProjectFile | null;
  /** See `python/lock/read-lock.ts`. */
  readonly readLockFile: (path: string, text: string, pyproject?: string) => LockFile | null;
  /** See `python/lock/select.ts`. */
  readonly readSelection: (tool: 'uv' | 'poetry' | 'pipenv' | 'pdm', options: readonly GivenOption[]) => LockSelection;
  /** See `python/lock/install.ts`. */
  readonly installedFromLock: (lock: LockFile, target: LockTarget) => LockInstallation;
}

/** What is known of managers that few builds with Python call: conda, npm, dnf, make. */
export interface ManagerTools extends WithPrograms {
  /** Walks a script that installs a tool and is handed to a shell; `false` where it is another one. */
  readonly runInstaller: ProgramWalk;
}

/** What failures say. */
export interface FailureTools {
  /** See `failures/texts.ts`. */
  readonly writeFailure: typeof writeFailure;
}

/** What is known of shell scripts that are more than programs one after the other. */
export interface ScriptTools {
  /** See `shell/control-flow.ts`. */
  readonly walkConstruct: typeof walkConstruct;
  /** See `shell/rare-builtins.ts`. */
  readonly walkRareBuiltin: typeof walkRareBuiltin;
  /** See `shell/redirect.ts`. */
  readonly redirect: typeof redirect;
  /** See `shell/substitution.ts`. */
  readonly substitute: typeof substitute;
}

/** What is known of several stages, and of the virtual environments that go from one to another. */
export interface StageTools extends WithPrograms {
  /** See `copy-from.ts`. */
  readonly copyFromStage: typeof copyFromStage;
  /** See `commands/venv.ts`. */
  readonly walkVenv: typeof walkVenv;
}

/** What is known of programs that fetch, unpack, and write what they are told to. */
export type DownloadTools = WithPrograms;

/** What is known of programs of the system: package managers, accounts, and what changes files. */
export type SystemTools = WithPrograms;

/**
 * What many builds do without, part by part. The walk and the rules are given it, so that a page can load a part when the
 * first build asks for it.
 */
export interface ToolParts {
  readonly downloads: DownloadTools;
  readonly failures: FailureTools;
  readonly managers: ManagerTools;
  readonly packages: PackageTools;
  readonly projects: ProjectTools;
  readonly scripts: ScriptTools;
  readonly stages: StageTools;
  readonly system: SystemTools;
}

export type ToolPart = keyof ToolParts;

/** The parts together, as the walk and the rules see them. */
export interface Tools extends FailureTools, ManagerTools, PackageTools, ProjectTools, ScriptTools, StageTools {}

import type { LockInstallation, LockTarget } from '../python/lock/install';
import type { GivenOption, LockSelection } from '../python/lock/select';
import type { LockFile } from '../python/lock/types';
import type { ProjectFile } from '../python/pyproject';
import type { Running } from './commands/running';

/** Walks one program; `false` where nobody knows what it does. */
export type ProgramWalk = (running: Running) => boolean;

/**
 * What is known of tools that many builds never call (uv, Poetry, conda, npm, make and so on), and of the files that they
 * go by. The walk and the rules are given it, so that a page can load it when the first build asks for it.
 */
export interface ProjectTools {
  /** By the name of the program. */
  readonly programs: ReadonlyMap<string, ProgramWalk>;
  /** Walks a script that installs a tool and is handed to a shell; `false` where it is another one. */
  readonly runInstaller: ProgramWalk;
  /** See `python/pyproject.ts`. */
  readonly readPyproject: (text: string) => ProjectFile | null;
  /** See `python/lock/read-lock.ts`. */
  readonly readLockFile: (path: string, text: string, pyproject?: string) => LockFile | null;
  /** See `python/lock/select.ts`. */
  readonly readSelection: (tool: 'uv' | 'poetry' | 'pipenv' | 'pdm', options: readonly GivenOption[]) => LockSelection;
  /** See `python/lock/install.ts`. */
  readonly installedFromLock: (lock: LockFile, target: LockTarget) => LockInstallation;
}

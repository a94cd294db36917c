import type { Dependency } from '../pyproject';

/** A wheel or source archive that a lock file names. */
export interface LockedFile {
  readonly fileName: string;
  /** Compressed, where the lock says (`uv.lock` and `pylock.toml` may); else `null`. */
  readonly bytes: number | null;
}

/** A group of dependencies that a package belongs to, where the lock lists it; `main` is the project's own dependencies. */
export interface Membership {
  readonly group: string;
  readonly marker: string | null;
}

/** One version of a package in a lock file. */
export interface LockedPackage {
  /** Normalised. */
  readonly name: string;
  /** `null` where the lock leaves it open: a project of the workspace, a repository. */
  readonly version: string | null;
  /** `index` is a registry; `project` lies in the workspace or another folder, `virtual` is never installed itself. */
  readonly source: 'index' | 'repository' | 'archive' | 'project' | 'virtual';
  /** Folder of a project, relative to the lock file. */
  readonly path: string | null;
  readonly dependencies: readonly Dependency[];
  /** What each extra pulls in besides. */
  readonly extras: ReadonlyMap<string, readonly Dependency[]>;
  /** What each group pulls in, where the package is a project of the workspace. */
  readonly groups: ReadonlyMap<string, readonly Dependency[]>;
  /** Conditions under which the lock picks this version, where it holds several. */
  readonly resolutionMarkers: readonly string[];
  /** Where the lock lists what a package is for: absent, it follows from who depends on it. */
  readonly memberships: readonly Membership[] | null;
  /** `null` where the lock names none (`Pipfile.lock` has hashes only). */
  readonly files: readonly LockedFile[] | null;
}

export type LockFormat = 'uv' | 'poetry' | 'pylock' | 'pipfile' | 'pdm';

/** What the install starts from: a project, or a workspace's own groups. */
export interface LockedProject {
  /** Normalised; `null` for a workspace without a project of its own. */
  readonly name: string | null;
  /** Folder relative to the lock file; `null` where the lock does not say. */
  readonly path: string | null;
  /** The tool builds and installs the project itself, too, unless told otherwise. */
  readonly installed: boolean;
  readonly dependencies: readonly Dependency[];
  readonly extras: ReadonlyMap<string, readonly Dependency[]>;
  readonly groups: ReadonlyMap<string, readonly Dependency[]>;
}

/** A lock file, read. What could not be read is a problem, and the rest is still there. */
export interface LockFile {
  readonly format: LockFormat;
  readonly path: string;
  readonly requiresPython: string | null;
  readonly packages: readonly LockedPackage[];
  readonly projects: readonly LockedProject[];
  /** Groups besides the project's own dependencies that the tool installs unless told otherwise. */
  readonly defaultGroups: readonly string[];
  /** Names of what the project itself asks for, groups and extras included. */
  readonly direct: ReadonlySet<string>;
  /** Sentences. */
  readonly problems: readonly string[];
}

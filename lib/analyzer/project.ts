/** One text file of a project. */
export interface ProjectFile {
  /** POSIX path relative to the build context's root, such as `src/main.py`. */
  readonly path: string;
  readonly text: string;
  /** Whether the file has its executable bit set; absent means no. */
  readonly executable?: boolean;
  /** Where it leads, as written, if it is a symbolic link; `text` is then that of the file there. */
  readonly link?: string;
}

/** Files that a real build context holds but the editor does not show: `.git`, `.venv`, data sets. */
export interface DeclaredBulk {
  /** POSIX path of a file or folder relative to the build context's root. */
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
  /** Equal for equal content, where somebody has read it: tells an edit of it from none. */
  readonly digest?: string;
  /** Where it leads, as written, if it is a symbolic link. */
  readonly link?: string;
}

/** The files under edit: what `docker build` would find. */
export interface Project {
  /** Path of the Dockerfile among `files`. */
  readonly dockerfile: string;
  readonly files: readonly ProjectFile[];
  readonly bulk: readonly DeclaredBulk[];
  /**
   * Whether `files` and `bulk` are all that the build context holds, so that what is not among them is missing. Absent:
   * taken for granted where the project holds more than its Dockerfile.
   */
  readonly contextKnown?: boolean;
}

/** The text of one file, or `undefined` where the project has no such file. */
export function readProjectFile(project: Project, path: string): string | undefined {
  return project.files.find((file) => file.path === path)?.text;
}

/** Whether what the project does not hold is missing from its build context; see `Project.contextKnown`. */
export function isContextKnown({ contextKnown, dockerfile, files, bulk }: Project): boolean {
  if (contextKnown !== undefined) return contextKnown;
  return bulk.length > 0 || files.some(({ path }) => path !== dockerfile && path !== '.dockerignore');
}

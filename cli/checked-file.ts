import path from 'node:path';
import type { Checked } from './document';
import { showPath } from './read-project';

/** One Dockerfile, checked, and where it lies. */
export interface CheckedFile extends Checked {
  /** Absolute path of the build context; `null` for standard input without one. */
  readonly root: string | null;
  /** The Dockerfile as people are told of it. */
  readonly shown: string;
  /** The folder that paths are told relative to. */
  readonly folder: string;
}

/** Where a file of the project lies, as a path for other tools: relative to the folder of the call where it lies in there. */
export function placeOfFile(
  { project, root, shown, folder }: Pick<CheckedFile, 'project' | 'root' | 'shown' | 'folder'>,
  file: string,
): string {
  if (file === project.dockerfile) return shown;
  return root === null ? file : showPath(path.join(root, file), folder);
}

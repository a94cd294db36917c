import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';
import { isCountedFolder } from './read-context';

/** Bounds of a search. */
export const searchLimits = {
  /** Files and folders looked at. */
  entries: 100_000,
  /** Dockerfiles found. */
  found: 1_000,
} as const;

const usualNames = /^(?:Dockerfile|Containerfile)(?:\..+)?$|.\.(?:dockerfile|containerfile)$/i;

/** Whether a file of this name is taken for a Dockerfile: `Dockerfile`, `web.Dockerfile`, `Dockerfile.dev`, `Containerfile`. */
function isDockerfileName(name: string): boolean {
  return usualNames.test(name) && !/\.dockerignore$/i.test(name);
}

function listFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    return [];
  }
}

export interface FoundDockerfiles {
  /** Relative to the folder, sorted by folder, those nearest to it first. */
  readonly paths: readonly string[];
  /** Whether a bound was reached, so that there may be more. */
  readonly cut: boolean;
}

/**
 * Searches a folder, an absolute path, and what lies below it for Dockerfiles. Repositories, virtual environments and
 * installed packages are passed over, and links are not followed. Never throws on what it finds.
 */
export function findDockerfiles(root: string): FoundDockerfiles {
  const paths: string[] = [];
  const queue = [''];
  let entries = 0;
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    for (const entry of listFolder(path.join(root, folder))) {
      entries += 1;
      if (entries > searchLimits.entries || paths.length >= searchLimits.found) return { paths, cut: true };
      const name = path.join(folder, entry.name);
      if (entry.isFile() && isDockerfileName(entry.name)) paths.push(name);
      else if (entry.isDirectory() && !isCountedFolder(root, name)) queue.push(name);
    }
  }
  return { paths, cut: false };
}

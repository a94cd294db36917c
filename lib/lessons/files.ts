import type { ProjectFile } from '../analyzer/project';

/**
 * Lays files over others: a file of `over` replaces the one with its path, `removed` paths are left out, and the rest
 * stays. The result is sorted by path, so that equal sets of files read equal.
 */
export function overlayFiles(
  under: readonly ProjectFile[],
  over: readonly ProjectFile[],
  removed: readonly string[] = [],
): readonly ProjectFile[] {
  const files = new Map(under.map((file) => [file.path, file]));
  for (const path of removed) files.delete(path);
  for (const file of over) files.set(file.path, file);
  return [...files.values()].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
}

import { type Project, readProjectFile } from '@/lib/analyzer/project';

/** The one place where files that work and files that do not differ. */
export interface BreakingChange {
  readonly path: string;
  /** 1-based number of the place's first line in the text that worked. */
  readonly line: number;
  /** Lines that worked; none where lines were only added. */
  readonly before: readonly string[];
  /** Lines that stand there now; none where lines were only taken out. */
  readonly after: readonly string[];
}

/** More changed lines than this are no slip that one press should take back. */
const mostLines = 8;

/**
 * What broke: the lines of one file, next to each other, by which the project differs from the one that worked. `null` where
 * the projects differ in more than that.
 */
export function findBreakingChange(worked: Project, now: Project): BreakingChange | null {
  if (worked.dockerfile !== now.dockerfile || worked.files.length !== now.files.length) return null;
  const changed = worked.files.filter((file) => readProjectFile(now, file.path) !== file.text);
  const [file] = changed;
  const text = file && readProjectFile(now, file.path);
  if (changed.length !== 1 || !file || text === undefined || text === null) return null;
  const earlier = file.text.split(/\r?\n/);
  const later = text.split(/\r?\n/);
  const shorter = Math.min(earlier.length, later.length);
  let start = 0;
  while (start < shorter && earlier[start] === later[start]) start += 1;
  let end = 0;
  while (end < shorter - start && earlier[earlier.length - 1 - end] === later[later.length - 1 - end]) end += 1;
  const before = earlier.slice(start, earlier.length - end);
  const after = later.slice(start, later.length - end);
  if (before.length > mostLines || after.length > mostLines) return null;
  const blank = before.findIndex((line) => line.trim() !== '');
  const written = (lines: readonly string[]) => lines.filter((line) => line.trim() !== '');
  if (written(before).length + written(after).length === 0) return null;
  return { path: file.path, line: start + 1 + Math.max(blank, 0), before: written(before), after: written(after) };
}

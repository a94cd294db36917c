import { existsSync, lstatSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Project } from '@/lib/analyzer/project';

/** A file that a fix has changed or made. */
export interface ChangedFile {
  /** Relative to the build context. */
  readonly path: string;
  /** `null` where the file is new. */
  readonly before: string | null;
  readonly after: string;
}

/** Fixes write `\n`: a file whose every line ended in CRLF keeps that. */
function keepLineEnds(before: string, after: string): string {
  return before.includes('\r\n') && !/(^|[^\r])\n/.test(before) ? after.replace(/\r?\n/g, '\r\n') : after;
}

/** The files in which two states of a project differ, in the order of the second. */
export function listChanges(before: Project, after: Project): readonly ChangedFile[] {
  const texts = new Map(before.files.map((file) => [file.path, file.text]));
  return after.files
    .map(({ path: name, text }): ChangedFile => {
      const known = texts.get(name);
      return { path: name, before: known ?? null, after: known === undefined ? text : keepLineEnds(known, text) };
    })
    .filter((change) => change.before !== change.after);
}

/** Why a changed file may not be written, as a sentence; `null` where it may. */
function explainRefusal(root: string, change: ChangedFile, dockerfile: string): string | null {
  const file = path.join(root, change.path);
  if (change.before === null) {
    return existsSync(file) ? `"${change.path}" is there and could not be read, so it is not replaced.` : null;
  }
  const outside = !realpathSync(file).startsWith(root + path.sep);
  // Whoever names a link as the Dockerfile means what it leads to; any other link may lead anywhere.
  return change.path !== dockerfile && outside && lstatSync(file).isSymbolicLink()
    ? `"${change.path}" is a link that leads out of the build context, so it is not written.`
    : null;
}

/** Writes changed files where they lie; each keeps its mode. Sentences come back for those that could not be written. */
export function writeChanges(root: string, changes: readonly ChangedFile[], dockerfile: string): readonly string[] {
  const problems: string[] = [];
  for (const change of changes) {
    try {
      const refusal = explainRefusal(root, change, dockerfile);
      if (refusal !== null) {
        problems.push(refusal);
        continue;
      }
      const file = path.join(root, change.path);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, change.after);
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
      problems.push(`"${change.path}" cannot be written${reason}.`);
    }
  }
  return problems;
}

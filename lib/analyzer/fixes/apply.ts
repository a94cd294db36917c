import type { Project, ProjectFile } from '../project';
import type { BareFinding, Fix, TextEdit } from '../rules/types';

/** Why edits cannot be applied. */
export interface EditRefusal {
  readonly kind: 'overlap' | 'outside' | 'missing-file';
  readonly message: string;
  readonly edit: TextEdit;
}

export type EditResult =
  | { readonly ok: true; readonly project: Project }
  | { readonly ok: false; readonly refusal: EditRefusal };

function refuse(kind: EditRefusal['kind'], message: string, edit: TextEdit): EditResult {
  return { ok: false, refusal: { kind, message, edit } };
}

/**
 * Applies edits, whose ranges all refer to the texts as they stand, to a project. Two insertions at one place keep their
 * order; ranges that overlap, lie outside of their file or name a file that is not there are refused, and nothing is
 * changed then. An insertion at the start of a file that does not exist creates it.
 */
export function applyEdits(project: Project, edits: readonly TextEdit[]): EditResult {
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  const texts = new Map<string, string>();
  for (const [path, fileEdits] of byFile) {
    const text = project.files.find((file) => file.path === path)?.text;
    const sorted = fileEdits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    let written = '';
    let done = 0;
    for (const edit of sorted) {
      const { start, end } = edit.range;
      if (text === undefined && end > 0) return refuse('missing-file', `There is no file ${path}.`, edit);
      if (start < 0 || end < start || end > (text ?? '').length)
        return refuse('outside', `The edit lies outside of ${path}.`, edit);
      if (start < done) return refuse('overlap', `Two edits of ${path} overlap.`, edit);
      written += (text ?? '').slice(done, start) + edit.text;
      done = end;
    }
    texts.set(path, written + (text ?? '').slice(done));
  }
  return { ok: true, project: withTexts(project, texts) };
}

function withTexts(project: Project, texts: ReadonlyMap<string, string>): Project {
  const kept: ProjectFile[] = project.files.map((file) => {
    const text = texts.get(file.path);
    return text === undefined ? file : { ...file, text };
  });
  const known = new Set(project.files.map((file) => file.path));
  const created = [...texts].filter(([path]) => !known.has(path)).map(([path, text]) => ({ path, text }));
  return { ...project, files: [...kept, ...created] };
}

/** Applies one fix; see `applyEdits`. */
export function applyFix(project: Project, fix: Fix): EditResult {
  return applyEdits(project, fix.edits);
}

/** At most so many rounds: a fix may uncover the next finding, and a pair of fixes that undo each other must end. */
const rounds = 20;

export interface FixedProject<Found extends BareFinding> {
  readonly project: Project;
  /** The findings whose fixes were applied, in order. */
  readonly applied: readonly Found[];
}

/**
 * Applies every safe fix, analyses again and goes on until none is left, for twenty rounds at most. Of fixes that overlap
 * in one round the first is taken; the next round sees the others again. `accept` chooses other fixes than the safe ones.
 */
export function fixAll<Found extends BareFinding>(
  project: Project,
  analyze: (project: Project) => readonly Found[],
  accept: (fix: Fix) => boolean = (fix) => fix.safety === 'safe',
): FixedProject<Found> {
  let current = project;
  const applied: Found[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const taken: Found[] = [];
    let edits: readonly TextEdit[] = [];
    let next: Project | null = null;
    for (const finding of analyze(current)) {
      if (finding.fix === null || !accept(finding.fix)) continue;
      const together = [...edits, ...finding.fix.edits];
      const result = applyEdits(current, together);
      if (!result.ok) continue;
      edits = together;
      next = result.project;
      taken.push(finding);
    }
    if (next === null) break;
    applied.push(...taken);
    current = next;
  }
  return { project: current, applied };
}

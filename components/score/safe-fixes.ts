import { applyEdits } from '@/lib/analyzer/fixes/apply';
import type { Project } from '@/lib/analyzer/project';
import type { Finding, Fix, Severity, TextEdit } from '@/lib/analyzer/rules/types';

/**
 * The safe fixes of the findings as one fix, so that one step applies (and one step undoes) them. Of fixes whose edits
 * overlap the first is taken; the next analysis offers the others again. `null` where there is nothing to fix safely.
 */
export function joinSafeFixes(project: Project, findings: readonly Finding[]): { fix: Fix; count: number } | null {
  let edits: readonly TextEdit[] = [];
  let count = 0;
  for (const { fix } of findings) {
    if (fix?.safety !== 'safe') continue;
    const together = [...edits, ...fix.edits];
    if (!applyEdits(project, together).ok) continue;
    edits = together;
    count += 1;
  }
  if (count === 0) return null;
  return {
    fix: { title: count === 1 ? 'Apply the safe fix' : `Apply ${count} safe fixes`, safety: 'safe', edits },
    count,
  };
}

const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** The gravest first; within a severity in the order of the files' lines. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (one, other) =>
      severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
      one.file.localeCompare(other.file) ||
      one.line - other.line,
  );
}

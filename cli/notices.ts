import type { Analysis } from '@/lib/analyzer/analysis';
import type { Finding, Severity } from '@/lib/analyzer/rules/types';
import type { SourceRange } from '@/lib/analyzer/syntax/range';

/** Anything that is reported at a place: a syntax problem, a failure, a finding. */
export interface Notice {
  readonly severity: Severity;
  readonly file: string;
  readonly range: SourceRange;
  /** What a reader is told of it: a rule's id, or the code of a failure or problem. */
  readonly name: string;
  /** Unique among all of them: `no-pip-cache`, `failure/missing-source`, `syntax/unknown-instruction`. */
  readonly rule: string;
  readonly sentences: readonly string[];
  /** When a failure strikes; `null` where it is none. */
  readonly when: 'build' | 'start' | null;
  /** The finding, or the one that is the same fault as the failure; `null` without one. */
  readonly finding: Finding | null;
}

/** Everything that an analysis reports, each fault once: problems, failures, then findings. */
export function collectNotices(analysis: Analysis, dockerfile: string): Notice[] {
  const problems = analysis.problems.map(
    ({ fatal, message, code, range }): Notice => ({
      severity: fatal ? 'error' : 'warning',
      file: dockerfile,
      range,
      name: code,
      rule: `syntax/${code}`,
      sentences: [message],
      when: null,
      finding: null,
    }),
  );
  const failures = analysis.failures.map(({ message, remedy, when, code, range, rule }, index): Notice => {
    const finding = analysis.findings.find((candidate) => candidate.failure === index) ?? null;
    return {
      severity: 'error',
      file: dockerfile,
      range,
      name: rule === undefined ? code : `${code} (${rule})`,
      rule: rule ?? `failure/${code}`,
      sentences: [message, remedy],
      when,
      finding,
    };
  });
  const apart = analysis.findings.filter((finding) => finding.failure === undefined);
  const findings = apart.map(
    (finding): Notice => ({
      severity: finding.severity,
      file: finding.file,
      range: finding.range,
      name: finding.rule,
      rule: finding.rule,
      sentences: [finding.wrong, finding.why, finding.remedy],
      when: null,
      finding,
    }),
  );
  return [...problems, ...failures, ...findings];
}

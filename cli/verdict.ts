import type { Analysis } from '@/lib/analyzer/analysis';
import type { Severity } from '@/lib/analyzer/rules/types';
import type { FailOn } from '@/lib/analyzer/settings/types';

/** How a check ended, and what it counted. Failures and fatal syntax problems count as errors, other problems as warnings. A finding that is the same fault as a failure counts with it, once. */
export interface Verdict {
  readonly passed: boolean;
  readonly failOn: FailOn;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** Judges an analysis: it passes where nothing is at or above `failOn`; with `none` it always passes. */
export function judge(analysis: Analysis, failOn: FailOn): Verdict {
  const of = (severity: Severity) => analysis.findings.filter((finding) => finding.severity === severity).length;
  const fatal = analysis.problems.filter((problem) => problem.fatal).length;
  const errors = of('error') + analysis.failures.filter((failure) => failure.rule === undefined).length + fatal;
  const warnings = of('warning') + analysis.problems.length - fatal;
  const infos = of('info');
  const failing = { error: errors, warning: errors + warnings, info: errors + warnings + infos, none: 0 };
  return { passed: failing[failOn] === 0, failOn, errors, warnings, infos };
}

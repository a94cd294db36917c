import type { Build, Failure } from '../build/types';
import type { BareFinding, Rule, Severity } from '../rules/types';

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Tells which findings are the same fault as a failure of the build: the walk says what stops, the rule why and what to
 * do about it. Such a finding names the failure and is an error, whatever its rule says; the grade counts the failure
 * alone. A failure has one finding at most, the gravest of the first kind that its rules name, so that two faults behind
 * one failure stay two.
 */
export function joinFailures(
  build: Build,
  findings: readonly BareFinding[],
  rules: readonly Rule[],
): readonly BareFinding[] {
  if (build.failures.length === 0) return findings;
  const codes = new Map(rules.map((rule) => [rule.id, rule.failures ?? []]));
  const joined = new Map<BareFinding, number>();
  for (const [index, failure] of build.failures.entries()) {
    const [finding] = findings
      .filter((candidate) => !joined.has(candidate) && isSameFault(candidate, failure, codes, build))
      .toSorted((one, other) => rank[one.severity] - rank[other.severity]);
    if (finding !== undefined) joined.set(finding, index);
  }
  return findings.map((finding) => {
    const failure = joined.get(finding);
    return failure === undefined ? finding : { ...finding, severity: 'error', failure };
  });
}

/** A failure of the build stands where the finding does; a start may fail for something in any step of the image. */
function isSameFault(
  finding: BareFinding,
  failure: Failure,
  codes: ReadonlyMap<string, readonly string[]>,
  build: Build,
): boolean {
  if (finding.file !== build.project.dockerfile || codes.get(finding.rule)?.includes(failure.code) !== true)
    return false;
  if (failure.when === 'start') return true;
  return finding.range.start <= failure.range.end && failure.range.start <= finding.range.end;
}

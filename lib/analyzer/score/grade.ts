import type { BareLostPoints, BareScore, Letter } from '../analysis';
import type { Build, Failure } from '../build/types';
import type { BareFinding } from '../rules/types';
import type { SyntaxProblem } from '../syntax/types';
import { failureCap, letters, weights } from './weights';

/** Something that costs points, before it is known how many. */
interface Burden {
  readonly weight: number;
  readonly reason: string | undefined;
  readonly source: string;
  readonly range: BareLostPoints['range'];
}

/**
 * Grades a build from 0 to 100. Every finding, failure and non-fatal syntax problem carries a weight (see `weights.ts`);
 * further findings of one rule count a half, a third and so on, and one that is the same fault as a failure nothing. What is lost is shared out among the entries by weight,
 * in whole points that add up. A failure caps the grade at F, a fatal syntax problem or a build without a stage is 0.
 */
export function gradeBuild(build: Build, findings: readonly BareFinding[]): BareScore {
  const fatal = build.dockerfile.problems.filter((problem) => problem.fatal);
  const [first] = fatal;
  if (first !== undefined) return nothingLeft(first.message, `syntax:${first.code}`, first.range);
  if (build.target === null) return nothingLeft('There is no stage to build.', 'syntax:no-stage', null);
  const burdens = [
    ...findingBurdens(
      build,
      findings.filter((finding) => finding.failure === undefined),
    ),
    ...build.failures.map(failureBurden),
    ...build.dockerfile.problems.map(problemBurden),
  ];
  const load = burdens.reduce((total, burden) => total + burden.weight, 0);
  const points = pointsOf(load);
  const lost = shareOut(100 - points, burdens);
  const [failure] = build.failures;
  if (failure === undefined || points <= failureCap) return { points, letter: letterOf(points), lost };
  const cap: BareLostPoints = {
    points: points - failureCap,
    reason: build.failures.some((entry) => entry.when === 'build')
      ? 'A Dockerfile that does not build is graded F at most.'
      : 'An image that does not start is graded F at most.',
    source: `failure:${failure.code}`,
    range: failure.range,
  };
  return { points: failureCap, letter: letterOf(failureCap), lost: [cap, ...lost] };
}

/** The letter of a number of points. */
export function letterOf(points: number): Letter {
  return letters.find(({ from }) => points >= from)?.letter ?? 'F';
}

/** Whole points left under a load; 100 only where nothing weighs anything. */
function pointsOf(load: number): number {
  if (load <= 0) return 100;
  return Math.min(99, Math.round(100 * Math.exp(-load / 100)));
}

function nothingLeft(reason: string, source: string, range: BareLostPoints['range']): BareScore {
  return { points: 0, letter: 'F', lost: [{ points: 100, reason, source, range }] };
}

/** What a finding weighs on its own. */
export function weigh(finding: BareFinding): number {
  return (
    weights.severity[finding.severity] +
    saving(finding.saves.bytes?.likely ?? 0, weights.bytes) +
    saving(finding.saves.seconds?.likely ?? 0, weights.seconds)
  );
}

function saving(
  value: number,
  scale: { readonly unit: number; readonly perDoubling: number; readonly most: number },
): number {
  return Math.min(scale.most, scale.perDoubling * Math.log2(1 + Math.max(0, value) / scale.unit));
}

/** Of several findings of one rule the heaviest counts in full, the next a half, then a third: taking one away never adds. */
function findingBurdens(build: Build, findings: readonly BareFinding[]): readonly Burden[] {
  const byRule = new Map<string, BareFinding[]>();
  for (const finding of findings) {
    const group = byRule.get(finding.rule);
    if (group === undefined) byRule.set(finding.rule, [finding]);
    else group.push(finding);
  }
  return [...byRule.values()].flatMap((group) =>
    group
      .toSorted((a, b) => weigh(b) - weigh(a))
      .map((finding, place) => ({
        weight: weigh(finding) / (place + 1),
        reason: finding.wrong,
        source: `rule:${finding.rule}`,
        range: finding.file === build.project.dockerfile ? finding.range : null,
      })),
  );
}

function failureBurden(failure: Failure): Burden {
  return { weight: weights.failure, reason: failure.message, source: `failure:${failure.code}`, range: failure.range };
}

function problemBurden(problem: SyntaxProblem): Burden {
  return { weight: weights.problem, reason: problem.message, source: `syntax:${problem.code}`, range: problem.range };
}

/** Shares whole points out by weight, largest remainders first; the heaviest entries lead, empty ones are left out. */
function shareOut(points: number, burdens: readonly Burden[]): readonly BareLostPoints[] {
  const load = burdens.reduce((total, burden) => total + burden.weight, 0);
  const sorted = burdens
    .map((burden) => ({ burden, exact: load === 0 ? 0 : (points * burden.weight) / load }))
    .toSorted((a, b) => b.exact - a.exact);
  let left = points - sorted.reduce((total, { exact }) => total + Math.floor(exact), 0);
  const rounded = new Map<Burden, number>();
  for (const { burden, exact } of sorted.toSorted((a, b) => (b.exact % 1) - (a.exact % 1))) {
    const extra = left > 0 ? 1 : 0;
    left -= extra;
    rounded.set(burden, Math.floor(exact) + extra);
  }
  return sorted
    .map(({ burden }) => ({
      points: rounded.get(burden) ?? 0,
      ...(burden.reason !== undefined && { reason: burden.reason }),
      source: burden.source,
      range: burden.range,
    }))
    .filter((entry) => entry.points > 0);
}

import type { Build } from '../../build/types';
import { walkBuild } from '../../build/walk-build';
import type { Catalog } from '../../catalog/types';
import { type Project, readProjectFile } from '../../project';
import type { BareFinding, Severity, TextEdit } from '../../rules/types';
import { checkRules } from '../../run-rules';
import { gradeBuild } from '../../score/grade';
import { parseDockerfile } from '../../syntax/parse';
import { applyFix } from '../apply';

const rank: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

interface Checked {
  readonly build: Build;
  readonly findings: readonly BareFinding[];
  readonly points: number;
}

function textOf(project: Project): string {
  return readProjectFile(project, project.dockerfile) ?? '';
}

/** What the analyzer finds in a project, as of a fixed day. */
export function check(project: Project, catalog: Catalog): Checked {
  const build = walkBuild(project, parseDockerfile(textOf(project)), { catalog, today: '2026-11-01' });
  const { findings, broken } = checkRules(build);
  const [first] = broken;
  if (first !== undefined) throw new Error(`The rule ${first.rule} broke.`, { cause: first.error });
  return { build, findings, points: gradeBuild(build, findings).points };
}

function fatal({ build }: Checked): number {
  return build.dockerfile.problems.filter((problem) => problem.fatal).length;
}

function count({ findings }: Checked, rule: string): number {
  return findings.filter((finding) => finding.rule === rule).length;
}

function failing({ build }: Checked): number {
  return build.failures.length;
}

/** Comments that no edit touches. */
function untouchedComments({ build }: Checked, edits: readonly TextEdit[]): readonly string[] {
  const own = edits.filter((edit) => edit.file === build.project.dockerfile);
  return build.dockerfile.comments
    .filter(({ range }) => !own.some((edit) => edit.range.start <= range.start && range.end <= edit.range.end))
    .map((comment) => comment.text);
}

function without(texts: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** What is amiss with a fix: a sentence for each promise that it breaks. */
function faultsOf(before: Checked, finding: BareFinding, catalog: Catalog): readonly string[] {
  const { fix, rule } = finding;
  if (fix === null) return [];
  const { project } = before.build;
  const result = applyFix(project, fix);
  if (!result.ok) return [`cannot be applied: ${result.refusal.message}`];
  const after = check(result.project, catalog);
  const faults: string[] = [];
  if (fatal(after) > fatal(before)) faults.push('makes a syntax error');
  if (count(after, rule) >= count(before, rule)) faults.push('does not silence its finding');
  const known = new Set(before.findings.map((entry) => `${entry.rule} ${entry.stage}`));
  const added = after.findings.filter(
    (entry) => rank[entry.severity] >= rank[finding.severity] && !known.has(`${entry.rule} ${entry.stage}`),
  );
  // A fix to be reviewed may bring to light what fails: a step that went on after a failure stops, a slim base lacks a program.
  const bringsToLight = fix.safety === 'review' && failing(after) > failing(before);
  if (added.length > 0 && !bringsToLight)
    faults.push(`adds ${[...new Set(added.map((entry) => entry.rule))].join(', ')}`);
  const lost = without(
    untouchedComments(before, fix.edits),
    after.build.dockerfile.comments.map((comment) => comment.text),
  );
  if (lost.length > 0) faults.push(`loses the comment ${lost.join(', ')}`);
  if (after.points < before.points && !bringsToLight)
    faults.push(`lowers the score from ${before.points} to ${after.points}`);
  const returns = textOf(project).match(/\r\n/g)?.length ?? 0;
  if (returns > 0 && /[^\r]\n/.test(textOf(result.project))) faults.push('mixes the line endings');
  return faults;
}

/** Every promise that a fix of a project breaks: `rule: what`, with the text that the fix makes. */
export function findFaultyFixes(project: Project, catalog: Catalog): readonly string[] {
  const before = check(project, catalog);
  return before.findings.flatMap((finding) =>
    faultsOf(before, finding, catalog).map((fault) => `${finding.rule}: ${fault}`),
  );
}

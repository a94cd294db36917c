import type { Build } from './build/types';
import { readProjectFile } from './project';
import type { BareFinding, Report, Rule, Severity, SilencedFinding } from './rules/types';
import { joinFailures } from './rules-support/join-failures';
import { listAskedParts } from './rules-support/parts-of-rules';
import { mayBeSilenced } from './rules-support/silence-sign';
import type { readSilences } from './rules-support/silences';
import { keepsOutOfUnreadable } from './rules-support/unreadable-scripts';
import { findSetting } from './settings/find-setting';
import type { Settings } from './settings/types';

/** See `rules-support/silences.ts`. */
export type ReadSilences = typeof readSilences;

/** A rule that threw: a bug of ours, never of the project under edit. */
export interface BrokenRule {
  readonly rule: string;
  readonly error: unknown;
}

export interface RuleRun {
  readonly findings: readonly BareFinding[];
  readonly silenced: readonly SilencedFinding[];
  readonly broken: readonly BrokenRule[];
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Those of the rules that run under these settings: one that answers for several codes runs unless all of it is off. */
export function chooseFrom(rules: readonly Rule[], settings: Settings): readonly Rule[] {
  if (Object.keys(settings.rules).length === 0) return rules.filter((rule) => rule.enabled !== false);
  return rules.filter((rule) => {
    if (settings.rules[rule.id] === 'off') return false;
    const setting = findSetting(settings, rule.id, rule.codes);
    return rule.enabled !== false || (setting !== undefined && setting !== 'off');
  });
}

/**
 * Runs the rules that are handed in over a build, but for those of parts that it does not ask for. Findings are sorted by
 * file (the Dockerfile first), position, severity and rule; those that a comment of the project silences, which
 * `readSilences` is asked for, are handed back in `silenced`, in the same order. A rule that throws does not take the others down: it is handed back in
 * `broken`, so that a test can fail on it and a page can say that the rule was not checked.
 */
export function checkWith(rules: readonly Rule[], build: Build, readSilences: ReadSilences): RuleRun {
  const findings: BareFinding[] = [];
  const broken: BrokenRule[] = [];
  const lineAt = lineReader(build);
  const parts = new Set(listAskedParts(build));
  for (const rule of rules) {
    if (rule.part !== undefined && !parts.has(rule.part)) continue;
    try {
      for (const report of rule.check(build)) {
        const finding = complete(build, rule, report, lineAt);
        if (finding !== null) findings.push(finding);
      }
    } catch (error) {
      broken.push({ rule: rule.id, error });
    }
  }
  const order = (finding: BareFinding) => (finding.file === build.project.dockerfile ? 0 : 1);
  const compare = (a: BareFinding, b: BareFinding) =>
    order(a) - order(b) ||
    compareText(a.file, b.file) ||
    a.range.start - b.range.start ||
    rank[a.severity] - rank[b.severity] ||
    compareText(a.rule, b.rule);
  findings.sort(compare);
  const isSilenced =
    build.settings.ignoreComments && mayBeSilenced(build, findings) ? readSilences(build) : () => false;
  const heard: BareFinding[] = [];
  const silenced: SilencedFinding[] = [];
  for (const finding of findings) {
    if (isSilenced(finding)) silenced.push({ rule: finding.rule, file: finding.file, line: finding.line });
    else heard.push(finding);
  }
  return { findings: joinFailures(build, heard, rules).toSorted(compare), silenced, broken };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `null` where the settings switch it off, or where it is about a file that only a step of the build makes. */
function complete(
  build: Build,
  rule: Rule,
  report: Report,
  lineAt: (file: string, offset: number) => number,
): BareFinding | null {
  const file = report.file ?? build.project.dockerfile;
  if (file !== build.project.dockerfile && readProjectFile(build.project, file) === undefined) return null;
  const codes = report.codes ?? rule.codes;
  const setting = findSetting(build.settings, rule.id, codes);
  if (setting === 'off') return null;
  const severity = setting === 'on' ? undefined : setting;
  return {
    rule: rule.id,
    severity: severity ?? report.severity ?? rule.severity,
    ...(report.wrong !== undefined && { wrong: report.wrong }),
    ...(report.why !== undefined && { why: report.why }),
    ...(report.remedy !== undefined && { remedy: report.remedy }),
    file,
    range: report.range,
    line: lineAt(file, report.range.start),
    stage: report.stage ?? null,
    saves: report.saves ?? {},
    fix: report.fix !== undefined && keepsOutOfUnreadable(build, report.fix) ? report.fix : null,
    codes,
  };
}

/** Reads 1-based lines off the project's files; each file's line starts are found once. */
function lineReader(build: Build): (file: string, offset: number) => number {
  const starts = new Map<string, readonly number[]>();
  return (file, offset) => {
    let lines = starts.get(file);
    if (lines === undefined) {
      const text =
        file === build.project.dockerfile ? build.dockerfile.text : (readProjectFile(build.project, file) ?? '');
      lines = lineStarts(text);
      starts.set(file, lines);
    }
    let [low, high] = [0, lines.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((lines[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

import type { Analysis } from '@/lib/analyzer/analysis';
import type { Finding, Fix, Severity } from '@/lib/analyzer/rules/types';
import type { SourceRange } from '@/lib/analyzer/syntax/range';
import { formatBytes, formatSeconds } from '@/lib/format/figures';

/** Something wrong at a place of a file: a finding, a failure or a syntax problem, told in the same form. */
export interface Mark {
  /** Unique within one analysis. */
  readonly id: string;
  readonly severity: Severity;
  readonly file: string;
  /** Offsets in the file's text. */
  readonly range: SourceRange;
  /** 1-based. */
  readonly line: number;
  readonly wrong: string;
  /** `null` where the sentence before says it all. */
  readonly why: string | null;
  readonly remedy: string | null;
  /** `saves about 470 MB and 75 s`; `null` where the model cannot tell. */
  readonly saves: string | null;
  /** Id of the rule, which has a page; `null` for syntax problems, and for failures that no rule tells of. */
  readonly rule: string | null;
  readonly code: string;
  readonly fix: Fix | null;
}

/** All marks of an analysis, worst first at each place, in the order of the text. */
export function marksOf(analysis: Analysis, dockerfile: string): readonly Mark[] {
  const marks: Mark[] = [
    ...analysis.problems.map(
      (problem, index): Mark => ({
        id: `syntax:${index}`,
        severity: problem.fatal ? 'error' : 'warning',
        file: dockerfile,
        range: problem.range,
        line: problem.line,
        wrong: problem.message,
        why: problem.fatal ? 'Docker stops here: nothing is built.' : null,
        remedy: null,
        saves: null,
        rule: null,
        code: problem.code,
        fix: null,
      }),
    ),
    ...analysis.failures.map(
      (failure, index): Mark => ({
        id: `failure:${index}`,
        severity: 'error',
        file: dockerfile,
        range: failure.range,
        line: failure.line,
        wrong: failure.message,
        why: failure.when === 'build' ? 'The build stops at this step.' : 'The image builds, but does not start.',
        remedy: failure.remedy,
        saves: null,
        rule: failure.rule ?? null,
        code: failure.code,
        fix: analysis.findings.find((finding) => finding.failure === index)?.fix ?? null,
      }),
    ),
    ...analysis.findings
      .map((finding, index) => markOfFinding(finding, index))
      // What is the same fault as a failure is marked there, with its rule and fix.
      .filter((_, index) => analysis.findings[index]?.failure === undefined),
  ];
  return marks.toSorted(
    (a, b) =>
      a.file.localeCompare(b.file) ||
      a.range.start - b.range.start ||
      severityOrder[a.severity] - severityOrder[b.severity],
  );
}

const severityOrder: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function markOfFinding(finding: Finding, index: number): Mark {
  return {
    id: `finding:${index}`,
    severity: finding.severity,
    file: finding.file,
    range: finding.range,
    line: finding.line,
    wrong: finding.wrong,
    why: finding.why,
    remedy: finding.remedy,
    saves: describeSaving(finding.saves),
    rule: finding.rule,
    code: finding.rule,
    fix: finding.fix,
  };
}

/** What a fix saves, where the model can tell: `saves about 470 MB and 75 s`. */
export function describeSaving(saves: Finding['saves']): string | null {
  const bytes = saves.bytes && saves.bytes.likely >= 100_000 ? formatBytes(saves.bytes.likely) : null;
  const seconds = saves.seconds && saves.seconds.likely >= 0.5 ? formatSeconds(saves.seconds.likely) : null;
  const { secondsPerEdit } = saves;
  const perEdit =
    secondsPerEdit && secondsPerEdit.likely >= 0.5 ? `${formatSeconds(secondsPerEdit.likely)} after every edit` : null;
  const parts = [bytes, seconds, perEdit].filter((part) => part !== null);
  return parts.length > 0 ? `saves about ${parts.join(' and ')}` : null;
}

/** The mark after or before an offset; from the last one it goes on with the first, and the other way round. */
export function neighbour(marks: readonly Mark[], offset: number, which: 'next' | 'previous'): Mark | undefined {
  return which === 'next'
    ? (marks.find((mark) => mark.range.start > offset) ?? marks[0])
    : (marks.findLast((mark) => mark.range.start < offset) ?? marks.at(-1));
}

/**
 * The sentences of a mark (what is wrong, why it matters, what to do, what it saves) as plain text, a line each: code loses
 * its backquotes.
 */
export function describeMark(mark: Mark): string {
  return sentencesOf(mark).join('\n').replaceAll('`', '');
}

/** The sentences of a mark, in order; code stands in backquotes. */
export function sentencesOf(mark: Mark): readonly string[] {
  const saving = mark.saves && `This ${mark.saves}.`;
  return [mark.wrong, mark.why, mark.remedy, saving].filter((sentence) => sentence !== null);
}

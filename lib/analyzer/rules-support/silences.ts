import type { Build, Stage } from '../build/types';
import { readProjectFile } from '../project';
import type { BareFinding } from '../rules/types';
import type { SourceRange } from '../syntax/range';
import type { Comment, Instruction } from '../syntax/types';
import { silenceSign as sign } from './silence-sign';

/** What one comment silences. */
interface Silence {
  readonly rules: ReadonlySet<string>;
  readonly hadolint: ReadonlySet<string>;
  readonly buildkit: ChecksNamed;
}

/** Names of BuildKit's checks, in lower case: those behind `skip=` and those behind `experimental=`. */
interface ChecksNamed {
  readonly skipped: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
}

const ours = /(?:^|#)\s*layerwise\s+ignore\s*=\s*([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)/i;
const theirs = /^hadolint\s+(?:(global|stage)\s+)?ignore\s*=\s*([A-Z]{2}\d{4}(?:\s*,\s*[A-Z]{2}\d{4})*)/i;

function names(list: string | undefined): ReadonlySet<string> {
  return new Set((list ?? '').split(',').map((name) => name.trim()));
}

function readComment(text: string): Silence | null {
  if (!sign.test(text)) return null;
  const own = ours.exec(text);
  const other = theirs.exec(text);
  const check = /^check\s*=\s*(.*)$/i.exec(text);
  if (own === null && other === null && check === null) return null;
  return {
    buildkit: readChecks(check?.[1] ?? ''),
    rules: own === null ? new Set() : names(own[1]?.toLowerCase()),
    hadolint: other === null ? new Set() : names(other[2]?.toUpperCase()),
  };
}

function silences(silence: Silence, finding: BareFinding): boolean {
  return (
    silence.rules.has(finding.rule) ||
    (finding.codes.hadolint ?? []).some((code) => silence.hadolint.has(code)) ||
    skipsCheck(silence.buildkit, finding)
  );
}

function silencesIn(comments: readonly Comment[]): readonly Silence[] {
  return comments.map((comment) => readComment(comment.text)).filter((entry) => entry !== null);
}

/**
 * Reads which findings the project's comments silence: `# layerwise ignore=rule-id[,rule-id] because …`,
 * `# hadolint ignore=DL3008[,DL3009]` and `# check=skip=Name` above an instruction; `# hadolint stage ignore=…`
 * above its FROM and `# hadolint global ignore=…` anywhere; the directive `# check=skip=Name[,Name]` of BuildKit (`all` included) at the head; and ours above or behind
 * a line of another file.
 */
export function readSilences(build: Build): (finding: BareFinding) => boolean {
  const silencedAt = indexRanges(silencedRanges(build));
  const everywhere = silencesIn(build.dockerfile.comments.filter((comment) => reachOf(comment) === 'global'));
  const skipped = build.dockerfile.directives
    .filter((directive) => directive.name.toLowerCase() === 'check')
    .map((directive) => readChecks(directive.value));
  return (finding) => {
    if (skipped.some((checks) => skipsCheck(checks, finding))) return true;
    if (everywhere.some((silence) => silences(silence, finding))) return true;
    if (finding.file !== build.project.dockerfile) return isSilencedInFile(build, finding);
    return silencedAt(finding.range.start).some((silence) => silences(silence, finding));
  };
}

/**
 * What silences apply at an offset. Instructions do not overlap, and neither do stages: of each kind at most one range
 * holds an offset, the last that starts before it.
 */
function indexRanges(ranges: readonly SilencedRange[]): (offset: number) => readonly Silence[] {
  const kinds = [ranges.filter((entry) => entry.ofStage), ranges.filter((entry) => !entry.ofStage)];
  return (offset) => kinds.flatMap((sorted) => findRange(sorted, offset)?.silences ?? []);
}

function findRange(sorted: readonly SilencedRange[], offset: number): SilencedRange | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.range.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = sorted[low - 1];
  return found !== undefined && offset <= found.range.end ? found : undefined;
}

function reachOf(comment: Comment): string | undefined {
  return sign.test(comment.text) ? theirs.exec(comment.text)?.[1]?.toLowerCase() : undefined;
}

interface SilencedRange {
  readonly range: SourceRange;
  /** Said above a FROM for the whole stage. */
  readonly ofStage: boolean;
  readonly silences: readonly Silence[];
}

/** What comments silence for the instruction below them, and for the whole stage of it; in the order of the text. */
function silencedRanges(build: Build): readonly SilencedRange[] {
  if (!build.dockerfile.comments.some((comment) => sign.test(comment.text))) return [];
  const stages = new Map<Instruction, Stage>(build.stages.map((stage) => [stage.from, stage]));
  return build.dockerfile.instructions
    .filter((instruction) => instruction.leadingComments.some((comment) => sign.test(comment.text)))
    .flatMap((instruction) => {
      const forStage = instruction.leadingComments.filter((comment) => reachOf(comment) === 'stage');
      const stage = stages.get(instruction);
      const last = stage?.steps.at(-1)?.instruction.range.end ?? instruction.range.end;
      return [
        { range: instruction.range, ofStage: false, silences: silencesIn(instruction.leadingComments) },
        { range: { start: instruction.range.start, end: last }, ofStage: true, silences: silencesIn(forStage) },
      ];
    })
    .filter((entry) => entry.silences.length > 0);
}

/** What a `check` option list says of BuildKit's checks, in lower case. Options are parted by `;`. */
function readChecks(options: string): ChecksNamed {
  const named = { skipped: new Set<string>(), asked: new Set<string>() };
  for (const option of options.split(';')) {
    const [key, list] = option.split('=', 2);
    const target = { skip: named.skipped, experimental: named.asked }[key?.trim().toLowerCase() ?? ''];
    for (const name of target === undefined ? [] : names(list)) target?.add(name.toLowerCase());
  }
  return named;
}

/** An experimental check that is asked for by name runs even where `skip=all` stands beside it, as in BuildKit. */
function skipsCheck({ skipped, asked }: ChecksNamed, finding: BareFinding): boolean {
  const { buildkit = [] } = finding.codes;
  const checks = buildkit.map((name) => name.toLowerCase());
  if (checks.some((name) => skipped.has(name))) return true;
  return checks.length > 0 && skipped.has('all') && !checks.some((name) => asked.has(name));
}

function isSilencedInFile(build: Build, finding: BareFinding): boolean {
  const lines = (readProjectFile(build.project, finding.file) ?? '').split('\n');
  const line = lines[finding.line - 1] ?? '';
  const above = lines[finding.line - 2] ?? '';
  const candidates = [
    line.slice(line.indexOf('#') + 1 || line.length),
    above.trim().startsWith('#') ? above.trim().slice(1) : '',
  ];
  return candidates.some((text) => {
    const silence = readComment(text.trim());
    return silence !== null && silences(silence, finding);
  });
}

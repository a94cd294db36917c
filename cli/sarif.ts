import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describedRules } from '@/lib/analyzer/described-rules';
import type { DescribedRule, Fix, Severity, TextEdit } from '@/lib/analyzer/rules/types';
import type { SourceRange } from '@/lib/analyzer/syntax/range';
import { type CheckedFile, placeOfFile } from './checked-file';
import { collectNotices, type Notice } from './notices';
import { type Positions, positionsIn } from './positions';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

function toUri(place: string): string {
  if (path.isAbsolute(place)) return pathToFileURL(place).href;
  return place.split('/').map(encodeURIComponent).join('/');
}

/** `uriBaseId` leaves it to the reader where the sources lie. */
function toArtifact(place: string) {
  const uri = toUri(place);
  return path.isAbsolute(place) ? { uri } : { uri, uriBaseId: '%SRCROOT%' };
}

/** Lines and columns are 1-based and columns count UTF-16 units, as `columnKind` says; ends are exclusive. */
function toRegion(positions: Positions, file: string, { start, end }: SourceRange) {
  const [from, to] = [positions.at(file, start), positions.at(file, end)];
  return {
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
    charOffset: start,
    charLength: end - start,
  };
}

function toFix(fix: Fix, file: CheckedFile, positions: Positions) {
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of fix.edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return {
    description: { text: `${fix.title} (${fix.safety === 'safe' ? 'safe' : 'review it first'})` },
    artifactChanges: [...byFile].map(([name, edits]) => ({
      artifactLocation: toArtifact(placeOfFile(file, name)),
      replacements: edits.map((edit) => ({
        deletedRegion: toRegion(positions, name, edit.range),
        ...(edit.text === '' ? {} : { insertedContent: { text: edit.text } }),
      })),
    })),
  };
}

/** Stays the same when lines above are added: the rule, the file, the text of the line, and which of several equal ones it is. */
class Fingerprints {
  readonly #seen = new Map<string, number>();

  of(rule: string, place: string, line: string): string {
    const key = [rule, place, line.trim().replace(/\s+/g, ' ')].join('\0');
    const count = this.#seen.get(key) ?? 0;
    this.#seen.set(key, count + 1);
    return createHash('sha256').update(`${key}\0${count}`).digest('hex').slice(0, 32);
  }
}

function describeCodes({ hadolint = [], buildkit = [] }: DescribedRule['codes']): string {
  const codes = [...hadolint.map((code) => `hadolint ${code}`), ...buildkit.map((code) => `BuildKit ${code}`)];
  return codes.length === 0 ? '' : `\n\nThe same check elsewhere: ${codes.join(', ')}.`;
}

/** Where a site shows the rule; the format takes absolute addresses only. */
function pageOf(rule: DescribedRule, site: URL | null) {
  if (site === null) return {};
  const base = site.href.endsWith('/') ? site : new URL(`${site.href}/`);
  return { helpUri: new URL(`rules/${rule.id}`, base).href };
}

function describeRule(rule: DescribedRule, site: URL | null) {
  const text = `${rule.wrong} ${rule.why}\n\n${rule.remedy}${describeCodes(rule.codes)}`;
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.wrong },
    help: { text, markdown: text },
    ...pageOf(rule, site),
    defaultConfiguration: { level: levels[rule.severity], enabled: rule.enabled !== false },
    properties: { category: rule.category, tags: ['dockerfile', rule.category] },
  };
}

/** What the reader and the walk themselves report has no rule of its own. */
function describeNotice({ rule, name, sentences, when }: Notice) {
  const title =
    when === null
      ? `Syntax: ${name}`
      : when === 'build'
        ? `A step that would fail: ${name}`
        : `A container that would not start: ${name}`;
  const text = when === null ? 'BuildKit refuses this, or it could not be read.' : (sentences.at(-1) ?? title);
  return {
    id: rule,
    name: name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: title },
    help: { text, markdown: text },
    defaultConfiguration: { level: 'error', enabled: true },
    properties: { category: 'reliability', tags: ['dockerfile', 'reliability'] },
  };
}

function toResult(
  notice: Notice,
  ruleIndex: number,
  file: CheckedFile,
  positions: Positions,
  fingerprints: Fingerprints,
) {
  const place = placeOfFile(file, notice.file);
  const region = toRegion(positions, notice.file, notice.range);
  const fix = notice.finding?.fix ?? null;
  return {
    ruleId: notice.rule,
    ruleIndex,
    level: levels[notice.severity],
    message: { text: notice.sentences.join(' ') },
    locations: [{ physicalLocation: { artifactLocation: toArtifact(place), region } }],
    partialFingerprints: {
      'layerwise/v1': fingerprints.of(notice.rule, place, positions.line(notice.file, region.startLine)),
    },
    ...(fix === null ? {} : { fixes: [toFix(fix, file, positions)] }),
  };
}

/**
 * A log in the Static Analysis Results Interchange Format 2.1.0: the rules that reported something, and what they reported.
 * Each rule leads to its page where a site is known.
 */
export function makeSarif(
  files: readonly CheckedFile[],
  unusable: readonly string[],
  version: string,
  site: URL | null,
) {
  const notices = files.map((file) => collectNotices(file.analysis, file.project.dockerfile));
  const descriptors = new Map<string, ReturnType<typeof describeRule> | ReturnType<typeof describeNotice>>();
  for (const notice of notices.flat()) {
    if (descriptors.has(notice.rule)) continue;
    const rule = describedRules.find(({ id }) => id === notice.rule);
    descriptors.set(notice.rule, rule === undefined ? describeNotice(notice) : describeRule(rule, site));
  }
  const indexes = new Map([...descriptors.keys()].map((id, index) => [id, index]));
  const fingerprints = new Fingerprints();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'layerwise', version, semanticVersion: version, rules: [...descriptors.values()] } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: unusable.length === 0,
            toolExecutionNotifications: [
              ...unusable.map((text) => ({ level: 'error', message: { text } })),
              ...files.flatMap((file) => file.notes.map((text) => ({ level: 'note', message: { text } }))),
            ],
          },
        ],
        results: files.flatMap((file, index) => {
          const positions = positionsIn(file.project);
          return (notices[index] ?? []).map((notice) =>
            toResult(notice, indexes.get(notice.rule) ?? 0, file, positions, fingerprints),
          );
        }),
      },
    ],
  };
}

import type { Analysis, Letter } from '@/lib/analyzer/analysis';
import type { Estimate } from '@/lib/analyzer/estimate';
import type { Finding, Severity } from '@/lib/analyzer/rules/types';
import type { SourceRange } from '@/lib/analyzer/syntax/range';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { formatAbout, formatRange } from '@/lib/format/range';
import type { Checked } from './document';
import { drawExcerpt } from './excerpt';
import { collectNotices, type Notice } from './notices';
import { positionsIn } from './positions';
import { makePrintable, type Style, wrap } from './style';
import type { Verdict } from './verdict';

type Format = Parameters<Style['paint']>[0];

const severityFormats: Readonly<Record<Severity, Format>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  info: ['bold', 'blue'],
};

const letterFormats: Readonly<Record<Letter, Format>> = {
  A: ['bold', 'green'],
  B: ['bold', 'green'],
  C: ['bold', 'yellow'],
  D: ['bold', 'yellow'],
  E: ['bold', 'red'],
  F: ['bold', 'red'],
};

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `about 590 MB (560–610 MB)` */
function figure(estimate: Estimate, format: (value: number) => string): string {
  const range = formatRange(estimate, format);
  return range === null ? formatAbout(estimate, format) : `${formatAbout(estimate, format)} (${range})`;
}

function describeSavings({ bytes, seconds, secondsPerEdit }: Finding['saves']): string[] {
  const parts = [
    ...(bytes === undefined || bytes.likely <= 0 ? [] : [`${figure(bytes, formatBytes)} of the image`]),
    ...(seconds === undefined || seconds.likely <= 0 ? [] : [`${figure(seconds, formatSeconds)} of a build`]),
    ...(secondsPerEdit === undefined || secondsPerEdit.likely <= 0
      ? []
      : [`${figure(secondsPerEdit, formatSeconds)} after every edit`]),
  ];
  return parts.length === 0 ? [] : [`Saves ${parts.join(' and ')}.`];
}

function describeFix(fix: Finding['fix']): string[] {
  if (fix === null) return [];
  return [`Fix: ${fix.title} (${fix.safety === 'safe' ? 'safe' : 'review it first'}).`];
}

function describeExtra({ finding, when }: Notice): string[] {
  const fix = describeFix(finding?.fix ?? null);
  if (when !== null) return [when === 'build' ? 'The build stops here.' : 'The container does not start.', ...fix];
  return finding === null ? [] : [...describeSavings(finding.saves), ...fix];
}

const indent = '        ';

function paragraph(text: string, style: Style, format?: Format): string[] {
  return wrap(makePrintable(text), style.width - indent.length).map(
    (line) => indent + (format === undefined ? line : style.paint(format, line)),
  );
}

function drawNotice(notice: Notice, positions: ReturnType<typeof positionsIn>, style: Style): string[] {
  const start = positions.at(notice.file, notice.range.start);
  const place = `${makePrintable(notice.file)}:${start.line}:${start.column}`;
  const [wrong = '', ...rest] = notice.sentences;
  return [
    `${style.paint(severityFormats[notice.severity], notice.severity)}  ${place}  ${style.paint('dim', notice.name)}`,
    ...drawExcerpt(positions, notice.file, notice.range, style),
    ...paragraph(wrong, style, 'bold'),
    ...rest.flatMap((sentence) => paragraph(sentence, style)),
    ...describeExtra(notice).flatMap((sentence) => paragraph(sentence, style, 'dim')),
    '',
  ];
}

function drawScore({ score, ruleset }: Analysis, lineOf: (range: SourceRange) => number, style: Style): string[] {
  const head = `${style.paint('bold', 'Score')}        ${style.paint(letterFormats[score.letter], score.letter)}  ${score.points} of 100  ${style.paint('dim', `ruleset ${ruleset}`)}`;
  const lost = score.lost.flatMap((entry) => {
    const points = `−${entry.points}`.padStart(indent.length + 9);
    const where = entry.range === null ? '' : ` (line ${lineOf(entry.range)})`;
    const lines = wrap(makePrintable(`${entry.reason}${where}`), style.width - points.length - 2);
    return lines.map(
      (line, index) => `${index === 0 ? style.paint('dim', points) : ' '.repeat(points.length)}  ${line}`,
    );
  });
  return [head, ...lost];
}

function drawFigures({ size, cold, rebuilds, unknown }: Analysis, style: Style): string[] {
  const row = (label: string, text: string, detail = '') =>
    `${style.paint('bold', label.padEnd(13))}${text}${detail === '' ? '' : `  ${style.paint('dim', detail)}`}`;
  const more = ' '.repeat(13);
  const rebuilt = rebuilds
    .filter((rebuild) => rebuild.steps.length > 0)
    .sort((one, other) => other.seconds.likely - one.seconds.likely);
  const shown = rebuilt.slice(0, 5);
  return [
    row('Image size', figure(size.classic, formatBytes), 'predicted, unpacked layers (classic store)'),
    style.paint('dim', `${more}${figure(size.containerd, formatBytes)} in a containerd store`),
    style.paint('dim', `${more}${figure(size.compressed, formatBytes)} compressed, for a push or pull`),
    row('Cold build', figure(cold, formatSeconds), 'predicted, nothing cached'),
    ...shown.map((rebuild, index) =>
      row(
        index === 0 ? 'Rebuild' : '',
        figure(rebuild.seconds, formatSeconds),
        `after an edit of ${makePrintable(rebuild.path)}: ${plural(rebuild.steps.length, 'step')} run again`,
      ),
    ),
    ...(rebuilt.length > shown.length
      ? [style.paint('dim', `${more}and ${rebuilt.length - shown.length} more files`)]
      : []),
    ...(unknown.length > 0 ? [row('Not known', unknown.slice(0, 5).map(makePrintable).join('; '))] : []),
  ];
}

function drawVerdict(verdict: Verdict, style: Style): string {
  const { errors, warnings, infos, failOn, passed } = verdict;
  const counts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
    ...(infos > 0 ? [plural(infos, 'note')] : []),
  ];
  const found = counts.length === 0 ? 'Nothing found.' : `${counts.join(', ')}.`;
  const limit = failOn === 'none' ? 'The check passes whatever it finds' : `The limit is ${failOn}`;
  const outcome = passed ? style.paint('green', 'Passed.') : style.paint('red', 'Failed.');
  return `${outcome} ${found} ${style.paint('dim', `${limit} (--fail-on).`)}`;
}

/** The check for people: what was found with its place, the score with its reasons, the figures with their ranges. */
export function drawReport(checked: Checked, style: Style): string {
  const { analysis, project, notes, verdict } = checked;
  const positions = positionsIn(project);
  const counted = project.bulk.reduce((total, entry) => total + entry.bytes, 0);
  const context = [
    `${plural(project.files.length, 'file')} read`,
    ...(project.bulk.length > 0 ? [`${formatBytes(counted)} of large or binary files counted`] : []),
  ].join(', ');
  const lines = [
    `${style.paint('bold', makePrintable(checked.path))}  ${style.paint('dim', context)}`,
    ...checked.settings.map((file) => style.paint('dim', `Settings of ${makePrintable(file)}`)),
    ...notes.map((note) => style.paint('dim', note)),
    '',
    ...collectNotices(analysis, project.dockerfile).flatMap((notice) => drawNotice(notice, positions, style)),
    ...drawScore(analysis, (range) => positions.at(project.dockerfile, range.start).line, style),
    '',
    ...drawFigures(analysis, style),
    '',
    drawVerdict(verdict, style),
  ];
  return `${lines.join('\n')}\n`;
}

/** One line below the reports on several Dockerfiles. */
export function drawTotal(files: readonly Checked[], style: Style): string {
  const failed = files.filter(({ verdict }) => !verdict.passed);
  const names = failed.slice(0, 5).map(({ path }) => makePrintable(path));
  const more = failed.length > names.length ? `, and ${failed.length - names.length} more` : '';
  const outcome = failed.length === 0 ? 'all passed.' : `${failed.length} failed: ${names.join(', ')}${more}.`;
  return `\n${style.paint('bold', `${plural(files.length, 'Dockerfile')} checked`)}, ${outcome}\n`;
}

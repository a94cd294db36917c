import type { PlanFigures, PlanSavings, PlanStep } from '@/lib/analyzer/plan/types';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { formatAbout } from '@/lib/format/range';
import type { PlannedProject } from './plan-document';
import { makePrintable, type Style, wrap } from './style';

const indent = ' '.repeat(4);

/** What rounds to nothing is not told. */
const leastBytes = 50_000;
const leastSeconds = 0.1;

function join(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** `Saves 21 MB of the image and 0.6 s of a cold build; 4 points.` */
function describeSavings({ bytes, coldSeconds, editSeconds, points, failures }: PlanSavings): string {
  const amounts = [
    { value: bytes, least: leastBytes, format: formatBytes, what: 'of the image' },
    { value: coldSeconds, least: leastSeconds, format: formatSeconds, what: 'of a cold build' },
    { value: editSeconds, least: leastSeconds, format: formatSeconds, what: 'after every edit' },
  ].filter(({ value, least }) => Math.abs(value) >= least);
  const list = (sign: number) =>
    join(
      amounts
        .filter(({ value }) => value * sign > 0)
        .map(({ value, format, what }) => `${format(Math.abs(value))} ${what}`),
    );
  const [saved, cost] = [list(1), list(-1)];
  const parts = [
    ...(failures > 0 ? [failures === 1 ? 'mends a failure' : `mends ${failures} failures`] : []),
    ...(saved === '' ? [] : [`saves ${saved}`]),
    ...(cost === '' ? [] : [`costs ${cost}`]),
    ...(points > 0 ? [`${points} ${points === 1 ? 'point' : 'points'}`] : []),
  ];
  const sentence = parts.length === 0 ? 'changes no figure' : parts.join('; ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function drawFigures(
  label: string,
  { points, letter, failures, bytes, cold, edit }: PlanFigures,
  style: Style,
): string {
  const parts = [
    `${letter}, ${points} of 100`,
    formatAbout(bytes, formatBytes),
    `cold ${formatAbout(cold, formatSeconds)}`,
    `after an edit ${formatAbout(edit, formatSeconds)}`,
    ...(failures > 0 ? [style.paint('red', failures === 1 ? '1 failure' : `${failures} failures`)] : []),
  ];
  return `${style.paint('bold', label.padEnd(8))}${parts.join('  ')}`;
}

function drawStep(step: PlanStep, number: number, style: Style): string[] {
  const text = (sentence: string, format?: 'dim') =>
    wrap(makePrintable(sentence), style.width - indent.length).map(
      (line) => indent + (format === undefined ? line : style.paint(format, line)),
    );
  const where = `${makePrintable(step.file)}:${step.line}`;
  const review = step.safety === 'review' ? `  ${style.paint('yellow', 'review it first')}` : '';
  return [
    `${String(number).padStart(2)}. ${style.paint('bold', makePrintable(step.title))}  ${style.paint('dim', `${where}  ${step.source}`)}${review}`,
    ...text(describeSavings(step.saves)),
    ...text(step.wrong, 'dim'),
    '',
  ];
}

/** The plan for people: where the project stands, what to do in which order with what it saves, and where that leads. */
export function drawPlan({ path, plan, settings, notes, changes, project }: PlannedProject, style: Style): string {
  const others = changes
    .filter((change) => change.path !== project.dockerfile)
    .map((change) => makePrintable(change.path));
  const lines = [
    `${style.paint('bold', makePrintable(path))}  ${style.paint('dim', 'Every figure is predicted: nothing is built.')}`,
    ...settings.map((file) => style.paint('dim', `Settings of ${makePrintable(file)}`)),
    ...notes.map((note) => style.paint('dim', makePrintable(note))),
    '',
    drawFigures('Now', plan.before, style),
    '',
    ...plan.steps.flatMap((step, index) => drawStep(step, index + 1, style)),
    ...(plan.steps.length === 0
      ? ['Nothing is left to do that the model knows of and can carry out.']
      : [drawFigures('Then', plan.after, style)]),
    ...(others.length > 0 ? [style.paint('dim', `Beside the Dockerfile: ${others.join(', ')}`)] : []),
    ...(plan.steps.length > 0
      ? [style.paint('dim', '--diff shows what changes, --write writes it, --steps 1 takes the first step alone.')]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

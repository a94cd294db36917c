import type { RebuildStepSummary } from '@/lib/analyzer/rebuild/summary';
import { formatSeconds } from '@/lib/format/figures';
import { formatAbout, formatRange } from '@/lib/format/range';
import { comesToItsEnd, type SimulatedRebuild } from './rebuild-document';
import { makePrintable, type Style, wrap } from './style';

const words = { again: 'runs', cached: 'cached', 'not-reached': 'not reached' } as const;
const formats = { again: 'yellow', cached: 'green', 'not-reached': 'dim' } as const;
const column = 12;

function drawStep(step: RebuildStepSummary, style: Style): string[] {
  const stage = step.stageName === null ? '' : `[${makePrintable(step.stageName)}] `;
  const room = style.width - column - 8;
  const text = `${stage}${makePrintable(step.text)}`;
  const shown = text.length <= room ? text : `${text.slice(0, room - 1)}…`;
  const head = `${style.paint(formats[step.outcome], words[step.outcome].padEnd(column))}${String(step.line).padStart(5)}  ${shown}`;
  if (step.reason === null) return [head];
  const sentence = `It ${step.reason}.`;
  return [
    head,
    ...wrap(makePrintable(sentence), room).map((line) => `${' '.repeat(column + 7)}${style.paint('dim', line)}`),
  ];
}

/** What runs again, for people: every step with its line and, where it runs, the reason. */
export function drawRebuild({ before, after, summary, notes }: SimulatedRebuild, style: Style): string {
  const again = summary.steps.filter(({ outcome }) => outcome === 'again');
  const range = formatRange(summary.seconds, formatSeconds);
  const time = `${formatAbout(summary.seconds, formatSeconds)}${range === null ? '' : ` (${range})`}`;
  const lines = [
    `${style.paint('bold', makePrintable(after.path))} after ${makePrintable(before.path)}  ${style.paint('dim', 'Simulated: nothing is run, all of it is predicted.')}`,
    ...notes.map((note) => style.paint('dim', makePrintable(note))),
    ...(comesToItsEnd(before.build)
      ? []
      : [`${makePrintable(before.path)} does not build: what it stops before is not in the cache.`]),
    '',
    style.paint('dim', `${''.padEnd(column)} Line`),
    ...summary.steps.flatMap((step) => drawStep(step, style)),
    '',
    again.length === 0
      ? 'Every step is cached.'
      : `Of ${summary.steps.length} steps, ${again.length === 1 ? '1 runs' : `${again.length} run`} again.`,
    `${style.paint('bold', 'Rebuild')}      ${time}`,
    ...(comesToItsEnd(after.build) ? [] : [`${makePrintable(after.path)} does not build: layerwise build tells why.`]),
  ];
  return `${lines.join('\n')}\n`;
}

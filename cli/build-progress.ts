import type { StageSummary, StepSummary } from '@/lib/analyzer/analysis';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { formatAbout, formatRange } from '@/lib/format/range';
import type { SimulatedBuild } from './build-document';
import { positionsIn } from './positions';
import { makePrintable, type Style, wrap } from './style';

/** `plain` prints a block for each step, as a log; `tty` a line for each, as a terminal shows it. */
export type ProgressLook = 'plain' | 'tty';

type Format = Parameters<Style['paint']>[0];

/** A step as BuildKit names it: `[builder 2/4] RUN …`. */
interface NamedStep {
  readonly step: StepSummary;
  readonly title: string;
}

/** Configuration makes no step in BuildKit's progress. */
function isShown(step: StepSummary): boolean {
  return step.kind !== 'configuration' && step.kind !== 'argument';
}

function nameSteps(stages: readonly StageSummary[]): readonly NamedStep[] {
  return stages
    .filter((stage) => stage.needed)
    .flatMap((stage) => {
      const shown = stage.steps.filter(isShown);
      const name = stage.name ?? (stages.length > 1 ? `stage-${stage.index}` : null);
      return shown.map((step, index) => ({
        step,
        title: `[${name === null ? '' : `${makePrintable(name)} `}${index + 1}/${shown.length}] ${makePrintable(step.kind === 'from' ? `FROM ${stage.base}` : step.text)}`,
      }));
    });
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`;
}

function describeRange(estimate: StepSummary['bytes'], format: (value: number) => string): string {
  const range = formatRange(estimate, format);
  return range === null ? formatAbout(estimate, format) : `${formatAbout(estimate, format)} (${range})`;
}

const wordsOf = { runs: 'DONE', fails: 'ERROR', 'not-reached': 'CANCELED', 'not-needed': 'SKIPPED' } as const;

function drawPlainStep(
  { step, title }: NamedStep,
  number: number,
  { analysis, outcome }: SimulatedBuild,
  style: Style,
) {
  const result = outcome.steps.get(step.id) ?? 'runs';
  const mark = style.paint('dim', `#${number}`);
  const lines = [`${mark} ${shorten(title, 400)}`];
  if (result === 'fails') {
    const failure = analysis.failures.find(
      ({ when, stage, line }) => when === 'build' && stage === step.stage && step.line <= line && line <= step.lastLine,
    );
    lines.push(`${mark} ${style.paint('red', `ERROR: ${makePrintable(failure?.message ?? '')}`)}`);
  } else if (result === 'runs') {
    if (step.bytes.high > 0) {
      const what = step.kind === 'from' ? 'unpacked' : 'in the layer';
      lines.push(`${mark} ${style.paint('dim', `predicted ${describeRange(step.bytes, formatBytes)} ${what}`)}`);
    }
    lines.push(`${mark} DONE ${describeRange(step.seconds, formatSeconds)}`);
  } else lines.push(`${mark} ${wordsOf[result]}`);
  return [...lines, ''];
}

function drawPlain(build: SimulatedBuild, style: Style): string[] {
  const mark = style.paint('dim', '#1');
  return [
    `${mark} [internal] load build definition from ${makePrintable(build.project.dockerfile)}`,
    `${mark} DONE`,
    '',
    ...nameSteps(build.analysis.stages).flatMap((named, index) => drawPlainStep(named, index + 2, build, style)),
  ];
}

const lineFormats: Readonly<Record<keyof typeof wordsOf, Format>> = {
  runs: 'blue',
  fails: 'red',
  'not-reached': 'dim',
  'not-needed': 'dim',
};

function drawTerminal(build: SimulatedBuild, style: Style): string[] {
  const steps = nameSteps(build.analysis.stages);
  const done = steps.filter(({ step }) => build.outcome.steps.get(step.id) === 'runs').length;
  const state = build.outcome.builds === false ? 'FAILED' : 'FINISHED';
  const room = style.width - 30;
  const rows = steps.map(({ step, title }) => {
    const result = build.outcome.steps.get(step.id) ?? 'runs';
    const word = result === 'runs' ? '' : `${wordsOf[result]} `;
    const figures =
      result === 'runs'
        ? `${step.bytes.high > 0 ? formatBytes(step.bytes.likely) : ''}`.padStart(11) +
          formatSeconds(step.seconds.likely).padStart(14)
        : '';
    return ` ${style.paint(lineFormats[result], '=>')} ${shorten(`${word}${title}`, room).padEnd(room)} ${figures}`.trimEnd();
  });
  return [
    `[+] Simulated build ${formatSeconds(build.analysis.cold.likely)} (${done}/${steps.length}) ${state}`,
    ...rows,
    '',
  ];
}

/** The lines around a failure, as BuildKit shows them. */
function drawSource({ project }: SimulatedBuild, line: number, lastLine: number, style: Style): string[] {
  const positions = positionsIn(project);
  const rule = '-'.repeat(20);
  const rows: string[] = [];
  for (let number = Math.max(1, line - 2); number <= Math.min(lastLine, line + 5) + 2; number += 1) {
    const text = positions.line(project.dockerfile, number);
    const inside = number >= line && number <= lastLine;
    if (!inside && text === '' && number > lastLine) continue;
    const row =
      `${String(number).padStart(4)} | ${inside ? '>>>' : '   '} ${shorten(makePrintable(text), style.width - 12)}`.trimEnd();
    rows.push(inside ? style.paint('red', row) : row);
  }
  return [`${makePrintable(project.dockerfile)}:${line}`, rule, ...rows, rule];
}

function drawFailures(build: SimulatedBuild, style: Style): string[] {
  const { problems, failures, stages } = build.analysis;
  const indented = (text: string) => wrap(makePrintable(text), style.width - 2).map((line) => `  ${line}`);
  const unread = problems
    .filter((problem) => problem.fatal)
    .flatMap(({ line, message }) => [
      ...drawSource(build, line, line, style),
      style.paint(['bold', 'red'], 'ERROR: the Dockerfile cannot be read'),
      ...indented(message),
      '',
    ]);
  const others = failures.flatMap(({ stage, line, when, message, remedy }) => {
    const step = stages[stage]?.steps.find((entry) => entry.line <= line && line <= entry.lastLine);
    return [
      ...drawSource(build, line, step?.lastLine ?? line, style),
      style.paint(
        ['bold', 'red'],
        when === 'build' ? 'ERROR: the build stops here' : 'ERROR: the container does not start',
      ),
      ...indented(message),
      ...indented(remedy),
      '',
    ];
  });
  return [...unread, ...others];
}

function drawImage({ analysis, outcome }: SimulatedBuild, style: Style): string[] {
  const { size, cold, layers, unknown } = analysis;
  const row = (label: string, text: string) => `${style.paint('bold', label.padEnd(13))}${text}`;
  const answer = { true: 'yes', false: 'no', unknown: 'not known' } as const;
  const verdict = [row('Builds', answer[`${outcome.builds}`]), row('Starts', answer[`${outcome.starts}`])];
  const figures = [
    row('Layers', `${layers.length}, those of the base image counted as one`),
    row('Image size', `${describeRange(size.classic, formatBytes)} unpacked (classic store)`),
    row('', `${describeRange(size.containerd, formatBytes)} in a containerd store`),
    row('', `${describeRange(size.compressed, formatBytes)} compressed, for a push or pull`),
    row('Cold build', `${describeRange(cold, formatSeconds)}, nothing cached`),
  ];
  const notKnown = unknown.slice(0, 5).map((text, index) => row(index === 0 ? 'Not known' : '', makePrintable(text)));
  const more = unknown.length > 5 ? [row('', `and ${unknown.length - 5} more`)] : [];
  return [...verdict, ...(outcome.builds === false ? [] : figures), ...notKnown, ...more];
}

/** The simulated build in the look of BuildKit's progress, then why it fails, then the image. */
export function drawBuild(build: SimulatedBuild, look: ProgressLook, style: Style): string {
  const lines = [
    `${style.paint('bold', makePrintable(build.path))}  ${style.paint('dim', 'Simulated: nothing is run, every figure is predicted.')}`,
    ...build.notes.map((note) => style.paint('dim', note)),
    '',
    ...(look === 'plain' ? drawPlain(build, style) : drawTerminal(build, style)),
    ...drawFailures(build, style),
    ...drawImage(build, style),
  ];
  return `${lines.join('\n')}\n`;
}

import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { causeOf } from '@/lib/recordings/instruction-text';
import type { RecordedStep, Recording } from '@/lib/recordings/schema';
import { type BuildTimeline, placeSteps, type TimedStep } from '@/lib/recordings/timeline';
import { causeWords } from './causes';

/** Steps of up to this many seconds are not worth a row, unless they have bytes or failed. */
const worthShowing = 0.05;
/** Rows of one table: longer builds show their longest steps. */
const mostRows = 120;

interface StepTableProps {
  readonly recording: Recording;
  /** What the ids of its rows begin with, so that a link can lead to a step: `step` gives `step-1`. */
  readonly anchor?: string;
}

/** A recorded build as a waterfall that is a table: each step where it ran, how it ended, and what its layer holds. */
export function StepTable({ recording, anchor }: StepTableProps) {
  const timeline = placeSteps(recording);
  const timed = timeline.starts !== 'none';
  const worth = timeline.steps.filter(({ step }) => isWorthShowing(step, timed));
  const shown = keepLongest(worth);
  const withBytes = shown.some(({ step }) => step.bytes !== undefined);
  return (
    <>
      <table className="figures w-full border-collapse text-left text-sm max-md:block">
        <thead className="max-md:sr-only">
          <tr className="border-b text-muted">
            <th scope="col" className="py-2 pr-6 font-medium">
              Step
            </th>
            {timed && (
              <th scope="col" className="w-[38%] py-2 pr-4 font-medium">
                When, and how long
              </th>
            )}
            <th scope="col" className="w-20 py-2 text-right font-medium">
              Time
            </th>
            {withBytes && (
              <th scope="col" className="w-24 py-2 text-right font-medium">
                Layer
              </th>
            )}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {shown.map((entry) => (
            <StepRow key={entry.index} entry={entry} timeline={timeline} withBytes={withBytes} anchor={anchor} />
          ))}
        </tbody>
      </table>
      <TimelineNote timeline={timeline} leftOut={timeline.steps.length - shown.length} />
    </>
  );
}

function isWorthShowing(step: RecordedStep, timed: boolean): boolean {
  if (!timed) return step.kind !== 'context' && step.kind !== 'metadata';
  return step.seconds > worthShowing || (step.bytes ?? 0) > 0 || step.cached || step.outcome === 'failed';
}

function keepLongest(steps: readonly TimedStep[]): readonly TimedStep[] {
  if (steps.length <= mostRows) return steps;
  const longest = steps.toSorted((one, other) => other.step.seconds - one.step.seconds).slice(0, mostRows);
  const kept = new Set(longest.map(({ index }) => index));
  return steps.filter(({ index, step }) => kept.has(index) || step.outcome === 'failed');
}

interface StepRowProps {
  readonly entry: TimedStep;
  readonly timeline: BuildTimeline;
  readonly withBytes: boolean;
  readonly anchor: string | undefined;
}

const outcomeWords: Readonly<Partial<Record<NonNullable<RecordedStep['outcome']>, string>>> = {
  failed: 'failed',
  cancelled: 'cancelled',
  unfinished: 'not finished',
};

function StepRow({ entry, timeline, withBytes, anchor }: StepRowProps) {
  const { step, critical } = entry;
  const ended = step.outcome === undefined ? undefined : outcomeWords[step.outcome];
  return (
    <tr
      id={anchor === undefined ? undefined : `${anchor}-${entry.index + 1}`}
      className="border-b align-top target:bg-accent-wash max-md:grid max-md:grid-cols-[1fr_auto_auto] max-md:items-end max-md:gap-x-4 max-md:py-2"
    >
      <th scope="row" className="py-2 pr-6 font-normal max-md:col-span-3 max-md:py-1">
        {step.stage !== undefined && <span className="mr-1.5 text-muted text-xs">{describePlace(step)}</span>}
        <code className="font-mono text-xs [overflow-wrap:anywhere]">
          {step.name}
          {step.nameIsCut && '…'}
        </code>
        {step.cached && <span className="text-muted text-xs"> cached</span>}
        {ended && (
          <strong className={`font-semibold text-xs ${step.outcome === 'failed' ? 'text-failure' : 'text-warning'}`}>
            {' '}
            {ended}
          </strong>
        )}
        {critical && <span className="sr-only"> on the critical path</span>}
      </th>
      {timeline.starts !== 'none' && (
        <td className="py-2 pr-4 max-md:py-1">
          <TimeBar entry={entry} scale={timeline.seconds} />
        </td>
      )}
      <td className={`py-2 text-right whitespace-nowrap max-md:py-0 ${critical ? 'font-semibold' : ''}`}>
        {timeline.starts === 'none' || step.cached ? (
          <span className="text-muted">
            <span aria-hidden="true">–</span>
            <span className="sr-only">{step.cached ? 'none: cached' : 'not told'}</span>
          </span>
        ) : (
          formatSeconds(step.seconds)
        )}
      </td>
      {withBytes && (
        <td className="py-2 text-right whitespace-nowrap max-md:py-0">
          {step.bytes === undefined ? <span className="sr-only">not recorded</span> : formatBytes(step.bytes)}
        </td>
      )}
    </tr>
  );
}

function describePlace({ stage, platform, target }: RecordedStep): string {
  return [target, platform, stage].filter((word) => word !== undefined).join(' ');
}

/** The colour is that of what the step brings; the line under it marks the critical path. */
function TimeBar({ entry, scale }: { readonly entry: TimedStep; readonly scale: number }) {
  const { kind } = causeWords[causeOf(entry.step)];
  const percent = (value: number) => `${Math.round((value / Math.max(scale, 0.001)) * 10_000) / 100}%`;
  return (
    <span aria-hidden="true" className="block h-4 w-full border-b">
      <span
        className={`block h-full min-w-px forced-color-adjust-none ${kind === null ? 'bg-line-strong' : 'band'} ${entry.critical ? 'border-ink border-b-[3px]' : ''}`}
        data-kind={kind ?? undefined}
        style={{ width: percent(entry.step.seconds), marginLeft: percent(entry.start) }}
      />
    </span>
  );
}

function TimelineNote({ timeline, leftOut }: { readonly timeline: BuildTimeline; readonly leftOut: number }) {
  const { starts, parallel, criticalSeconds, seconds } = timeline;
  return (
    <p className="mt-3 max-w-[66ch] text-muted text-sm">
      {starts === 'none' && 'The source gives no times for its steps. '}
      {starts !== 'none' &&
        `Underlined steps are the critical path: ${formatSeconds(criticalSeconds)} of ${formatSeconds(seconds)}. Only a shorter step among them makes the build shorter. `}
      {parallel && 'Stages ran at the same time. '}
      {starts === 'derived' &&
        'The log does not say when a step began, so each stands where what it waits for had ended. '}
      {leftOut > 0 &&
        `${leftOut} more ${leftOut === 1 ? 'step that took' : 'steps that took'} next to no time ${leftOut === 1 ? 'is' : 'are'} left out.`}
    </p>
  );
}

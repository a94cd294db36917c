'use client';

import Link from 'next/link';
import { writeSize, writeSource } from '@/components/lesson/recording-words';
import { OwnBuilds } from '@/components/recording/reading/own-builds';
import { sizeKindNames } from '@/components/recording/words';
import { useWorkbench } from '@/components/workbench/store';
import type { Estimate } from '@/lib/analyzer/estimate';
import { formatBytes, formatChange, formatSeconds } from '@/lib/format/figures';
import { formatRange } from '@/lib/format/range';
import type { Recording } from '@/lib/recordings/schema';
import { HowRecorded } from './how-recorded';
import { RangeBar } from './range-bar';
import { useRecordings } from './recordings-context';

/** Recorded builds beside what is predicted for the learner's own. */
export function RecordingsPanel() {
  const { state, shown, match } = useRecordings();
  const others = match && shown.every(({ id }) => id !== match.recording.id) ? [match.recording] : [];
  const recordings = [...others, ...shown];
  return (
    <div className="p-4 text-sm">
      <MatchStatement />
      {state === 'loading' && <p className="text-muted">Loading the recorded builds…</p>}
      {state === 'missing' && (
        <p className="text-muted">
          The recorded builds could not be loaded. Your files are safe; check the connection and reload the page.
        </p>
      )}
      {recordings.length > 0 && <ComparisonTable recordings={recordings} />}
      {state === 'ready' && recordings.length === 0 && (
        <p className="text-muted">
          This Dockerfile is not one that was recorded. The builds that were are on the{' '}
          <Link prefetch={false} href="/recordings" className="text-accent underline underline-offset-2">
            recordings page
          </Link>
          .
        </p>
      )}
      <section aria-labelledby="own-build-title" className="mt-6 border-t pt-4">
        <h3 id="own-build-title" className="mb-1 font-semibold text-base">
          Your own build
        </h3>
        <p className="mb-3 max-w-[60ch] text-muted">
          Paste the log of a build of these files and see it beside the prediction: where the time went, and which rules
          would have saved it.
        </p>
        <OwnBuilds />
      </section>
    </div>
  );
}

/** Says so where the Dockerfile under edit is one that was recorded. */
function MatchStatement() {
  const { match } = useRecordings();
  if (!match) return null;
  const { recording, requirements } = match;
  return (
    <div className="mb-4 border-accent border-l-4 bg-accent-wash px-3 py-2">
      <p>
        <strong className="font-semibold">Recorded.</strong> This Dockerfile was really built: {recording.title} (
        {writeSource(recording)}).
        {requirements === 'different' && ' It installed other requirements than yours, so its figures differ.'}
        {requirements === 'not-recorded' && ' The source does not tell which requirements it installed.'}
        {!recording.works && ' As its source prints it, it does not build or start.'}
      </p>
      <HowRecorded recording={recording} />
    </div>
  );
}

function ComparisonTable({ recordings }: { recordings: readonly Recording[] }) {
  const size = useWorkbench((state) => state.analysis.size.classic);
  const cold = useWorkbench((state) => state.analysis.cold);
  const { match } = useRecordings();
  const widestSize = Math.max(size.high, ...recordings.map((recording) => recording.size?.bytes ?? 0));
  const longest = Math.max(cold.high, ...recordings.map((recording) => recording.seconds ?? 0));
  return (
    <div className="overflow-x-auto">
      <table className="figures w-full min-w-[26rem] text-left">
        <caption className="sr-only">Recorded builds beside the prediction for yours</caption>
        <thead className="text-muted text-xs">
          <tr className="border-b">
            <th scope="col" className="py-1 pr-4 font-medium">
              Build
            </th>
            <th scope="col" className="w-1/3 py-1 pr-4 font-medium">
              Image size
            </th>
            <th scope="col" className="w-1/3 py-1 font-medium">
              Cold build
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="border-b align-top">
            <th scope="row" className="py-2.5 pr-4 font-semibold">
              Yours
              <span className="block font-normal text-muted text-xs">predicted, classic store</span>
            </th>
            <td className="py-2.5 pr-4">
              <strong className="font-semibold">{formatBytes(size.likely)}</strong>{' '}
              <span className="text-muted text-xs">{formatRange(size, formatBytes)}</span>
              <RangeBar estimate={size} scale={widestSize} />
            </td>
            <td className="py-2.5">
              <strong className="font-semibold">{formatSeconds(cold.likely)}</strong>{' '}
              <span className="text-muted text-xs">{formatRange(cold, formatSeconds)}</span>
              <RangeBar estimate={cold} scale={longest} />
            </td>
          </tr>
          {recordings.map((recording) => (
            <tr key={recording.id} className="border-b align-top">
              <th scope="row" className="py-2.5 pr-4 font-normal">
                <Link
                  prefetch={false}
                  href={`/recordings/${recording.id}`}
                  className="text-accent underline underline-offset-2"
                >
                  {recording.title}
                </Link>
                {match?.recording.id === recording.id && (
                  <strong className="ml-2 font-semibold text-xs">yours, recorded</strong>
                )}
                <span className="block text-muted text-xs">{writeSource(recording)}</span>
              </th>
              <td className="py-2.5 pr-4">
                {recording.size ? (
                  <>
                    <strong className="font-semibold">{writeSize(recording)}</strong>{' '}
                    <span className="text-muted text-xs">{sizeKindNames[recording.size.kind]}</span>
                    <SolidBar value={recording.size.bytes} scale={widestSize} />
                    {recording.size.kind === 'classic' && (
                      <span className="text-muted text-xs">{relate(size, recording.size.bytes)}</span>
                    )}
                  </>
                ) : (
                  <span className="text-muted">not recorded</span>
                )}
              </td>
              <td className="py-2.5">
                {recording.seconds === undefined ? (
                  <span className="text-muted">not recorded</span>
                ) : (
                  <>
                    <strong className="font-semibold">{formatSeconds(recording.seconds)}</strong>
                    <SolidBar value={recording.seconds} scale={longest} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {recordings.some((recording) => recording.steps.length > 0) && (
        <div className="mt-4 space-y-2">
          {recordings
            .filter((recording) => recording.steps.length > 0)
            .map((recording) => (
              <RecordedSteps key={recording.id} recording={recording} />
            ))}
        </div>
      )}
    </div>
  );
}

/** How a prediction stands to a recorded size, both in bytes. */
function relate(predicted: Estimate, recorded: number): string {
  if (recorded >= predicted.low && recorded <= predicted.high) return 'within the range predicted for yours';
  return `yours ${formatChange(predicted.likely - recorded, formatBytes)}`;
}

function SolidBar({ value, scale }: { value: number; scale: number }) {
  return (
    <span className="block h-3 w-full bg-sunken" aria-hidden="true">
      <span className="block h-full bg-accent" style={{ width: `${(value / Math.max(scale, 1)) * 100}%` }} />
    </span>
  );
}

function RecordedSteps({ recording }: { recording: Recording }) {
  const longest = Math.max(...recording.steps.map((step) => step.seconds), 0.001);
  return (
    <details>
      <summary className="min-h-6 py-1 text-muted text-xs hover:text-ink">Steps of {recording.title}</summary>
      <ol className="mt-1">
        {recording.steps.map((step) => (
          <li key={`${step.name} ${step.seconds}`} className="border-line border-b py-1">
            <span className="flex items-baseline gap-3 text-xs">
              <span className="min-w-0 flex-1 truncate font-mono" title={step.name}>
                {step.name}
              </span>
              <span className="figures whitespace-nowrap">{formatSeconds(step.seconds)}</span>
            </span>
            <span className="mt-0.5 block h-1 bg-accent" style={{ width: `${(step.seconds / longest) * 100}%` }} />
          </li>
        ))}
      </ol>
    </details>
  );
}

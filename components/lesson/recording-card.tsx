import Link from 'next/link';
import { sizeKindNames } from '@/components/recording/words';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import type { Recording } from '@/lib/recordings/schema';
import { NotedFigure, RecordingNote } from './recorded-figure';
import { notableSteps, writeSize, writeSource, writeTime } from './recording-words';

/** A recorded build: what it is, total time, size and kind of size, its steps, what ran again after an edit. */
export function RecordingCard({ recording }: { recording: Recording }) {
  const size = writeSize(recording);
  const time = writeTime(recording);
  const steps = notableSteps(recording);
  return (
    <section
      aria-label={`Recording: ${recording.title}`}
      className="my-6 border-y border-line-strong py-4 font-sans text-sm"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="font-semibold">
          <Link prefetch={false} href={`/recordings/${recording.id}`} className="text-ink no-underline hover:underline">
            {recording.title}
          </Link>
        </p>
        <p className="text-muted text-xs">Recorded, {writeSource(recording)}</p>
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
        {size && (
          <div>
            <dt className="text-muted text-xs">Image size, {sizeKindNames[recording.size?.kind ?? 'unstated']}</dt>
            <dd className="font-semibold text-lg">
              <NotedFigure about={`Image size of ${recording.title}`} note={<RecordingNote recording={recording} />}>
                {size}
              </NotedFigure>
            </dd>
          </div>
        )}
        {time && (
          <div>
            <dt className="text-muted text-xs">Cold build</dt>
            <dd className="font-semibold text-lg">
              <NotedFigure about={`Cold build of ${recording.title}`} note={<RecordingNote recording={recording} />}>
                {time}
              </NotedFigure>
            </dd>
          </div>
        )}
      </dl>
      {steps.length > 0 && <StepTable recording={recording} />}
      {recording.parts.length > 0 && (
        <p className="figures mt-2 text-ink-soft text-xs">
          {recording.parts.map((part) => `${part.label}: ${formatBytes(part.bytes)}`).join('; ')}.
        </p>
      )}
      {recording.rebuilds.map((rebuild) => (
        <p key={rebuild.edit} className="mt-2 text-xs">
          <span className="font-medium">After an edit ({rebuild.edit}):</span>{' '}
          <span className="figures">{formatSeconds(rebuild.seconds)}</span>.{' '}
          {rebuild.ran.length === 0 ? 'Nothing ran again.' : 'Ran again: '}
          {rebuild.ran.map((step, index) => (
            <span key={step}>
              {index > 0 && ', '}
              <code>{step}</code>
            </span>
          ))}
        </p>
      ))}
      {!recording.works && (
        <p className="mt-2 text-warning text-xs">As its source prints it, it does not build or start.</p>
      )}
    </section>
  );
}

/** Steps with their seconds as bars, and the bytes of their layers where they are known. */
function StepTable({ recording }: { recording: Recording }) {
  const steps = notableSteps(recording);
  const longest = Math.max(...steps.map((step) => step.seconds), 0.001);
  const withBytes = steps.some((step) => step.bytes !== undefined);
  return (
    <div className="mt-3 overflow-x-auto">
      <table className="figures text-xs">
        <thead className="sr-only">
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Seconds</th>
            {withBytes && <th scope="col">Layer</th>}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={`${step.name} ${step.seconds}`}>
              <th scope="row" className="w-3/5 font-normal">
                <span className="line-clamp-2 font-mono leading-4" title={step.name}>
                  {step.name}
                </span>
              </th>
              <td className="w-1/5 min-w-20">
                <span className="mb-0.5 block h-1.5 bg-sunken" aria-hidden="true">
                  <span className="block h-full bg-accent" style={{ width: `${(step.seconds / longest) * 100}%` }} />
                </span>
                {formatSeconds(step.seconds)}
              </td>
              {withBytes && (
                <td className="w-1/5 text-right whitespace-nowrap">
                  {step.bytes === undefined ? '' : formatBytes(step.bytes)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

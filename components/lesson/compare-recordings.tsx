import { sizeKindNames } from '@/components/recording/words';
import { formatBytes, formatSeconds, formatShare } from '@/lib/format/figures';
import { type ComparedFigure, compareRecordings } from '@/lib/recordings/compare';
import type { Recording } from '@/lib/recordings/schema';
import { NotedFigure, RecordingNote } from './recorded-figure';
import { writeSize, writeSource, writeTime } from './recording-words';

interface ComparisonProps {
  from: Recording;
  to: Recording;
}

/** Two recordings side by side: size and cold build as solid bars, what the second saves, and what to know before trusting it. */
export function RecordingComparison({ from, to }: ComparisonProps) {
  const comparison = compareRecordings(from, to);
  return (
    <section
      aria-label={`${from.title} and ${to.title} compared`}
      className="my-6 border-y border-line-strong py-4 font-sans text-sm"
    >
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <Side
          name={`Image size${from.size && from.size.kind === to.size?.kind ? `, ${sizeKindNames[from.size.kind]}` : ''}`}
          figure={comparison.bytes}
          recordings={[from, to]}
          value={(recording) => recording.size?.bytes ?? null}
          write={writeSize}
          format={formatBytes}
        />
        <Side
          name="Cold build"
          figure={comparison.seconds}
          recordings={[from, to]}
          value={(recording) => recording.seconds ?? null}
          write={writeTime}
          format={formatSeconds}
        />
      </div>
      <p className="mt-3 text-muted text-xs">
        Recorded: {from.title} ({writeSource(from)}); {to.title} ({writeSource(to)}). {comparison.caveats.join(' ')}
      </p>
    </section>
  );
}

interface SideProps {
  name: string;
  figure: ComparedFigure;
  recordings: readonly Recording[];
  value: (recording: Recording) => number | null;
  write: (recording: Recording) => string | null;
  format: (value: number) => string;
}

function Side({ name, figure, recordings, value, write, format }: SideProps) {
  const scale = Math.max(...recordings.map((recording) => value(recording) ?? 0), Number.MIN_VALUE);
  return (
    <div className="min-w-0">
      <p className="text-muted text-xs">{name}</p>
      <dl className="mt-1 space-y-2">
        {recordings.map((recording) => (
          <div key={recording.id}>
            <dt className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 leading-5">{recording.title}</span>
              <span className="shrink-0 font-semibold">
                {write(recording) === null ? (
                  <span className="font-normal text-muted">not recorded</span>
                ) : (
                  <NotedFigure about={`${name} of ${recording.title}`} note={<RecordingNote recording={recording} />}>
                    {write(recording)}
                  </NotedFigure>
                )}
              </span>
            </dt>
            <dd className="mt-0.5 h-2 bg-sunken" aria-hidden="true">
              <div className="h-full bg-accent" style={{ width: `${((value(recording) ?? 0) / scale) * 100}%` }} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="figures mt-1.5 text-xs">
        {figure.comparable ? (
          <>
            {figure.saved >= 0 ? 'Less by ' : 'More by '}
            {figure.atLeast && 'at least '}
            <strong className="font-semibold">{format(Math.abs(figure.saved))}</strong> (
            {formatShare(Math.abs(figure.saved), figure.from)})
          </>
        ) : (
          <span className="text-muted">{figure.reason}</span>
        )}
      </p>
    </div>
  );
}

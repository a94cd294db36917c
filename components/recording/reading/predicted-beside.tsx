import { FigureTable } from '@/components/ui/figure-table';
import type { Analysis } from '@/lib/analyzer/analysis';
import { formatBytes, formatChange, formatSeconds } from '@/lib/format/figures';
import { formatAbout } from '@/lib/format/range';
import { matchSteps } from '@/lib/recordings/match-steps';
import type { Recording } from '@/lib/recordings/schema';
import { sizeKindNames } from '../words';

/** What the analyzer predicts for the files under edit beside what this build took, step by step. */
export function PredictedBeside({
  recording,
  analysis,
}: {
  readonly recording: Recording;
  readonly analysis: Analysis;
}) {
  const summaries = analysis.stages
    .filter((stage) => stage.needed)
    .flatMap((stage) => stage.steps)
    .filter((step) => step.kind !== 'configuration' && step.kind !== 'argument');
  const places = matchSteps(
    summaries.map((step) => step.text),
    recording.steps,
  );
  const rows = summaries.map((summary, index) => {
    const place = places[index] ?? null;
    return { summary, step: place === null ? undefined : recording.steps[place] };
  });
  const { size, seconds } = recording;
  const predicted = size && size.kind !== 'unstated' ? analysis.size[size.kind] : null;
  return (
    <>
      <p className="figures max-w-[66ch] text-sm">
        Predicted: {formatAbout(analysis.cold, formatSeconds)} cold and{' '}
        {formatAbout(predicted ?? analysis.size.classic, formatBytes)} (
        {sizeKindNames[predicted && size ? size.kind : 'classic']}). Recorded:{' '}
        {seconds === undefined ? 'no time' : formatSeconds(seconds)}, {size ? formatBytes(size.bytes) : 'no size'}
        {size && predicted && `, ${formatChange(size.bytes - predicted.likely, formatBytes)} against the prediction`}.
        Seconds are predicted for the machine of our profile, not for yours.
      </p>
      <FigureTable
        caption="Each instruction, predicted and recorded"
        captionHidden
        className="mt-2"
        rows={rows}
        keyOf={({ summary }) => summary.id}
        columns={[
          {
            head: 'Instruction',
            names: true,
            cell: ({ summary }) => (
              <code className="line-clamp-2 font-mono text-xs [overflow-wrap:anywhere]">{summary.text}</code>
            ),
          },
          {
            head: 'Predicted',
            kind: 'figure',
            cell: ({ summary }) => (
              <>
                {formatSeconds(summary.seconds.likely)}
                <span className="block text-muted text-xs">{formatBytes(summary.bytes.likely)}</span>
              </>
            ),
          },
          { head: 'Recorded', kind: 'figure', cell: ({ step }) => <RecordedStep step={step} /> },
        ]}
      />
    </>
  );
}

function RecordedStep({ step }: { readonly step: Recording['steps'][number] | undefined }) {
  if (step === undefined) return <span className="text-muted">not in the log</span>;
  return (
    <>
      {step.cached ? 'cached' : formatSeconds(step.seconds)}
      {step.bytes !== undefined && <span className="block text-muted text-xs">{formatBytes(step.bytes)}</span>}
    </>
  );
}

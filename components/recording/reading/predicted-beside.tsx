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
      <div className="mt-2 overflow-x-auto">
        <table className="figures w-full text-left text-sm">
          <thead>
            <tr className="border-b text-muted text-xs">
              <th scope="col" className="py-1 pr-4 font-medium">
                Instruction
              </th>
              <th scope="col" className="py-1 pr-4 text-right font-medium">
                Predicted
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                Recorded
              </th>
            </tr>
          </thead>
          <tbody>
            {summaries.map((summary, index) => {
              const place = places[index] ?? null;
              const step = place === null ? undefined : recording.steps[place];
              return (
                <tr key={summary.id} className="border-b align-baseline">
                  <th scope="row" className="py-1.5 pr-4 font-normal">
                    <code className="line-clamp-2 font-mono text-xs [overflow-wrap:anywhere]">{summary.text}</code>
                  </th>
                  <td className="py-1.5 pr-4 text-right whitespace-nowrap">
                    {formatSeconds(summary.seconds.likely)}
                    <span className="block text-muted text-xs">{formatBytes(summary.bytes.likely)}</span>
                  </td>
                  <td className="py-1.5 text-right whitespace-nowrap">
                    {step === undefined ? (
                      <span className="text-muted">not in the log</span>
                    ) : (
                      <>
                        {step.cached ? 'cached' : formatSeconds(step.seconds)}
                        {step.bytes !== undefined && (
                          <span className="block text-muted text-xs">{formatBytes(step.bytes)}</span>
                        )}
                      </>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

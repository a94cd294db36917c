import { AmountBar } from '@/components/ui/amount-bar';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import type { Recording } from '@/lib/recordings/schema';
import { chartSteps } from './steps';

/** The log's steps, each with its bar and what its layer holds where the history tells. */
export function StepTable({ recording }: { readonly recording: Recording }) {
  const { steps, scale, sequential, short } = chartSteps(recording);
  const withBytes = steps.some(({ step }) => step.bytes !== undefined);
  return (
    <>
      <table className="figures w-full border-collapse text-left text-sm max-md:block">
        <thead className="max-md:sr-only">
          <tr className="border-b text-muted">
            <th scope="col" className="py-2 pr-6 font-medium">
              Step
            </th>
            <th scope="col" className="w-[30%] py-2 pr-4 font-medium">
              {sequential ? 'When, and how long' : 'How long'}
            </th>
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
          {steps.map(({ step, start }) => (
            <tr
              key={`${start} ${step.name}`}
              className="border-b align-top max-md:grid max-md:grid-cols-[1fr_auto_auto] max-md:items-end max-md:gap-x-4 max-md:py-2"
            >
              <th scope="row" className="py-2 pr-6 font-normal max-md:col-span-3 max-md:py-1">
                <code className="font-mono text-xs [overflow-wrap:anywhere]">{step.name}</code>
                {step.cached && <span className="text-muted text-xs"> cached</span>}
              </th>
              <td className="py-2 pr-4 max-md:py-1">
                <AmountBar amount={step.seconds} offset={start} scale={scale} />
              </td>
              <td className="py-2 text-right max-md:py-0">{formatSeconds(step.seconds)}</td>
              {withBytes && (
                <td className="py-2 text-right max-md:py-0">
                  {step.bytes === undefined ? <span className="sr-only">not recorded</span> : formatBytes(step.bytes)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-3 max-w-[66ch] text-muted text-sm">
        {!sequential && 'Stages ran at the same time, so the steps add up to more than the whole. '}
        {short.count > 0 &&
          `${short.count} more ${short.count === 1 ? 'step' : 'steps'} of 0.05 s or less ${short.count === 1 ? 'is' : 'are'} left out.`}
      </p>
    </>
  );
}

import { TextLink } from '@/components/ui/text-link';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { formatAbout, formatRange } from '@/lib/format/range';
import type { LandingStep } from './types';

/** The states as a table: the same figures, for reading instead of watching. */
export function StatesTable({ steps }: { readonly steps: readonly LandingStep[] }) {
  return (
    <details className="border-y">
      <summary className="min-h-11 py-3 text-ink-soft text-sm hover:text-ink">The same as a table</summary>
      <div className="overflow-x-auto pb-4">
        <table className="figures w-full min-w-[40rem] border-collapse text-left text-sm">
          <thead>
            <tr className="border-b text-muted">
              <th scope="col" className="py-2 pr-4 font-medium">
                Dockerfile
              </th>
              <th scope="col" className="py-2 pr-4 font-medium">
                Recorded
              </th>
              <th scope="col" className="py-2 pr-4 font-medium">
                Predicted image
              </th>
              <th scope="col" className="py-2 font-medium">
                Predicted cold build
              </th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.title} className="border-b align-top">
                <th scope="row" className="py-2 pr-4 font-normal">
                  {step.title}
                </th>
                <td className="py-2 pr-4">
                  {step.recorded ? (
                    <>
                      <TextLink href={`/recordings/${step.recorded.id}`}>
                        {formatBytes(step.recorded.bytes)}
                        {step.recorded.seconds !== null && ` in ${formatSeconds(step.recorded.seconds)}`}
                      </TextLink>
                      <span className="text-muted"> {step.recorded.by}</span>
                    </>
                  ) : (
                    <span className="text-muted">not yet</span>
                  )}
                </td>
                <td className="py-2 pr-4">
                  {formatAbout(step.size, formatBytes)}
                  <span className="text-muted"> {formatRange(step.size, formatBytes)}</span>
                </td>
                <td className="py-2">
                  {formatAbout(step.cold, formatSeconds)}
                  <span className="text-muted"> {formatRange(step.cold, formatSeconds)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="mt-3 max-w-[66ch] text-muted text-sm">
          Sizes are unpacked bytes of the classic store. The predicted times are for the machine on which the first of
          these builds was recorded.
        </p>
      </div>
    </details>
  );
}

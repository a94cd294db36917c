import { formatBytes } from '@/lib/format/figures';
import type { StepCost } from './costs';

/** What the margin and the notes at the lines' ends show, in words: a sentence that describes the editor, and a list. */
export function CostSummary({
  id,
  costs,
  dockerfile,
}: {
  readonly id: string;
  readonly costs: readonly StepCost[];
  readonly dockerfile: boolean;
}) {
  const total = costs.reduce((sum, cost) => sum + cost.bytes, 0);
  const largest = costs.reduce<StepCost | null>((most, cost) => (cost.bytes > (most?.bytes ?? 0) ? cost : most), null);
  return (
    <div className="sr-only">
      <p id={id}>
        {total > 0 && largest
          ? `The image is about ${formatBytes(total)}; line ${largest.line} of the Dockerfile adds the most, about ${formatBytes(largest.bytes)}.`
          : 'The size of the image is not known.'}
      </p>
      {dockerfile && (
        <ul aria-label="Cost of each instruction">
          {costs.map((cost) => cost.sentence && <li key={cost.id}>{cost.sentence}</li>)}
        </ul>
      )}
    </div>
  );
}

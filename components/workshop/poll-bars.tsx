import { Sentence } from '@/components/ui/sentence';
import { formatShare } from '@/lib/format/figures';
import type { Poll } from '@/lib/workshop/state';

interface PollBarsProps {
  readonly poll: Pick<Poll, 'options'>;
  readonly counts: readonly number[];
  /** The reader's own answer. */
  readonly chosen?: number | null;
  readonly large?: boolean;
}

/** Votes for each option, as bars with their numbers. */
export function PollBars({ poll, counts, chosen = null, large = false }: PollBarsProps) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return (
    <ul className={`mt-2 space-y-2 ${large ? 'text-2xl' : 'text-sm'}`}>
      {poll.options.map((option, position) => {
        const count = counts[position] ?? 0;
        const share = all === 0 ? 0 : count / all;
        return (
          <li key={option}>
            <span className="flex items-baseline justify-between gap-4">
              <span className="min-w-0 break-words">
                <Sentence text={option} />
                {chosen === position && <span className="text-muted"> (your answer)</span>}
              </span>
              <span className="figures shrink-0">
                {count} <span className="text-muted">{all === 0 ? '' : formatShare(count, all)}</span>
              </span>
            </span>
            <span aria-hidden="true" className={`mt-1 block bg-sunken ${large ? 'h-4' : 'h-2'}`}>
              <span className="block h-full bg-accent" style={{ width: `${share * 100}%` }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

import { formatSeconds, formatShare } from '@/lib/format/figures';
import type { Diagnosis } from '@/lib/recordings/diagnose';
import { causeWords } from '../causes';

/** Where the time of a build went: a bar whose parts are labelled, longest first. */
export function TimeByCause({ time }: { readonly time: Diagnosis['time'] }) {
  const sum = time.reduce((total, { seconds }) => total + seconds, 0);
  if (sum <= 0) return <p className="text-muted text-sm">The text gives no times.</p>;
  return (
    <ul className="figures text-sm">
      {time.map(({ cause, seconds }) => {
        const { name, kind } = causeWords[cause];
        return (
          <li
            key={cause}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-b py-1.5 sm:grid-cols-[9.5rem_minmax(0,1fr)_8rem]"
          >
            <span className="truncate">{name}</span>
            <span aria-hidden="true" className="block h-4 max-sm:order-last max-sm:col-span-2 max-sm:h-2">
              <span
                className={`block h-full min-w-px forced-color-adjust-none ${kind === null ? 'bg-line-strong' : 'band'}`}
                data-kind={kind ?? undefined}
                style={{ width: `${(seconds / sum) * 100}%` }}
              />
            </span>
            <span className="text-right whitespace-nowrap">
              <strong className="font-semibold">{formatSeconds(seconds)}</strong>{' '}
              <span className="text-muted text-xs">{formatShare(seconds, sum)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

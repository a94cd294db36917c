'use client';

import type { Timer } from '@/lib/workshop/state';
import { formatCountdown, useCountdown } from './use-countdown';

/** The timer of the room; screen readers hear the last minute and the end, not every second. */
export function Countdown({ timer, large = false }: { readonly timer: Timer | null; readonly large?: boolean }) {
  const seconds = useCountdown(timer);
  if (timer === null || seconds === null) return null;
  const over = seconds === 0;
  const said = over ? 'The time is up.' : seconds <= 60 ? 'One minute is left.' : '';
  return (
    <span className={`inline-flex items-baseline gap-2 ${large ? 'text-2xl' : 'text-sm'}`}>
      {timer.label && <span className="truncate text-muted">{timer.label}</span>}
      <strong role="timer" className={`figures font-semibold ${seconds <= 60 ? 'text-warning' : ''}`}>
        {over ? 'Time is up' : formatCountdown(seconds)}
      </strong>
      <span className="sr-only" role="status">
        {said}
      </span>
    </span>
  );
}

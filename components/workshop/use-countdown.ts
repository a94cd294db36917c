'use client';

import { useEffect, useState } from 'react';
import type { Timer } from '@/lib/workshop/state';
import { useRoom } from './room-context';

/** Whole seconds left of the room's timer, by the server's clock; 0 once it is over, `null` without one. */
export function useCountdown(timer: Timer | null): number | null {
  const { line } = useRoom();
  const left = () => (timer === null ? null : Math.max(0, Math.ceil((timer.endsAt - line.serverNow()) / 1_000)));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const tell = () =>
      setSeconds(timer === null ? null : Math.max(0, Math.ceil((timer.endsAt - line.serverNow()) / 1_000)));
    tell();
    if (timer === null) return;
    const ticking = setInterval(tell, 250);
    return () => clearInterval(ticking);
  }, [timer, line]);
  return timer === null ? null : seconds;
}

/** `4:05`, or `1:04:05` from an hour on. */
export function formatCountdown(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

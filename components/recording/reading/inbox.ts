'use client';

import { useSyncExternalStore } from 'react';

/** Text that was pasted or dropped somewhere on the page and turned out to be a build's output, for the reader to open. */
let waiting: string | null = null;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Hands text to whichever reader of logs is on the page, now or as soon as it opens. */
export function sendToReader(text: string): void {
  waiting = text;
  tell();
}

/** Takes the text out, so that it is read once. */
export function takeFromInbox(): string | null {
  const text = waiting;
  waiting = null;
  return text;
}

/** Whether there is text to take. */
export function useInbox(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting !== null,
    () => false,
  );
}

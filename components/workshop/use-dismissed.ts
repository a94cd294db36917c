'use client';

import { useCallback, useState } from 'react';

const storageKey = (code: string) => `layerwise.dismissed.${code}`;
/** More than a workshop of a day has. */
const mostKept = 200;

function read(code: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(storageKey(code)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((entry) => typeof entry === 'string') : [];
  } catch {
    return [];
  }
}

function write(code: string, dismissed: readonly string[]): void {
  try {
    window.sessionStorage.setItem(storageKey(code), JSON.stringify(dismissed));
  } catch {
    // Then it stays closed as long as the page.
  }
}

/** What somebody has closed: it stays closed on the next lesson's page and after a reload, for as long as the tab. */
export function useDismissed(code: string) {
  const [dismissed, setDismissed] = useState(() => read(code));
  const change = useCallback(
    (key: string, isDismissed: boolean) => {
      const others = read(code).filter((entry) => entry !== key);
      const next = isDismissed ? [...others, key].slice(-mostKept) : others;
      setDismissed(next);
      write(code, next);
    },
    [code],
  );
  return {
    isDismissed: (key: string) => dismissed.includes(key),
    dismiss: useCallback((key: string) => change(key, true), [change]),
    /** What is shown anew is to be seen anew. */
    restore: useCallback((key: string) => change(key, false), [change]),
  };
}

'use client';

import { useEffect, useState } from 'react';

const key = 'layerwise.editor';

/**
 * Whether the reader wants the plain textarea although Monaco would work; `null` where it would not, on touch screens, and
 * before that is known. Remembered in the browser where it allows that.
 */
export function usePlainChoice(): readonly [boolean | null, (plain: boolean) => void] {
  const [plain, setPlain] = useState<boolean | null>(null);
  useEffect(() => {
    if (!window.matchMedia('(pointer: fine)').matches) return;
    setPlain(remembered() === 'plain');
  }, []);
  const choose = (choice: boolean) => {
    setPlain(choice);
    try {
      if (choice) localStorage.setItem(key, 'plain');
      else localStorage.removeItem(key);
    } catch {
      // Storage is blocked: the choice holds for this page.
    }
  };
  return [plain, choose];
}

function remembered(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

'use client';

import { useWorkbench } from '@/components/workbench/store';
import type { SourceRange } from '@/lib/analyzer/syntax/range';

/** Where phones show one place at a time; the same width as in the layout's style sheet. */
const phone = '(max-width: 767px)';

/** Shows a place of a file in the editor; on a phone it switches to the editor first. */
export function useReveal(): (path: string, range: SourceRange) => void {
  const revealRange = useWorkbench((state) => state.revealRange);
  return (path, range) => {
    if (window.matchMedia(phone).matches) window.location.hash = 'edit';
    revealRange(path, range.start, range.end);
  };
}

'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { useWorkbench } from '@/components/workbench/store';

/** Hints from a nudge to nearly the answer, revealed one at a time; how many is remembered. */
export function Hints({ hints }: { hints: readonly { readonly text: string; readonly content: ReactNode }[] }) {
  const revealed = useWorkbench((state) => state.hintsRevealed);
  const revealHint = useWorkbench((state) => state.revealHint);
  const shown = Math.min(revealed, hints.length);
  return (
    <section aria-label="Hints">
      {shown > 0 && (
        <ol className="mb-4 list-none space-y-4 p-0">
          {hints.slice(0, shown).map(({ text, content }, index) => (
            <li key={text} className="border-line-strong border-l-2 pl-4">
              <p className="font-sans font-semibold text-muted text-xs">Hint {index + 1}</p>
              {content}
            </li>
          ))}
        </ol>
      )}
      {shown < hints.length && (
        <Button className="no-print" onClick={revealHint}>
          {shown === 0 ? 'Show a hint' : 'Show the next hint'}
          <span className="figures font-normal text-muted">
            {shown + 1} of {hints.length}
          </span>
        </Button>
      )}
    </section>
  );
}

'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useWorkbench } from '@/components/workbench/store';

/** Comes with the first look at the solution. */
const DiffDialog = dynamic(() => import('@/components/editor/diff/diff-dialog').then((module) => module.DiffDialog), {
  ssr: false,
});

/** Our answer beside the learner's: asked once whether to show it, then it stays a press away. */
export function Solution() {
  const hasSolution = useWorkbench((state) => state.solution !== null);
  const revealed = useWorkbench((state) => state.solutionRevealed);
  const reveal = useWorkbench((state) => state.revealSolution);
  const [open, setOpen] = useState(false);
  if (!hasSolution) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{revealed ? 'Compare with the solution' : 'Show the solution'}</Button>
      {revealed ? (
        open && <DiffDialog against="solution" open onOpenChange={setOpen} />
      ) : (
        <Dialog
          open={open}
          onOpenChange={setOpen}
          title="Show the solution"
          description="You see our files beside yours. Yours stay as they are, and other answers than ours meet the goals too."
        >
          <div className="flex justify-end gap-2">
            <Button variant="quiet" onClick={() => setOpen(false)}>
              Not yet
            </Button>
            <Button variant="primary" onClick={reveal}>
              Show it
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

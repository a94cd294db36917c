'use client';

import { Button, type ButtonSize } from '@/components/ui/button';
import { useWorkbench } from '@/components/workbench/store';

/** Back to the files as the lesson gives them; what was there can be brought back. */
export function ResetWork({ label = 'Reset the files', size = 'medium' }: { label?: string; size?: ButtonSize }) {
  const untouched = useWorkbench((state) => state.project === state.start);
  const reset = useWorkbench((state) => state.reset);
  const undoReset = useWorkbench((state) => state.undoReset);
  const canUndo = useWorkbench((state) => state.canUndoReset);
  return (
    <>
      <Button size={size} disabled={untouched} onClick={reset} className="max-md:disabled:hidden">
        {label}
      </Button>
      {canUndo && (
        <Button variant="quiet" size={size} onClick={undoReset}>
          Bring your files back
        </Button>
      )}
    </>
  );
}

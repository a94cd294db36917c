'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useWorkbench } from '@/components/workbench/store';

const DiffDialog = dynamic(() => import('./diff/diff-dialog').then((module) => module.DiffDialog), { ssr: false });

/** Opens the comparison of the reader's files with the start; its code comes with the first press. */
export function ChangesButton({ className }: { readonly className: string }) {
  const untouched = useWorkbench((state) => state.project === state.start);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={className}
        disabled={untouched}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Changes
      </button>
      {open && <DiffDialog against="start" open onOpenChange={setOpen} />}
    </>
  );
}

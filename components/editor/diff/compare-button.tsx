'use client';

import dynamic from 'next/dynamic';
import { type ComponentProps, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Against } from './diff-dialog';

const DiffDialog = dynamic(() => import('./diff-dialog').then((module) => module.DiffDialog), { ssr: false });

/** Opens the comparison of the reader's files with the start or the solution; its code comes with the first press. */
export function CompareButton({ against, ...rest }: ComponentProps<typeof Button> & { readonly against: Against }) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button
        {...rest}
        aria-haspopup="dialog"
        onClick={() => {
          setAsked(true);
          setOpen(true);
        }}
      />
      {asked && <DiffDialog against={against} open={open} onOpenChange={setOpen} />}
    </>
  );
}

'use client';

import { Dialog as Primitive } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { buttonClasses } from './button';
import { CrossIcon } from './icons';

/** A window over the page: focus stays in it, Escape and a press outside close it, focus returns to where it was. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** What the window is for, in a sentence. */
  readonly description: string;
  readonly children: ReactNode;
}) {
  const opener = useRef<Element | null>(null);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-50 bg-[oklch(0.15_0.01_262/0.45)]" />
        <Primitive.Content
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // Without a trigger of its own the window would leave the focus on the page's body.
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className="fixed inset-x-0 bottom-0 z-50 mx-auto max-h-[88dvh] w-full max-w-xl overflow-y-auto border border-line-strong bg-surface p-5 sm:top-[12vh] sm:bottom-auto sm:p-6"
        >
          <div className="flex items-start justify-between gap-4">
            <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
            <Primitive.Close
              className={`${buttonClasses({ variant: 'quiet' })} -mt-2 -mr-2 w-10 px-0! pointer-coarse:w-11`}
            >
              <CrossIcon />
              <span className="sr-only">Close</span>
            </Primitive.Close>
          </div>
          <Primitive.Description className="mt-1 text-ink-soft text-sm">{description}</Primitive.Description>
          <div className="mt-5">{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

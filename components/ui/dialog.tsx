'use client';

import { type PointerEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { buttonClasses } from './button';
import { CrossIcon } from './icons';

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** What the window is for, in a sentence. */
  readonly description: string;
  /** `wide`: for what stands side by side; its children reach the window's edges. */
  readonly width?: 'text' | 'wide';
  readonly children: ReactNode;
}

/** A window over the page: focus stays in it, Escape and a press outside close it, focus returns to where it was. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? createPortal(<ModalWindow {...rest} />, document.body) : null;
}

const widths = { text: 'max-w-xl sm:top-[12vh]', wide: 'max-w-6xl sm:top-[6vh]' } as const;

function ModalWindow({ onOpenChange, title, description, width = 'text', children }: Omit<DialogProps, 'open'>) {
  const frame = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = frame.current;
    const page = document.documentElement;
    page.toggleAttribute('data-scrolls', window.innerWidth > page.clientWidth);
    dialog?.showModal();
    // Closed before it goes: the browser then gives the focus back.
    return () => dialog?.close();
  }, []);
  const closeOutside = (event: PointerEvent<HTMLDialogElement>) => {
    // Its content fills the window, so that what hits the window itself hit the page behind it.
    if (event.target === event.currentTarget) onOpenChange(false);
  };
  return (
    <dialog
      ref={frame}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      onPointerDown={closeOutside}
      onCancel={(event) => {
        event.preventDefault();
        onOpenChange(false);
      }}
      onClose={(event) => {
        // Browsers close it themselves where Escape is pressed twice.
        if (!event.currentTarget.open) onOpenChange(false);
      }}
      className={`fixed inset-x-0 top-auto bottom-0 m-0 mx-auto max-h-[88dvh] w-full overscroll-contain border border-line-strong bg-surface text-ink backdrop:bg-[oklch(0.15_0.01_262/0.45)] open:flex sm:bottom-auto ${widths[width]}`}
    >
      <div className="flex min-h-0 w-full flex-col">
        <div className="flex shrink-0 items-start justify-between gap-4 px-5 pt-5 pb-4 sm:px-6">
          <div>
            <h2 id={`${id}-title`} className="font-semibold text-lg">
              {title}
            </h2>
            <p id={`${id}-description`} className="mt-1 text-ink-soft text-sm">
              {description}
            </p>
          </div>
          <button
            type="button"
            onClick={() => onOpenChange(false)}
            className={`${buttonClasses({ variant: 'quiet' })} -mt-2 -mr-2 w-10 shrink-0 px-0! pointer-coarse:w-11`}
          >
            <CrossIcon />
            <span className="sr-only">Close</span>
          </button>
        </div>
        {width === 'wide' ? (
          children
        ) : (
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5 sm:px-6 sm:pb-6">{children}</div>
        )}
      </div>
    </dialog>
  );
}

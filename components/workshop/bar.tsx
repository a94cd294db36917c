import type { ReactNode } from 'react';

/** The strip below the site's head while a lesson is read in a workshop. */
export function Bar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section
      aria-label={label}
      className="no-print sticky top-14 z-30 flex h-12 items-center gap-x-3 overflow-x-clip border-b bg-surface px-3 text-sm sm:gap-x-5 sm:px-6"
    >
      {children}
    </section>
  );
}

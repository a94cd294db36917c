import { type ReactNode, useId } from 'react';

/** A titled part of the host's page. */
export function Panel({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t pt-3">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="font-semibold text-sm">
          {title}
        </h2>
        {aside}
      </div>
      <div className="mt-2 text-sm">{children}</div>
    </section>
  );
}

export const fieldClasses =
  'min-h-9 min-w-0 rounded-sm border border-line-strong bg-surface px-2 text-sm pointer-coarse:min-h-11';

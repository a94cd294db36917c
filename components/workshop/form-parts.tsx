import type { ComponentProps, ReactNode } from 'react';
import type { Refusal } from '@/lib/workshop/refusals';

/** A labelled line of text with what is wrong about it under it. */
export function Field({
  id,
  label,
  hint,
  wrong,
  className = '',
  ...rest
}: ComponentProps<'input'> & {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly wrong?: string | null;
}) {
  const described = [hint ? `${id}-hint` : null, wrong ? `${id}-wrong` : null].filter(Boolean).join(' ');
  return (
    <div>
      <label htmlFor={id} className="block font-medium text-sm">
        {label}
      </label>
      <input
        id={id}
        className={`mt-1.5 h-11 w-full rounded-sm border bg-surface px-3 text-base ${wrong ? 'border-failure' : 'border-line-strong'} ${className}`}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={described || undefined}
        {...rest}
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-muted text-sm">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${id}-wrong`} role="alert" className="mt-1.5 text-failure text-sm">
          {wrong}
        </p>
      )}
    </div>
  );
}

/** A message in the place of a form: what happened and what to do. */
export function Notice({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'bad';
  readonly children: ReactNode;
}) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : undefined}
      className={`border-l-4 px-4 py-3 text-sm ${tone === 'bad' ? 'border-failure bg-failure-wash' : 'border-line-strong bg-sunken'}`}
    >
      {children}
    </div>
  );
}

/** What to tell somebody who stands before a form: their request is not kept for later, as a command in a room is. */
export function describeRefusal(refusal: Refusal): string {
  if (refusal.code !== 'unavailable') return refusal.message;
  return 'The server does not answer. Try again: nothing happens twice.';
}

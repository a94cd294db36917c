'use client';

import { type ReactNode, useId } from 'react';
import { Button } from './button';

/** The row of fields over a list. Without scripts it does nothing, so it is hidden then. */
export function FilterBar({
  label,
  status,
  onClear,
  children,
}: {
  readonly label: string;
  /** How much of the list shows, said to screen readers when it changes. */
  readonly status: string;
  /** `null` where nothing narrows the list. */
  readonly onClear: (() => void) | null;
  readonly children: ReactNode;
}) {
  return (
    <search
      aria-label={label}
      className="no-print needs-scripts flex flex-wrap items-end gap-x-5 gap-y-3 border-y py-4"
    >
      {children}
      <p role="status" className="figures flex h-10 sm:ml-auto items-center text-muted text-sm">
        {status}
      </p>
      {onClear && (
        <Button variant="quiet" onClick={onClear}>
          Clear
        </Button>
      )}
    </search>
  );
}

const field =
  'h-10 w-full rounded-sm border border-line-strong bg-surface px-3 text-ink text-sm pointer-coarse:h-11 pointer-coarse:text-base';

export function TextField({
  label,
  value,
  controls,
  placeholder,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  /** Id of the list that it narrows. */
  readonly controls: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <p className="min-w-48 flex-1 sm:max-w-72">
      <label htmlFor={id} className="mb-1 block text-muted text-xs">
        {label}
      </label>
      <input
        id={id}
        type="search"
        value={value}
        placeholder={placeholder}
        aria-controls={controls}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        className={field}
      />
    </p>
  );
}

export function ChoiceField({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <p>
      <label htmlFor={id} className="mb-1 block text-muted text-xs">
        {label}
      </label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)} className={`${field} pr-8`}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.name}
          </option>
        ))}
      </select>
    </p>
  );
}

'use client';

import { useId } from 'react';

interface ViewSwitchProps<Value extends string> {
  /** What the choice is about. */
  name: string;
  options: readonly { readonly value: Value; readonly name: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few views, as radio buttons that look like one control: arrow keys move, as in every group of radios. */
export function ViewSwitch<Value extends string>({ name, options, value, onChange }: ViewSwitchProps<Value>) {
  const id = useId();
  return (
    <fieldset className="inline-flex rounded-sm border border-line-strong text-xs">
      <legend className="sr-only">{name}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex min-h-8 cursor-pointer items-center border-line-strong px-3 not-first-of-type:border-l has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            name={id}
            className="sr-only"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.name}
        </label>
      ))}
    </fieldset>
  );
}

'use client';

import { type ReactNode, useId, useSyncExternalStore } from 'react';
import { MoonIcon, SunIcon, SystemIcon } from './icons';
import { chooseTheme, readThemeChoice, type ThemeChoice, watchThemeChoice } from './theme';

const choices: readonly { readonly choice: ThemeChoice; readonly name: string; readonly icon: ReactNode }[] = [
  { choice: 'light', name: 'Light', icon: <SunIcon /> },
  { choice: 'dark', name: 'Dark', icon: <MoonIcon /> },
  { choice: 'system', name: 'System', icon: <SystemIcon /> },
];

/** Light, dark or as the system says: three radio buttons, so that arrows move and screen readers say which. */
export function ThemeSwitch({ withNames = false }: { readonly withNames?: boolean }) {
  const group = useId();
  const current = useSyncExternalStore(watchThemeChoice, readThemeChoice, () => 'system' as const);
  return (
    <fieldset className="flex items-center rounded-sm border">
      <legend className="sr-only">Theme</legend>
      {choices.map(({ choice, name, icon }) => (
        <label
          key={choice}
          title={withNames ? undefined : `${name} theme`}
          className={`relative flex h-8 cursor-pointer items-center justify-center gap-1.5 border-transparent text-muted text-xs hover:text-ink has-checked:text-ink has-checked:shadow-[inset_0_-2px_0_var(--accent)] has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-1 pointer-coarse:h-11 ${withNames ? 'px-3' : 'w-8 pointer-coarse:w-11'}`}
        >
          <input
            type="radio"
            name={group}
            value={choice}
            checked={current === choice}
            onChange={() => chooseTheme(choice)}
            className="absolute inset-0 cursor-pointer appearance-none opacity-0"
          />
          {icon}
          <span className={withNames ? '' : 'sr-only'}>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

'use client';

import { useEffect, useState } from 'react';
import { Button, type ButtonSize, type ButtonVariant } from './button';
import { CheckIcon, CopyIcon } from './icons';

type State = 'idle' | 'copied' | 'refused';

const said: Readonly<Record<State, string>> = {
  idle: '',
  copied: 'Copied',
  refused: 'The browser does not allow copying. Select the text and copy it by hand.',
};

/** Copies a text and says so; where the browser refuses it says what to do instead. */
export function CopyButton({
  text,
  label = 'Copy',
  variant = 'quiet',
  size = 'small',
}: {
  readonly text: string | (() => string);
  readonly label?: string;
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
}) {
  const [state, setState] = useState<State>('idle');

  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setState('copied');
    } catch {
      setState('refused');
    }
  }

  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button variant={variant} size={size} onClick={copy}>
        {state === 'copied' ? <CheckIcon /> : <CopyIcon />}
        {label}
      </Button>
      <span role="status" className={state === 'refused' ? 'text-failure text-sm' : 'sr-only'}>
        {said[state]}
      </span>
    </span>
  );
}

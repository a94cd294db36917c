'use client';

import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { roomLimits } from '@/lib/workshop/limits';
import { useRoom } from './room-context';

interface HandButtonProps {
  readonly raised: boolean;
  readonly disabled: boolean;
  /** The form is open. */
  readonly asking: boolean;
  readonly onAsk: (asking: boolean) => void;
}

/** Opens the form that raises the hand; takes a raised one down at once. */
export function HandButton({ raised, disabled, asking, onAsk }: HandButtonProps) {
  const { send } = useRoom();
  return (
    <Button
      size="small"
      disabled={disabled}
      className={raised ? 'border-accent bg-accent-wash' : ''}
      {...(raised ? { 'aria-pressed': true } : { 'aria-expanded': asking })}
      onClick={() => (raised ? send({ kind: 'lower-hand' }) : onAsk(!asking))}
    >
      {raised ? 'Hand raised' : 'Raise hand'}
    </Button>
  );
}

/** What the hand is raised for, in a line that may stay empty. */
export function HandForm({ onDone }: { readonly onDone: () => void }) {
  const { send } = useRoom();
  const [note, setNote] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  const raise = (event: FormEvent) => {
    event.preventDefault();
    send({ kind: 'raise-hand', note: note.trim() });
    onDone();
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone();
  };
  return (
    <form
      aria-label="Raise your hand"
      onSubmit={raise}
      onKeyDown={closeOnEscape}
      className="flex flex-wrap items-end gap-x-3 gap-y-2 border-b px-3 py-3 text-sm sm:px-6"
    >
      <label htmlFor={id} className="max-w-2xl flex-1 basis-full sm:basis-48">
        What is it about? <span className="text-muted">Only hosts see it; it may stay empty.</span>
        <input
          ref={field}
          id={id}
          value={note}
          maxLength={roomLimits.note}
          autoComplete="off"
          onChange={(event) => setNote(event.target.value)}
          className="mt-1 block h-10 w-full rounded-sm border border-line-strong bg-surface px-3 text-base pointer-coarse:h-11"
        />
      </label>
      <Button type="submit" variant="primary">
        Raise my hand
      </Button>
      <Button variant="quiet" onClick={onDone}>
        Cancel
      </Button>
    </form>
  );
}

'use client';

import { useEffect, useState } from 'react';
import { Button, type ButtonSize } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

const shortcuts: readonly { readonly keys: string; readonly what: string }[] = [
  { keys: '?', what: 'Open this list' },
  { keys: 'Tab', what: 'Move to the next control; in the editor it moves on as well, unless you switched that off' },
  { keys: 'Ctrl+M, on a Mac Ctrl+Shift+M', what: 'Switch whether Tab indents in the editor or leaves it' },
  { keys: 'Escape', what: 'Leave the editor, close an explanation or a dialog' },
  { keys: 'F8', what: 'In the editor: go to the next problem' },
  { keys: 'Ctrl+., on a Mac ⌘+.', what: 'In the editor: show the fixes for the place' },
  { keys: 'Ctrl+Space', what: 'In the editor: suggest instructions, flags, tags and stages' },
  { keys: '← →', what: 'Between tabs, once one has the focus' },
  { keys: '← → ↑ ↓', what: 'On a border between panes: move it; Escape puts it back' },
];

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** The keys that the page knows, in a dialog that `?` opens. */
export function ShortcutsDialog({ size = 'medium' }: { size?: ButtonSize }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <Button variant="quiet" size={size} onClick={() => setOpen(true)}>
        Keys
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Keys"
        description="Everything on this page works without a mouse."
      >
        <dl className="divide-y divide-line border-y text-sm">
          {shortcuts.map(({ keys, what }) => (
            <div key={keys} className="grid gap-1 py-2 sm:grid-cols-[11rem_1fr] sm:gap-4">
              <dt className="font-mono text-xs leading-5">{keys}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}

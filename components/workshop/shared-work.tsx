'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { WorkFile } from '@/lib/workshop/values';
import { browserStorage } from './browser-storage';

interface SharedWorkProps {
  readonly title: string;
  readonly files: readonly WorkFile[];
  readonly action?: ReactNode;
  /** Fills its place and is large, for a projector. */
  readonly large?: boolean;
  /** Can be folded away; the browser remembers it. */
  readonly foldable?: boolean;
}

const foldKey = 'layerwise.shared-work';

function useFold(foldable: boolean) {
  const [open, setOpen] = useState(true);
  useEffect(() => {
    if (foldable && browserStorage().getItem(foldKey) === 'folded') setOpen(false);
  }, [foldable]);
  const fold = (wanted: boolean) => {
    setOpen(wanted);
    try {
      browserStorage().setItem(foldKey, wanted ? 'open' : 'folded');
    } catch {
      // Then it lasts as long as the page.
    }
  };
  return { open, fold };
}

/** Somebody's files as they are now, to be read. */
export function SharedWork({ title, files, action, large = false, foldable = false }: SharedWorkProps) {
  const { open, fold } = useFold(foldable);
  return (
    <section aria-label={title} className="border-b bg-surface text-sm">
      <div className="flex min-h-10 flex-wrap items-center gap-x-4 px-4">
        <p className="min-w-0 flex-1 truncate py-1.5 font-medium">{title}</p>
        {action}
        {foldable && (
          <Button size="small" variant="quiet" aria-expanded={open} onClick={() => fold(!open)}>
            {open ? 'Fold' : 'Unfold'}
            <span className="sr-only"> {title}</span>
          </Button>
        )}
      </div>
      {open && <Files files={files} large={large} />}
    </section>
  );
}

function Files({ files, large }: { readonly files: readonly WorkFile[]; readonly large: boolean }) {
  const [chosen, choose] = useState<string | null>(null);
  const file = files.find(({ path }) => path === chosen) ?? files.find(({ path }) => path === 'Dockerfile') ?? files[0];
  return (
    <>
      <div className="flex flex-wrap gap-1 border-y px-3 py-1">
        {files.map(({ path }) => (
          <button
            key={path}
            type="button"
            aria-pressed={path === file?.path}
            onClick={() => choose(path)}
            className={`min-h-8 rounded-sm px-2 font-mono text-xs ${path === file?.path ? 'bg-sunken text-ink' : 'text-ink-soft hover:bg-sunken'}`}
          >
            {path}
          </button>
        ))}
      </div>
      {file ? <FileText file={file} large={large} /> : <p className="px-4 py-3 text-muted">There are no files yet.</p>}
    </>
  );
}

/** A file with its line numbers, to be read, selected and copied. */
export function FileText({ file, large = false }: { readonly file: WorkFile; readonly large?: boolean }) {
  const text = file.text.replace(/\n$/, '');
  const count = text.split('\n').length;
  const numbers = Array.from({ length: count }, (_, position) => position + 1).join('\n');
  return (
    <div
      className={`flex gap-4 overflow-auto px-4 py-2 font-mono ${large ? 'max-h-[68vh] text-xl leading-8' : 'max-h-[20dvh] text-xs leading-5 md:max-h-[32dvh]'}`}
    >
      <pre aria-hidden="true" className="select-none text-right text-muted">
        {numbers}
      </pre>
      <textarea
        readOnly
        aria-label={file.path}
        className="min-w-0 flex-1 resize-none overflow-x-auto overflow-y-hidden bg-transparent p-0"
        wrap="off"
        spellCheck={false}
        rows={count}
        value={text}
      />
    </div>
  );
}

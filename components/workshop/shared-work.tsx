'use client';

import { type ReactNode, useState } from 'react';
import type { WorkFile } from '@/lib/workshop/values';

interface SharedWorkProps {
  readonly title: string;
  readonly files: readonly WorkFile[];
  readonly action?: ReactNode;
  /** Fills its place and is large, for a projector. */
  readonly large?: boolean;
}

/** Somebody's files as they are now, to be read. */
export function SharedWork({ title, files, action, large = false }: SharedWorkProps) {
  const [chosen, choose] = useState<string | null>(null);
  const file = files.find(({ path }) => path === chosen) ?? files.find(({ path }) => path === 'Dockerfile') ?? files[0];
  return (
    <details open className="border-b bg-surface text-sm">
      <summary className="min-h-10 px-4 py-2 font-medium">{title}</summary>
      {action && <p className="px-4 pb-2">{action}</p>}
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
    </details>
  );
}

/** A file with its line numbers, to be read, selected and copied. */
export function FileText({ file, large = false }: { readonly file: WorkFile; readonly large?: boolean }) {
  const text = file.text.replace(/\n$/, '');
  const count = text.split('\n').length;
  const numbers = Array.from({ length: count }, (_, position) => position + 1).join('\n');
  return (
    <div
      className={`flex gap-4 overflow-auto px-4 py-2 font-mono ${large ? 'max-h-[68vh] text-xl leading-8' : 'max-h-[38dvh] text-xs leading-5'}`}
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

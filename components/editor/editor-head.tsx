'use client';

import { type RefObject, useRef, useState } from 'react';
import { useWorkbench } from '@/components/workbench/store';
import { FilePanel } from './file-panel';
import { FileTabs } from './file-tabs';

/** The tabs, and the list of files behind a button. */
export function EditorHead({ id, tabs }: { readonly id: string; readonly tabs: RefObject<HTMLDivElement | null> }) {
  const project = useWorkbench((state) => state.project);
  const activePath = useWorkbench((state) => state.activePath);
  const openFile = useWorkbench((state) => state.openFile);
  const addFile = useWorkbench((state) => state.addFile);
  const renameFile = useWorkbench((state) => state.renameFile);
  const removeFile = useWorkbench((state) => state.removeFile);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="relative flex shrink-0 items-stretch border-b bg-paper">
      <FileTabs ref={tabs} project={project} activePath={activePath} id={id} onOpen={openFile} />
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={open ? `${id}-files` : undefined}
        onClick={() => (open ? close() : setOpen(true))}
        className="no-print h-9 shrink-0 border-l px-3 font-sans text-ink-soft text-xs outline-offset-[-3px] hover:bg-sunken hover:text-ink pointer-coarse:h-11"
      >
        Files
      </button>
      {open && (
        <FilePanel
          id={`${id}-files`}
          project={project}
          onAdd={(path) => {
            addFile(path, '');
            close();
          }}
          onRename={renameFile}
          onRemove={removeFile}
          onClose={close}
        />
      )}
    </div>
  );
}

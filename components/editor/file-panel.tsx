'use client';

import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { checkNewPath, withoutFile } from '@/components/workbench/project-edits';
import type { Project } from '@/lib/analyzer/project';
import { orderPaths } from './file-tabs';

interface FilePanelProps {
  readonly id: string;
  readonly project: Project;
  readonly onAdd: (path: string) => void;
  readonly onRename: (path: string, to: string) => void;
  readonly onRemove: (path: string) => void;
  readonly onClose: () => void;
}

const field =
  'h-8 min-w-0 flex-1 rounded-sm border border-line-strong bg-surface px-2 font-mono text-ink text-xs pointer-coarse:h-11';

/** The list of files with what can be done to them: rename, remove, add. Escape closes it. */
export function FilePanel({ id, project, onAdd, onRename, onRemove, onClose }: FilePanelProps) {
  const panel = useRef<HTMLFieldSetElement>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  useEffect(() => panel.current?.querySelector('input')?.focus(), []);
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (renaming === null) onClose();
    else setRenaming(null);
  };
  return (
    <fieldset
      ref={panel}
      id={id}
      aria-label="Files of the project"
      onKeyDown={close}
      className="absolute inset-x-0 top-full z-20 max-h-80 overflow-y-auto border-y bg-paper p-3 font-sans text-sm"
    >
      <PathForm
        label="New file"
        action="Add"
        initial=""
        check={(path) => checkNewPath(project, path)}
        onSubmit={onAdd}
      />
      <ul className="mt-3 divide-y border-t">
        {orderPaths(project).map((path) => (
          <li key={path} className="py-1.5">
            {renaming === path ? (
              <PathForm
                label={`New name of ${path}`}
                action="Rename"
                initial={path}
                check={(to) => (to === path ? null : checkNewPath(withoutFile(project, path), to))}
                onSubmit={(to) => {
                  setRenaming(null);
                  onRename(path, to);
                }}
                onCancel={() => setRenaming(null)}
              />
            ) : (
              <div className="flex items-center gap-1">
                <span className="min-w-0 flex-1 truncate font-mono text-xs" title={path}>
                  {path}
                </span>
                <Button variant="quiet" size="small" onClick={() => setRenaming(path)} aria-label={`Rename ${path}`}>
                  Rename
                </Button>
                <Button
                  variant="quiet"
                  size="small"
                  disabled={path === project.dockerfile}
                  onClick={() => onRemove(path)}
                  aria-label={`Remove ${path}`}
                >
                  Remove
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

interface PathFormProps {
  readonly label: string;
  readonly action: string;
  readonly initial: string;
  readonly check: (path: string) => string | null;
  readonly onSubmit: (path: string) => void;
  readonly onCancel?: () => void;
}

function PathForm({ label, action, initial, check, onSubmit, onCancel }: PathFormProps) {
  const [path, setPath] = useState(initial);
  const [refusal, setRefusal] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (initial) input.current?.select();
  }, [initial]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const reason = check(path.trim());
    setRefusal(reason);
    if (reason) return;
    onSubmit(path.trim());
    setPath('');
  };
  return (
    <form onSubmit={submit} noValidate>
      <div className="flex items-center gap-2">
        <input
          ref={input}
          className={field}
          value={path}
          placeholder="src/settings.py"
          aria-label={label}
          aria-invalid={refusal !== null}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={(event) => {
            setPath(event.target.value);
            setRefusal(null);
          }}
        />
        <Button size="small" type="submit">
          {action}
        </Button>
        {onCancel && (
          <Button size="small" variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
      <p role="alert" className="text-failure text-xs empty:hidden">
        {refusal}
      </p>
    </form>
  );
}

'use client';

import type { KeyboardEvent, Ref } from 'react';
import type { Project } from '@/lib/analyzer/project';

interface FileTabsProps {
  readonly ref?: Ref<HTMLDivElement>;
  readonly project: Project;
  readonly activePath: string;
  /** Prefix of the tabs' ids; the panel's id is `${id}-panel`. */
  readonly id: string;
  readonly onOpen: (path: string) => void;
}

/** Paths in the order of the tabs: the Dockerfile, its ignore file, then the rest as the project lists them. */
export function orderPaths(project: Project): readonly string[] {
  const first = [project.dockerfile, `${project.dockerfile}.dockerignore`, '.dockerignore'];
  const rank = (path: string) => {
    const index = first.indexOf(path);
    return index === -1 ? first.length : index;
  };
  return project.files.map((file) => file.path).toSorted((a, b) => rank(a) - rank(b));
}

/** The project's files as tabs: arrow keys, Home and End move between them. */
export function FileTabs({ ref, project, activePath, id, onOpen }: FileTabsProps) {
  const paths = orderPaths(project);
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const index = paths.indexOf(activePath);
    const next = neighbour(event.key, index, paths.length);
    const path = next === null ? undefined : paths[next];
    if (path === undefined) return;
    event.preventDefault();
    onOpen(path);
    const tab = event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[next ?? 0];
    tab?.focus();
  };
  return (
    <div
      ref={ref}
      role="tablist"
      aria-label="Files"
      onKeyDown={move}
      className="flex min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]"
    >
      {paths.map((path) => {
        const selected = path === activePath;
        return (
          <button
            key={path}
            type="button"
            role="tab"
            id={`${id}-tab-${path}`}
            aria-selected={selected}
            aria-controls={`${id}-panel`}
            tabIndex={selected ? 0 : -1}
            title={path}
            onClick={() => onOpen(path)}
            className={`-mb-px h-9 shrink-0 border-b-2 px-3 font-mono text-xs outline-offset-[-3px] pointer-coarse:h-11 ${
              selected ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink'
            }`}
          >
            {path}
          </button>
        );
      })}
    </div>
  );
}

function neighbour(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count;
    case 'ArrowLeft':
      return (index - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

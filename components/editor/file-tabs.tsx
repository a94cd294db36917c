'use client';

import type { Ref } from 'react';
import { TabList } from '@/components/ui/tab-list';
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

/** The project's files as tabs. */
export function FileTabs({ ref, project, activePath, id, onOpen }: FileTabsProps) {
  return (
    <TabList
      {...(ref && { ref })}
      label="Files"
      names={orderPaths(project)}
      active={activePath}
      onOpen={onOpen}
      idOf={(path) => `${id}-tab-${path}`}
      panelOf={() => `${id}-panel`}
      className="flex min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]"
      tabClassName={(selected) =>
        `-mb-px h-9 shrink-0 border-b-2 px-3 font-mono text-xs outline-offset-[-3px] pointer-coarse:h-11 ${
          selected ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink'
        }`
      }
    >
      {(path) => path}
    </TabList>
  );
}

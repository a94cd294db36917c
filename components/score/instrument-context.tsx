'use client';

import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { useWorkbench } from '@/components/workbench/store';
import type { Analysis } from '@/lib/analyzer/analysis';

export const resultTabs = ['findings', 'plan', 'layers', 'build', 'what-if', 'recordings'] as const;
export type ResultTab = (typeof resultTabs)[number];

export function isResultTab(text: string): text is ResultTab {
  return resultTabs.some((tab) => tab === text);
}

/** What the instrument's parts share besides the work itself: which results are open, and which file is "edited". */
interface InstrumentState {
  readonly tab: ResultTab;
  readonly openTab: (tab: ResultTab) => void;
  /** The file whose edit the rebuild figure and the what-if tab are about; `null`: choose one that the project has. */
  readonly editedPath: string | null;
  readonly chooseEditedPath: (path: string) => void;
  /** What changes are told against; `start`: the analysis of the files as the page gave them. `null`: nothing yet. */
  readonly baseline: 'start' | Analysis | null;
  readonly setBaseline: (baseline: Analysis | null) => void;
}

const InstrumentContext = createContext<InstrumentState | null>(null);

interface InstrumentProviderProps {
  /** The file that the lesson is about, if one. */
  editedPath?: string | null;
  children: ReactNode;
}

export function InstrumentProvider({ editedPath: initialPath = null, children }: InstrumentProviderProps) {
  const [tab, openTab] = useState<ResultTab>('findings');
  const [editedPath, chooseEditedPath] = useState(initialPath);
  const [baseline, setBaseline] = useState<InstrumentState['baseline']>('start');
  const value = useMemo(
    () => ({ tab, openTab, editedPath, chooseEditedPath, baseline, setBaseline }),
    [tab, editedPath, baseline],
  );
  return <InstrumentContext value={value}>{children}</InstrumentContext>;
}

export function useInstrument(): InstrumentState {
  const value = use(InstrumentContext);
  if (!value) throw new Error('useInstrument needs an InstrumentProvider around it.');
  return value;
}

/** The rebuild after an edit of `path`; without such a file that of a Python source, or else the first. */
export function rebuildOf(analysis: Analysis, path: string | null): Analysis['rebuilds'][number] | null {
  const { rebuilds } = analysis;
  return (
    rebuilds.find((rebuild) => rebuild.path === path) ??
    rebuilds.find((rebuild) => rebuild.path.endsWith('.py')) ??
    rebuilds[0] ??
    null
  );
}

/** The analysis that changes are told against; `null` where there is none yet. */
export function useBaseline(): Analysis | null {
  const { baseline } = useInstrument();
  const start = useWorkbench((state) => state.startAnalysis);
  return baseline === 'start' ? start : baseline;
}

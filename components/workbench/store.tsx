'use client';

import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { workKey } from '@/lib/storage/scope';
import { openStorage } from '@/lib/storage/work-storage';
import { type AnalysisListener, createWorkbench, type Workbench } from './create-store';
import { downloadProject } from './download';
import { whenEditingIsNear, whenLoadedAndIdle } from './idle';
import { afterNextPaint } from './surroundings';
import type { WorkbenchInput, WorkbenchState } from './types';
import { connectWorkerAnalyzer } from './worker-analyzer';

const WorkbenchContext = createContext<Workbench | null>(null);

/** Holds the state of one page; `input` is read once. */
export function WorkbenchProvider({ input, children }: { input: WorkbenchInput; children: ReactNode }) {
  const [workbench] = useState(() =>
    createWorkbench(input, {
      connectAnalyzer: connectWorkerAnalyzer,
      storage: openStorage(() => (typeof window === 'undefined' ? null : window.localStorage)),
      now: Date.now,
      download: downloadProject,
      afterPaint: afterNextPaint,
    }),
  );

  // Before the effects of the pages, which may put a shared project in the place of the saved one.
  useLayoutEffect(() => {
    workbench.open();
    return () => workbench.close();
  }, [workbench]);

  useEffect(() => listen(workbench, workKey(input.scope)), [workbench, input.scope]);

  return <WorkbenchContext value={workbench}>{children}</WorkbenchContext>;
}

/** A part of the page's state; the component renders again when the part changes. */
export function useWorkbench<T>(select: (state: WorkbenchState) => T): T {
  return useStore(useWorkbenchStore(), select);
}

/** The store itself, for what happens outside of rendering. */
export function useWorkbenchStore(): Workbench['store'] {
  return useSession().store;
}

/** Hears of each finished analysis before the page shows it: for squiggles, which must not wait for charts. */
export function useAnalysisListener(listener: AnalysisListener): void {
  const session = useSession();
  const latest = useRef(listener);
  useLayoutEffect(() => {
    latest.current = listener;
  });
  useEffect(() => session.onAnalysis((project, analysis) => latest.current(project, analysis)), [session]);
}

function useSession(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error('useWorkbench is used outside of a WorkbenchProvider.');
  return workbench;
}

/** Saves when the page goes away, hears other tabs, and loads the analyzer before it is needed. */
function listen(workbench: Workbench, key: string): () => void {
  const flush = () => workbench.flush();
  const hide = () => {
    if (document.visibilityState === 'hidden') workbench.flush();
    else workbench.lookForOtherTab();
  };
  const hear = (event: StorageEvent) => {
    if (event.key === key || event.key === null) workbench.lookForOtherTab();
  };
  window.addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', hide);
  window.addEventListener('storage', hear);
  // Work that was found again is analysed at once, wherever it was found.
  const cancel = workbench.store.getState().pending
    ? whenLoadedAndIdle(() => workbench.warm())
    : whenEditingIsNear(() => workbench.warm());
  return () => {
    window.removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', hide);
    window.removeEventListener('storage', hear);
    cancel();
  };
}

'use client';

import { type ComponentType, useCallback, useEffect, useState } from 'react';
import { whenLoadedAndIdle } from '@/components/workbench/idle';
import type { MonacoSurfaceProps } from './monaco/monaco-surface';
import type { SurfaceView } from './surface';

export type MonacoLoading =
  /** Not wanted (touch screen, plain editor) or not there yet: the textarea is at work. */
  | { readonly state: 'absent' }
  /** `view` and `focus` tell where the reader was in the textarea. */
  | {
      readonly state: 'ready';
      readonly Surface: ComponentType<MonacoSurfaceProps>;
      readonly view: SurfaceView;
      readonly focus: boolean;
    }
  /** It could not be loaded or started: the textarea stays. */
  | { readonly state: 'failed' };

/** Where the reader is in the textarea at the moment when Monaco takes its place. */
export type ReadPlace = () => { readonly view: SurfaceView; readonly focus: boolean };

/**
 * Loads Monaco when the page is idle after loading, or when `hurry` is called (the editor got the focus). `wanted` says
 * whether it may: Monaco does not work on touch screens.
 */
export function useMonaco(
  wanted: boolean,
  readPlace: ReadPlace,
): { readonly monaco: MonacoLoading; readonly hurry: () => void; readonly fail: () => void } {
  const [monaco, setMonaco] = useState<MonacoLoading>({ state: 'absent' });
  const fail = useCallback(() => setMonaco({ state: 'failed' }), []);
  const load = useCallback(() => {
    if (!wanted) return;
    import('./monaco/monaco-surface').then(
      (module) =>
        setMonaco((present) =>
          present.state === 'absent' ? { state: 'ready', Surface: module.MonacoSurface, ...readPlace() } : present,
        ),
      fail,
    );
  }, [wanted, readPlace, fail]);

  useEffect(() => (wanted ? whenLoadedAndIdle(load) : undefined), [wanted, load]);
  useEffect(() => {
    if (!wanted) setMonaco((present) => (present.state === 'ready' ? { state: 'absent' } : present));
  }, [wanted]);

  return { monaco, hurry: load, fail };
}

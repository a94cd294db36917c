'use client';

import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { whenLoadedAndIdle } from '@/components/workbench/idle';
import { useWorkbench } from '@/components/workbench/store';
import type { RecordingMatch } from '@/lib/recordings/match';
import type { Recording } from '@/lib/recordings/schema';

interface Recordings {
  /** `missing`: they could not be loaded, as where the page is offline. */
  readonly state: 'loading' | 'ready' | 'missing';
  /** Those that the lesson shows, in its order. */
  readonly shown: readonly Recording[];
  /** The recording of the Dockerfile under edit, if it is one that was recorded. */
  readonly match: RecordingMatch | null;
}

const RecordingsContext = createContext<Recordings>({ state: 'loading', shown: [], match: null });

/** Recordings with the parser that finds them: both come once the page is usable, so that the page itself stays light. */
interface Library {
  readonly recordings: readonly Recording[];
  readonly findRecording: typeof import('@/lib/recordings/match').findRecording;
}

async function loadLibrary(): Promise<Library> {
  const [{ findRecording }, response] = await Promise.all([
    import('@/lib/recordings/match'),
    fetch('/recordings/brief.json'),
  ]);
  if (!response.ok) throw new Error(`The server answered with ${response.status}.`);
  return { recordings: await response.json(), findRecording };
}

interface RecordingsProviderProps {
  /** Ids, in the order in which they are shown. */
  shown: readonly string[];
  /** The sample application whose builds count besides those that are shown and published ones; absent: all count. */
  application?: string;
  children: ReactNode;
}

/** Finds the recording of the Dockerfile under edit. */
export function RecordingsProvider({ shown: ids, application, children }: RecordingsProviderProps) {
  const project = useWorkbench((state) => state.project);
  const [library, setLibrary] = useState<Library | 'missing' | null>(null);
  useEffect(() => {
    let current = true;
    const cancel = whenLoadedAndIdle(() => {
      loadLibrary().then(
        (loaded) => current && setLibrary(loaded),
        () => current && setLibrary('missing'),
      );
    });
    return () => {
      current = false;
      cancel();
    };
  }, []);
  const candidates = useMemo(
    () =>
      library === null || library === 'missing'
        ? []
        : library.recordings.filter(
            ({ id, project: of, origin }) =>
              application === undefined || of === application || origin === 'published' || ids.includes(id),
          ),
    [library, ids, application],
  );
  const [match, setMatch] = useState<RecordingMatch | null>(null);
  useEffect(() => {
    if (library === null || library === 'missing') return;
    // An edit does not wait for it.
    return whenLoadedAndIdle(() => setMatch(library.findRecording(candidates, project)));
  }, [library, candidates, project]);
  const value = useMemo((): Recordings => {
    const shown = ids.flatMap((id) => candidates.find((recording) => recording.id === id) ?? []);
    return { state: library === null || library === 'missing' ? (library ?? 'loading') : 'ready', shown, match };
  }, [library, candidates, ids, match]);
  return <RecordingsContext value={value}>{children}</RecordingsContext>;
}

export function useRecordings(): Recordings {
  return use(RecordingsContext);
}

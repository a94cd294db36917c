'use client';

import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { whenLoadedAndIdle } from '@/components/workbench/idle';
import { useWorkbench } from '@/components/workbench/store';
import type { RecordingMatch } from '@/lib/recordings/match';
import type { Recording } from '@/lib/recordings/schema';

interface Recordings {
  /** All that the page has: what the Dockerfile under edit is matched against. */
  readonly all: readonly Recording[];
  /** Those that the lesson shows, in its order. */
  readonly shown: readonly Recording[];
  /** The recording of the Dockerfile under edit, if it is one that was recorded. */
  readonly match: RecordingMatch | null;
}

const RecordingsContext = createContext<Recordings>({ all: [], shown: [], match: null });

interface RecordingsProviderProps {
  recordings: readonly Recording[];
  /** Ids, in the order in which they are shown. */
  shown: readonly string[];
  children: ReactNode;
}

/** Finds the recording of the Dockerfile under edit. The parser that it takes is loaded after the page is usable. */
export function RecordingsProvider({ recordings, shown: ids, children }: RecordingsProviderProps) {
  const project = useWorkbench((state) => state.project);
  const [match, setMatch] = useState<RecordingMatch | null>(null);
  useEffect(() => {
    let current = true;
    const cancel = whenLoadedAndIdle(() => {
      import('@/lib/recordings/match').then(
        ({ findRecording }) => {
          if (current) setMatch(findRecording(recordings, project));
        },
        () => {
          // Offline before the first visit ended: the page works without saying "recorded".
        },
      );
    });
    return () => {
      current = false;
      cancel();
    };
  }, [recordings, project]);
  const value = useMemo(() => {
    const shown = ids.flatMap((id) => recordings.find((recording) => recording.id === id) ?? []);
    return { all: recordings, shown, match };
  }, [recordings, ids, match]);
  return <RecordingsContext value={value}>{children}</RecordingsContext>;
}

export function useRecordings(): Recordings {
  return use(RecordingsContext);
}

'use client';

import { useSyncExternalStore } from 'react';
import { loadWork } from '@/lib/storage/saved-work';
import { workKey } from '@/lib/storage/scope';
import { openStorage } from '@/lib/storage/work-storage';

interface LessonProgressProps {
  track: string;
  name: string;
  version: number;
  /** Ids of the lesson's goals. */
  goals: readonly string[];
}

function subscribe(notify: () => void): () => void {
  window.addEventListener('storage', notify);
  return () => window.removeEventListener('storage', notify);
}

/** How far the reader came in this browser: goals met, begun, or nothing. */
export function LessonProgress({ track, name, version, goals }: LessonProgressProps) {
  const scope = { kind: 'lesson', track, name, version } as const;
  const read = () => {
    const storage = openStorage(() => window.localStorage);
    try {
      if (storage.getItem(workKey(scope)) === null) return '';
    } catch {
      return '';
    }
    const { work } = loadWork(storage, scope);
    if (!work) return '';
    const met = goals.filter((id) => work.goalsMet.includes(id)).length;
    return met === goals.length ? 'All goals met' : `${met} of ${goals.length} goals met`;
  };
  const text = useSyncExternalStore(subscribe, read, () => '');
  return <span className={`sm:block ${text === 'All goals met' ? 'text-success' : ''}`}>{text}</span>;
}

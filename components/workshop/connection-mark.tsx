'use client';

import { describeConnection } from './connection-words';
import { useRoom } from './room-context';

const looks = {
  good: 'bg-success',
  waiting: 'bg-warning',
  bad: 'bg-failure',
} as const;

/**
 * Whether the line to the workshop stands, in a word; the sentence is in the bar's notices when it does not. Not a live region:
 * it changes with every edit.
 */
export function ConnectionMark() {
  const { view } = useRoom();
  const words = describeConnection(view);
  return (
    <span className="inline-flex shrink-0 items-center gap-2 text-muted text-xs" title={words.long}>
      <span aria-hidden="true" className={`size-2.5 rounded-full ${looks[words.tone]}`} />
      {words.short}
    </span>
  );
}

/** What to know while the line does not stand; nothing while it does. */
export function ConnectionNotice() {
  const { view } = useRoom();
  const words = describeConnection(view);
  if (words.tone === 'good' || view.status.kind === 'connecting') return null;
  return (
    <p
      className={`border-b border-l-4 px-4 py-2 text-sm ${words.tone === 'bad' ? 'border-l-failure bg-failure-wash' : 'border-l-warning bg-warning-wash'}`}
    >
      {words.long}
    </p>
  );
}

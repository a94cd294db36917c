'use client';

import { Button } from '@/components/ui/button';
import type { SuspectedSecret } from '@/lib/recordings/secrets';
import type { OwnRecording } from '@/lib/storage/own-recordings';

interface ShareRecordingsProps {
  readonly recordings: readonly OwnRecording[];
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (id: string) => void;
  /** What in the ticked ones looks like a credential. */
  readonly secrets: readonly SuspectedSecret[];
  readonly cleaned: boolean;
  readonly onClean: () => void;
}

/** Which of the reader's recordings go along in the link: none, unless they tick them. */
export function ShareRecordings({ recordings, ticked, onTick, secrets, cleaned, onClean }: ShareRecordingsProps) {
  if (recordings.length === 0) return null;
  return (
    <fieldset className="mt-4 border-t pt-3 text-sm">
      <legend className="sr-only">Recordings that go along</legend>
      <p className="text-muted text-xs">Builds that you recorded stay here unless you tick them:</p>
      {recordings.map(({ id, recording }) => (
        <label key={id} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={ticked.has(id)}
            onChange={() => onTick(id)}
            className="size-4 accent-accent"
          />
          <span className="min-w-0 [overflow-wrap:anywhere]">{recording.title}</span>
        </label>
      ))}
      {secrets.length > 0 && !cleaned && (
        <div role="alert" className="mt-2 border-warning border-l-4 bg-warning-wash px-3 py-2">
          <p>
            <strong className="font-semibold">This looks like something secret.</strong> Whoever opens the link can read
            it:
          </p>
          <ul className="mt-1 list-disc pl-5">
            {secrets.slice(0, 8).map(({ looksLike, excerpt }) => (
              <li key={`${looksLike} ${excerpt}`}>
                {looksLike}, <code className="font-mono text-xs">{excerpt}</code>
              </li>
            ))}
          </ul>
          <p className="mt-2">
            <Button size="small" onClick={onClean}>
              Take it out of the link
            </Button>
          </p>
        </div>
      )}
      {cleaned && <p className="mt-2 text-muted text-xs">What looked secret is left out of the link.</p>}
    </fieldset>
  );
}

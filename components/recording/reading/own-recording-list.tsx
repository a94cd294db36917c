'use client';

import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { textLinkClasses } from '@/components/ui/text-link';
import { formatSeconds } from '@/lib/format/figures';
import { writeRecordingFile } from '@/lib/recordings/own';
import type { OwnRecording } from '@/lib/storage/own-recordings';
import { formatSize } from '../words';
import type { BuildReaderProps } from './build-reader';
import { BuildReport } from './build-report';
import { ownRecordings, useOwnRecordings } from './own-recordings';

/** The recordings that the reader keeps: those of the work under edit first. Each can be opened, renamed, compared, exported, deleted. */
export function OwnRecordingList({ present, attachTo, today, level }: BuildReaderProps) {
  const all = useOwnRecordings();
  const [deleted, setDeleted] = useState<OwnRecording | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  if (all.length === 0 && deleted === null) return null;
  const attached = all.filter((own) => attachTo !== null && own.attachedTo === attachTo);
  const others = all.filter((own) => !attached.includes(own));
  const Heading = level === 3 ? 'h2' : 'h3';
  const list = (owned: readonly OwnRecording[]) => (
    <ul className="border-t">
      {owned.map((own) => (
        <OwnItem
          key={own.id}
          own={own}
          {...{ present, attachTo, today, level }}
          onTrouble={setTrouble}
          onDelete={() => {
            setTrouble(ownRecordings.remove(own));
            setDeleted(own);
          }}
        />
      ))}
    </ul>
  );
  return (
    <section aria-label="Your recordings" className="mt-8">
      <div role="status">
        {deleted && (
          <p className="mb-3 flex flex-wrap items-center gap-3 border bg-sunken px-3 py-2 text-sm">
            <span className="min-w-0 flex-1">Deleted “{deleted.recording.title}”.</span>
            <Button
              size="small"
              onClick={() => {
                setTrouble(ownRecordings.bringBack(deleted));
                setDeleted(null);
              }}
            >
              Bring it back
            </Button>
          </p>
        )}
        {trouble && <p className="mb-3 text-sm text-warning">{trouble}</p>}
      </div>
      {attached.length > 0 && (
        <>
          <Heading className="mb-2 font-semibold text-base">Recorded for these files</Heading>
          {list(attached)}
        </>
      )}
      {others.length > 0 &&
        (attachTo === null ? (
          <>
            <Heading className="mb-2 font-semibold text-base">Your recordings, in this browser only</Heading>
            {list(others)}
          </>
        ) : (
          <details className="mt-4">
            <summary className="min-h-6 py-1 text-muted text-sm hover:text-ink">
              {others.length} other {others.length === 1 ? 'recording' : 'recordings'} of yours in this browser
            </summary>
            {list(others)}
          </details>
        ))}
    </section>
  );
}

type OwnItemProps = BuildReaderProps & {
  readonly own: OwnRecording;
  readonly onDelete: () => void;
  readonly onTrouble: (trouble: string | null) => void;
};

function OwnItem({ own, present, attachTo, today, level, onDelete, onTrouble }: OwnItemProps) {
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState<string | null>(null);
  const { recording } = own;
  const told = [
    recording.outcome === 'failed' ? 'failed' : null,
    recording.seconds === undefined ? null : formatSeconds(recording.seconds),
    recording.size ? formatSize(recording.size) : null,
    own.savedAt.slice(0, 10),
  ].filter((word) => word !== null);
  return (
    <li data-recording={own.id} className="border-b py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        {title === null ? (
          <p className="min-w-0 text-sm [overflow-wrap:anywhere]">
            <strong className="font-semibold">{recording.title}</strong>
            <span className="figures ml-2 text-muted text-xs">{told.join(', ')}</span>
          </p>
        ) : (
          <form
            className="flex min-w-0 flex-1 flex-wrap items-center gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              onTrouble(ownRecordings.rename(own, title));
              setTitle(null);
            }}
          >
            <input
              aria-label="Title of the recording"
              value={title}
              maxLength={120}
              ref={focusOnce}
              onChange={(event) => setTitle(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setTitle(null);
              }}
              className="h-8 min-w-40 flex-1 border border-line-strong bg-surface px-2 text-sm"
            />
            <Button size="small" type="submit">
              Rename
            </Button>
          </form>
        )}
        <div className="flex flex-wrap gap-1">
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Fold' : 'Show'}
            <span className="sr-only"> {recording.title}</span>
          </Button>
          {title === null && (
            <Button size="small" variant="quiet" onClick={() => setTitle(recording.title)}>
              Rename<span className="sr-only"> {recording.title}</span>
            </Button>
          )}
          <Button size="small" variant="quiet" onClick={() => exportRecording(own)}>
            Export<span className="sr-only"> {recording.title}</span>
          </Button>
          <Button size="small" variant="quiet" onClick={onDelete}>
            Delete<span className="sr-only"> {recording.title}</span>
          </Button>
        </div>
      </div>
      <p className="mt-1 flex flex-wrap items-center gap-x-4 text-sm">
        <Link
          prefetch={false}
          href={`/recordings/compare?a=${own.id}${attachTo === null ? '' : '&b=playground'}`}
          className={`${textLinkClasses} inline-block min-h-6`}
        >
          Compare{attachTo === null ? ' with another' : ' with the files under edit'}
        </Link>
        {attachTo !== null && (
          <button
            type="button"
            className={`${textLinkClasses} min-h-6`}
            onClick={() => onTrouble(ownRecordings.attach(own, own.attachedTo === attachTo ? null : attachTo))}
          >
            {own.attachedTo === attachTo ? 'Take it from these files' : 'Attach it to these files'}
          </button>
        )}
      </p>
      {open && (
        <div className="pt-3">
          <BuildReport recording={recording} present={present} today={today} level={level} />
        </div>
      )}
    </li>
  );
}

function exportRecording({ recording, id }: OwnRecording): void {
  const address = URL.createObjectURL(new Blob([writeRecordingFile(recording)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${id}.json`;
  link.click();
  // The browser reads the address after the click; a second later it has.
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}

/** The field takes the place of the button that was pressed, and so its focus. */
function focusOnce(field: HTMLInputElement | null): void {
  if (field && document.activeElement !== field) field.select();
}

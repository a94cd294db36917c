'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { readSeatFiles } from '@/lib/workshop/client/api';
import type { Answer, SeatFiles } from '@/lib/workshop/protocol';
import type { Seat } from '@/lib/workshop/state';
import { useRoom } from '../room-context';
import { SharedWork } from '../shared-work';
import type { HostLesson } from './lessons';
import { useRights } from './use-rights';

interface FilesButtonProps {
  readonly seat: Seat;
  readonly lessons: readonly HostLesson[];
}

/** Opens somebody's files to be read. */
export function FilesButton({ seat, lessons }: FilesButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="quiet" onClick={() => setOpen(true)}>
        Files<span className="sr-only"> of {seat.name}</span>
      </Button>
      {open && <FilesDialog seat={seat} lessons={lessons} onClose={() => setOpen(false)} />}
    </>
  );
}

function FilesDialog({ seat, lessons, onClose }: FilesButtonProps & { readonly onClose: () => void }) {
  const { code, view, send } = useRoom();
  const { holds } = useRights();
  const [answer, setAnswer] = useState<Answer<SeatFiles> | null>(null);
  // Read anew whenever one of the files was saved since.
  const newest = Math.max(
    0,
    ...Object.values(seat.files).flatMap((files) => Object.values(files).map((file) => file.savedAt)),
  );
  const version = `${seat.fileCount} ${seat.fileBytes} ${newest}`;
  useEffect(() => {
    let here = version !== '';
    readSeatFiles(code, seat.id).then((found) => {
      if (here) setAnswer(found);
    });
    return () => {
      here = false;
    };
  }, [code, seat.id, version]);
  const [chosen, choose] = useState<string | null>(null);
  const found = answer?.ok ? answer.files : {};
  const worked = lessons.filter(({ lesson }) => (found[lesson]?.length ?? 0) > 0);
  const wanted = chosen ?? seat.place?.lesson;
  const lesson = worked.find((entry) => entry.lesson === wanted) ?? worked[0];
  const files = lesson === undefined ? [] : (found[lesson.lesson] ?? []);
  const request = view.state?.spotlightRequest;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`${seat.name}’s files`}
      description="As they edit them. They were told that hosts can see them."
    >
      {answer === null && <p role="status">Reading…</p>}
      {answer?.ok === false && <p className="text-failure">{answer.message}</p>}
      {answer?.ok && files.length === 0 && <p className="text-muted text-sm">There are no files yet.</p>}
      {worked.length > 1 && (
        <label className="mb-3 flex flex-wrap items-center gap-2 text-sm">
          Lesson
          <select
            className="h-10 min-w-0 rounded-sm border border-line-strong bg-surface px-2 pointer-coarse:h-11"
            value={lesson?.lesson}
            onChange={(event) => choose(event.target.value)}
          >
            {worked.map((entry) => (
              <option key={entry.lesson} value={entry.lesson}>
                {entry.title}
              </option>
            ))}
          </select>
        </label>
      )}
      {lesson && <SharedWork key={lesson.lesson} title={lesson.title} files={files} />}
      <div className="mt-4 flex flex-wrap items-center gap-3 text-sm">
        <Button
          size="small"
          disabled={!holds || view.state?.spotlight !== null || request !== null}
          onClick={() => send({ kind: 'request-spotlight', seat: seat.id })}
        >
          Ask to show them to everybody
        </Button>
        {request?.seat === seat.id && <span className="text-muted">Asked; waiting for the answer.</span>}
      </div>
    </Dialog>
  );
}

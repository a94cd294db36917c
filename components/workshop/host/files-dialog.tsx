'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { readSeatFiles } from '@/lib/workshop/client/api';
import type { Answer, SeatFiles } from '@/lib/workshop/protocol';
import type { Seat } from '@/lib/workshop/state';
import { useRoom } from '../room-context';
import { SharedWork } from '../shared-work';
import { useRights } from './use-rights';

/** Opens somebody's files to be read. */
export function FilesButton({ seat }: { readonly seat: Seat }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="quiet" onClick={() => setOpen(true)}>
        Files<span className="sr-only"> of {seat.name}</span>
      </Button>
      {open && <FilesDialog seat={seat} onClose={() => setOpen(false)} />}
    </>
  );
}

function FilesDialog({ seat, onClose }: { readonly seat: Seat; readonly onClose: () => void }) {
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
  const lesson = seat.place?.lesson ?? null;
  const files = answer?.ok ? (answer.files[lesson ?? ''] ?? Object.values(answer.files)[0] ?? []) : [];
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
      {files.length > 0 && <SharedWork title={lesson ?? ''} files={files} />}
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

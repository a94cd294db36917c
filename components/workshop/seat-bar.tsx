'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { placeKey } from '@/lib/workshop/values';
import { Announcer } from './announcer';
import { Bar } from './bar';
import { ConnectionMark, ConnectionNotice } from './connection-mark';
import { Countdown } from './countdown';
import { EndedNotice } from './ended-notice';
import { NoticeTray } from './notice-tray';
import { HandButton, HandForm } from './raise-hand';
import { useRoom } from './room-context';
import type { RoomInLessonProps } from './room-in-lesson';
import { SeatDialog } from './seat-dialog';
import { SeatNotices } from './seat-notices';
import { type Following, useFollow } from './use-follow';
import { useReportWork } from './use-report-work';

/** A participant's bar: where the host is, follow or go on alone, hand, timer, messages, polls. */
export function SeatBar({ room, lesson, lessonTitles, onLocked, onLeft }: RoomInLessonProps) {
  const { code, view } = useRoom();
  const { state, viewer } = view;
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const following = useFollow(code, state, lesson);
  const seat = viewer?.kind === 'seat' ? (state?.seats[viewer.id] ?? null) : null;
  const raised = (seat?.hand ?? null) !== null;
  useReportWork(lesson, seat);
  const locked = state?.locked.includes(placeKey({ lesson, step: null })) ?? false;
  useEffect(() => onLocked(locked), [locked, onLocked]);

  return (
    <>
      <Bar label={`Workshop ${room.title}`}>
        <button
          type="button"
          className="flex min-h-11 min-w-0 items-center gap-2 hover:underline"
          onClick={() => setOpen(true)}
          aria-haspopup="dialog"
        >
          <span className="truncate font-medium">{state?.title ?? room.title}</span>
          {seat && <span className="hidden truncate text-muted sm:inline">{seat.name}</span>}
        </button>
        <ConnectionMark />
        <span className="hidden min-w-0 items-center gap-3 md:flex">
          <HostPlace following={following} lesson={lesson} lessonTitles={lessonTitles} />
        </span>
        <span className="ml-auto" />
        <Countdown timer={state?.timer ?? null} />
        <HandButton raised={raised} disabled={seat === null} asking={asking} onAsk={setAsking} />
      </Bar>
      <Announcer />
      <NoticeTray>
        {asking && !raised && <HandForm onDone={() => setAsking(false)} />}
        <ConnectionNotice />
        <EndedNotice onLeft={onLeft} />
        <SeatNotices lesson={lesson} seat={seat} />
      </NoticeTray>
      {locked && <LockedLesson following={following} lessonTitles={lessonTitles} />}
      <SeatDialog open={open} onOpenChange={setOpen} seat={seat} room={room} lessonTitles={lessonTitles}>
        <HostPlace following={following} lesson={lesson} lessonTitles={lessonTitles} />
      </SeatDialog>
    </>
  );
}

interface HostPlaceProps {
  readonly following: Following;
  readonly lesson: string;
  readonly lessonTitles: Readonly<Record<string, string>>;
}

function HostPlace({ following: { following, follow, hostPlace, goThere }, lesson, lessonTitles }: HostPlaceProps) {
  const elsewhere = hostPlace !== null && hostPlace.lesson !== lesson;
  return (
    <>
      <label className="flex min-h-8 shrink-0 items-center gap-2 pointer-coarse:min-h-11">
        <input
          type="checkbox"
          className="size-4 accent-(--accent) pointer-coarse:size-5"
          checked={following}
          onChange={(event) => follow(event.target.checked)}
        />
        Follow the host
      </label>
      {elsewhere && (
        <button type="button" className="min-h-8 truncate text-accent underline underline-offset-2" onClick={goThere}>
          The host is at {lessonTitles[hostPlace.lesson] ?? hostPlace.lesson}
        </button>
      )}
    </>
  );
}

/** Stands in the place of a lesson that the host has not opened yet. */
function LockedLesson({
  following: { hostPlace, goThere },
  lessonTitles,
}: {
  readonly following: Following;
  readonly lessonTitles: Readonly<Record<string, string>>;
}) {
  return (
    <div className="fixed inset-0 top-26 z-10 flex items-start justify-center bg-paper px-4 pt-[18vh]">
      <div className="max-w-md text-center">
        <h2 className="font-semibold font-serif text-2xl">The host has not opened this lesson yet</h2>
        <p className="mt-3 text-ink-soft">It opens by itself. What you did here before is safe.</p>
        {hostPlace !== null && (
          <p className="mt-5">
            <Button variant="primary" onClick={goThere}>
              Go to {lessonTitles[hostPlace.lesson] ?? 'the host'}
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}

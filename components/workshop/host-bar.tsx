'use client';

import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useWorkbench } from '@/components/workbench/store';
import { addresses } from '@/lib/workshop/addresses';
import { roomLimits } from '@/lib/workshop/limits';
import { Bar } from './bar';
import { ConnectionMark, ConnectionNotice } from './connection-mark';
import { Countdown } from './countdown';
import { EndedNotice } from './ended-notice';
import { NoticeTray } from './notice-tray';
import { RefusalNotice } from './refusal-notice';
import { useRoom } from './room-context';
import type { RoomInLessonProps } from './room-in-lesson';

/** Milliseconds without an edit before the room sees it. */
const quiet = 400;

/** The host's bar over a lesson: send everybody here, show the editor live, back to the room. */
export function HostBar({ room, lesson, onLeft }: RoomInLessonProps) {
  const { code, view, send } = useRoom();
  const { state, viewer } = view;
  const holds = viewer?.kind === 'host' && state?.holder === viewer.id;
  const showing = holds && state?.shown?.by === viewer.id;
  useShowWork(lesson, showing);
  return (
    <>
      <Bar label={`You lead the workshop ${room.title}`}>
        <Link
          prefetch={false}
          href={addresses.room(code)}
          className="min-h-8 truncate py-1 font-medium text-accent underline underline-offset-2"
        >
          <Wording short="Room" long="Back to the room" />
        </Link>
        <ConnectionMark />
        <span className="ml-auto" />
        <Countdown timer={state?.timer ?? null} />
        <Button size="small" disabled={!holds} onClick={() => send({ kind: 'push', place: { lesson, step: null } })}>
          <Wording short="Bring all" long="Bring everybody here" />
        </Button>
        <ShowButton lesson={lesson} holds={holds} showing={showing} />
      </Bar>
      <NoticeTray>
        <ConnectionNotice />
        <EndedNotice onLeft={onLeft} />
        <RefusalNotice />
      </NoticeTray>
    </>
  );
}

/** A phone's bar has room for a word; who listens hears all of them everywhere. */
function Wording({ short, long }: { readonly short: string; readonly long: string }) {
  return (
    <>
      <span aria-hidden="true" className="sm:hidden">
        {short}
      </span>
      <span className="max-sm:sr-only">{long}</span>
    </>
  );
}

interface ShowButtonProps {
  readonly lesson: string;
  readonly holds: boolean;
  readonly showing: boolean;
}

function ShowButton({ lesson, holds, showing }: ShowButtonProps) {
  const { send } = useRoom();
  const files = useShownFiles();
  return (
    <Button
      size="small"
      aria-pressed={showing}
      disabled={!holds}
      className={showing ? 'border-accent bg-accent-wash' : ''}
      onClick={() =>
        send(
          showing ? { kind: 'stop-showing' } : { kind: 'show-work', place: { lesson, step: null }, files: [...files] },
        )
      }
    >
      <Wording short={showing ? 'Shown' : 'Show'} long={showing ? 'The room sees this editor' : 'Show this editor'} />
    </Button>
  );
}

function useShownFiles() {
  const project = useWorkbench((state) => state.project);
  return project.files.slice(0, roomLimits.filesPerSave).map(({ path, text }) => ({ path, text }));
}

/** Sends the files whenever they rest, as long as the room looks on; another lesson is shown at once. */
function useShowWork(lesson: string, showing: boolean): void {
  const { line } = useRoom();
  const project = useWorkbench((state) => state.project);
  const sent = useRef<unknown>(null);
  useEffect(() => {
    if (!showing) {
      sent.current = null;
      return;
    }
    if (sent.current === project) return;
    const timer = setTimeout(() => {
      sent.current = project;
      const files = project.files.slice(0, roomLimits.filesPerSave).map(({ path, text }) => ({ path, text }));
      line.send({ kind: 'show-work', place: { lesson, step: null }, files });
    }, quiet);
    return () => clearTimeout(timer);
  }, [showing, project, lesson, line]);
}

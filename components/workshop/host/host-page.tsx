'use client';

import { useEffect, useMemo, useState } from 'react';
import { TextLink } from '@/components/ui/text-link';
import { codeOfAddress } from '@/lib/workshop/addresses';
import type { RoomState } from '@/lib/workshop/state';
import { describeConnection } from '../connection-words';
import { Notice } from '../form-parts';
import { RoomProvider, useRoom } from '../room-context';
import { Admission, EndRoom, ResultLinks } from './admission';
import { Controls } from './controls';
import { HandQueue } from './hand-queue';
import { HostHead } from './host-head';
import type { HostLesson } from './lessons';
import { Overview } from './overview';
import { Polls } from './polls';
import { listRoster } from './roster';
import { Roster } from './roster-table';
import { Stage } from './stage';

/** The host's page of the room in the address. */
export function HostPage({ lessons }: { readonly lessons: readonly HostLesson[] }) {
  const [code, setCode] = useState<string | null | undefined>(undefined);
  useEffect(() => setCode(codeOfAddress(window.location.pathname)), []);
  if (code === undefined) return <p className="p-6 text-muted">Opening…</p>;
  if (code === null) {
    return (
      <p className="p-6">
        The address has no code. <TextLink href="/workshop">Start a workshop</TextLink> or open its host link.
      </p>
    );
  }
  return (
    <RoomProvider code={code} viewer="host">
      <HostRoom lessons={lessons} />
    </RoomProvider>
  );
}

function HostRoom({ lessons }: { readonly lessons: readonly HostLesson[] }) {
  const { view, code } = useRoom();
  const { state, status } = view;
  if (state === null) {
    return (
      <div className="max-w-lg space-y-4 p-6">
        {status.kind === 'ended' ? (
          <>
            <Notice tone="bad">{describeConnection(view).long}</Notice>
            {status.reason === 'room-ended' && <KeptResults code={code} />}
            <p className="text-sm">
              Hosts come in by a host link. With the code {code} you can{' '}
              <TextLink href={`/join/${code}`}>join</TextLink> as a participant.
            </p>
          </>
        ) : (
          <p role="status" className="text-muted">
            Opening the room {code}…
          </p>
        )}
      </div>
    );
  }
  return <OpenRoom state={state} lessons={lessons.filter(({ lesson }) => state.lessons.includes(lesson))} />;
}

/** What is left of a workshop that was ended: its results, until it is deleted. */
function KeptResults({ code }: { readonly code: string }) {
  return (
    <div className="text-sm">
      <p className="flex flex-wrap gap-2">
        <ResultLinks code={code} />
      </p>
      <EndRoom code={code} ended />
    </div>
  );
}

function OpenRoom({ state, lessons }: { readonly state: RoomState; readonly lessons: readonly HostLesson[] }) {
  const now = useServerNow();
  const goals = useMemo(() => new Map(lessons.map((entry) => [entry.lesson, entry.goals.length])), [lessons]);
  const rows = useMemo(() => listRoster(state, goals, now), [state, goals, now]);
  return (
    <div className="pb-20">
      <HostHead state={state} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-8 px-4 pt-6 sm:px-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0 space-y-8">
          <Overview rows={rows} lessons={lessons} />
          <Roster rows={rows} lessons={lessons} />
        </div>
        <div className="min-w-0 space-y-8">
          <HandQueue rows={rows} lessons={lessons} />
          <Stage state={state} />
          <Controls state={state} lessons={lessons} />
          <Polls state={state} lessons={lessons} />
          <Admission state={state} />
        </div>
      </div>
    </div>
  );
}

/** The server's time, told anew every few seconds: for who is idle or stuck. */
function useServerNow(): number {
  const { line, view } = useRoom();
  const [now, setNow] = useState(() => line.serverNow());
  useEffect(() => {
    const ticking = setInterval(() => setNow(line.serverNow()), 5_000);
    return () => clearInterval(ticking);
  }, [line]);
  // What has just happened did not happen in the future.
  const newest = Math.max(0, ...Object.values(view.state?.seats ?? {}).map((seat) => seat.activeAt));
  return Math.max(now, newest);
}

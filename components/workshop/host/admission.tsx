'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button, buttonClasses } from '@/components/ui/button';
import { forgetRoom } from '@/lib/storage/rooms';
import { addresses } from '@/lib/workshop/addresses';
import { deleteRoom, exportAddress } from '@/lib/workshop/client/api';
import type { RoomState } from '@/lib/workshop/state';
import { browserStorage } from '../browser-storage';
import { useRoom } from '../room-context';
import { Panel } from './panel';
import { useRights } from './use-rights';

/** The room itself: who may come in, who is furthest, results to keep, the end. */
export function Admission({ state }: { readonly state: RoomState }) {
  const { send } = useRoom();
  const { holds } = useRights();
  const open = state.joining === 'open';
  const shown = state.leaderboard !== null;
  return (
    <Panel title="The room">
      <div className="flex flex-wrap gap-2">
        <Button size="small" disabled={!holds} onClick={() => send({ kind: open ? 'close-joining' : 'open-joining' })}>
          {open ? 'Close joining' : 'Open joining'}
        </Button>
        <Button
          size="small"
          disabled={!holds}
          onClick={() => send({ kind: shown ? 'hide-leaderboard' : 'show-leaderboard' })}
        >
          {shown ? 'Hide the leaderboard' : 'Show a leaderboard'}
        </Button>
        <ResultLinks code={state.code} />
      </div>
      <p className="mt-2 text-muted text-xs">
        A leaderboard shows names to everybody: announce it first. The room is deleted seven days after the last
        activity.
      </p>
      <EndRoom code={state.code} ended={state.ended} />
    </Panel>
  );
}

/** Results as files. */
export function ResultLinks({ code }: { readonly code: string }) {
  return (
    <>
      <a className={buttonClasses({ size: 'small' })} href={exportAddress(code, 'csv')} download>
        Results as CSV
      </a>
      <a className={buttonClasses({ size: 'small' })} href={exportAddress(code, 'json')} download>
        Results as JSON
      </a>
    </>
  );
}

type Wish = 'end' | 'delete';

/** Ends the workshop, or deletes the room, when it is asked for twice. */
export function EndRoom({ code, ended }: { readonly code: string; readonly ended: boolean }) {
  const router = useRouter();
  const { send } = useRoom();
  const { holds } = useRights();
  const [wish, setWish] = useState<Wish | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const carryOut = async () => {
    if (wish === 'end') {
      await send({ kind: 'end-room' });
      setWish(null);
      return;
    }
    const answer = await deleteRoom(code);
    if (!answer.ok) {
      setProblem(answer.message);
      return;
    }
    forgetRoom(browserStorage(), code, 'host');
    router.push(addresses.start);
  };
  const question =
    wish === 'end'
      ? 'Nobody can go on in the room then; you can still take the results.'
      : 'The room and its results are gone for good. Everybody keeps their files in their browser.';
  return (
    <div className="mt-3 border-t pt-3">
      {wish === null ? (
        <div className="flex flex-wrap gap-2">
          {!ended && (
            <Button size="small" variant="quiet" disabled={!holds} onClick={() => setWish('end')}>
              End the workshop
            </Button>
          )}
          <Button size="small" variant="quiet" onClick={() => setWish('delete')}>
            Delete the room
          </Button>
        </div>
      ) : (
        <div className="space-y-2">
          <p>{question}</p>
          <div className="flex gap-2">
            <Button size="small" onClick={carryOut}>
              {wish === 'end' ? 'End it' : 'Delete it'}
            </Button>
            <Button size="small" variant="quiet" onClick={() => setWish(null)}>
              Keep it
            </Button>
          </div>
        </div>
      )}
      {problem && (
        <p role="alert" className="mt-2 text-failure">
          {problem}
        </p>
      )}
    </div>
  );
}

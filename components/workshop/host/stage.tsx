'use client';

import { Button } from '@/components/ui/button';
import type { RoomState } from '@/lib/workshop/state';
import { useRoom } from '../room-context';
import { SharedWork } from '../shared-work';
import { Panel } from './panel';
import { useRights } from './use-rights';

/** What everybody looks at now: somebody's work in the spotlight, or the host's editor. Nothing where there is none. */
export function Stage({ state }: { readonly state: RoomState }) {
  const { send } = useRoom();
  const { holds } = useRights();
  const { spotlight, spotlightRequest, shown } = state;
  if (spotlight === null && spotlightRequest === null && shown === null) return null;
  const asked = spotlightRequest === null ? null : state.seats[spotlightRequest.seat];
  return (
    <Panel title="Everybody sees">
      {asked && <p>{asked.name} was asked to show their files. They answer on their page.</p>}
      {spotlight && (
        <>
          <SharedWork
            title={spotlight.name ?? `${state.seats[spotlight.seat ?? '']?.name ?? 'Somebody'}, without the name`}
            files={spotlight.files}
          />
          <Button size="small" className="mt-2" disabled={!holds} onClick={() => send({ kind: 'end-spotlight' })}>
            End the spotlight
          </Button>
        </>
      )}
      {shown && (
        <p className="flex items-center justify-between gap-3">
          A host’s editor, live.
          <Button size="small" disabled={!holds} onClick={() => send({ kind: 'stop-showing' })}>
            Stop
          </Button>
        </p>
      )}
    </Panel>
  );
}

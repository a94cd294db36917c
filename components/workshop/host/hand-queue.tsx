'use client';

import { Button } from '@/components/ui/button';
import { useRoom } from '../room-context';
import { FilesButton } from './files-dialog';
import type { HostLesson } from './lessons';
import { Panel } from './panel';
import { type RosterRow, sortRoster } from './roster';

interface HandQueueProps {
  readonly rows: readonly RosterRow[];
  readonly lessons: readonly HostLesson[];
}

/** Raised hands, the first raised first. */
export function HandQueue({ rows, lessons }: HandQueueProps) {
  const { send } = useRoom();
  const hands = sortRoster(
    rows.filter(({ seat }) => seat.hand !== null),
    'hand',
  );
  return (
    <Panel title="Hands">
      {hands.length === 0 ? (
        <p className="text-muted">Nobody has raised a hand.</p>
      ) : (
        <ol>
          {hands.map(({ seat }) => (
            <li key={seat.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t py-1.5 first:border-t-0">
              <span className="min-w-0 flex-1 truncate font-medium">{seat.name}</span>
              {seat.hand?.note && (
                <span className="order-last basis-full break-words text-ink-soft">{seat.hand.note}</span>
              )}
              <FilesButton seat={seat} lessons={lessons} />
              <Button size="small" onClick={() => send({ kind: 'answer-hand', seat: seat.id })}>
                Answered
              </Button>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

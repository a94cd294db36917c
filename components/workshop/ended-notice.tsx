'use client';

import { Button, ButtonLink } from '@/components/ui/button';
import { addresses } from '@/lib/workshop/addresses';
import type { EndReason } from '@/lib/workshop/protocol';
import { useRoom } from './room-context';

/** Ends after which the door may let somebody in again. */
const mayReturn: ReadonlySet<EndReason> = new Set(['removed', 'left', 'moved', 'not-signed-in']);

/** What can be done once the line has ended for good; nothing while it has not. */
export function EndedNotice({ onLeft }: { readonly onLeft: () => void }) {
  const { code, view } = useRoom();
  const { status } = view;
  if (status.kind !== 'ended') return null;
  return (
    <p className="flex flex-wrap gap-2 border-b bg-surface px-4 py-2">
      {mayReturn.has(status.reason) && (
        <ButtonLink prefetch={false} size="small" href={addresses.join(code)}>
          To the door of the workshop
        </ButtonLink>
      )}
      <Button size="small" onClick={onLeft}>
        Close the bar
      </Button>
    </p>
  );
}

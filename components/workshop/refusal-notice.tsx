'use client';

import { Button } from '@/components/ui/button';
import { useRoom } from './room-context';

/** Why the last command of this page was not carried out, until it is closed or another one is given. */
export function RefusalNotice() {
  const { refusal, dismissRefusal } = useRoom();
  if (refusal === null) return null;
  return (
    <div
      role="alert"
      className="flex items-center gap-3 border-b border-l-4 border-l-failure bg-failure-wash px-4 py-2 text-sm"
    >
      <p className="min-w-0 flex-1">{refusal}</p>
      <Button size="small" variant="quiet" onClick={dismissRefusal}>
        Close
      </Button>
    </div>
  );
}

'use client';

import { Button } from '@/components/ui/button';
import { useWorkbench } from '@/components/workbench/store';
import type { LinkState } from './use-shared-link';

interface LinkBannerProps {
  state: LinkState;
  onOpen: (shared: Extract<LinkState, { kind: 'offered' }>['shared']) => void;
  onKeepMine: () => void;
  onBringBack: () => void;
}

/** What became of the link in the address: opened, offered or refused, and what is safe. */
export function LinkBanner({ state, onOpen, onKeepMine, onBringBack }: LinkBannerProps) {
  return (
    <div role="status" className="text-sm">
      {state.kind === 'refused' && (
        <div className="flex flex-wrap items-center gap-3 border-b border-l-4 border-l-failure bg-failure-wash px-4 py-2">
          <p className="min-w-60 flex-1">
            <strong className="font-semibold text-failure">The link does not open.</strong> {state.message} Your own
            files are as you left them.
          </p>
          <Button size="small" onClick={onKeepMine}>
            Go on with mine
          </Button>
        </div>
      )}
      {state.kind === 'offered' && (
        <div className="flex flex-wrap items-center gap-3 border-b border-l-4 border-l-accent bg-accent-wash px-4 py-2">
          <p className="min-w-60 flex-1">
            <strong className="font-semibold">The link holds other files than yours.</strong> If you open it, yours are
            put aside and you can bring them back.
          </p>
          <Button size="small" variant="primary" onClick={() => onOpen(state.shared)}>
            Open the link
          </Button>
          <Button size="small" onClick={onKeepMine}>
            Keep mine
          </Button>
        </div>
      )}
      {state.kind === 'opened' && (
        <Opened
          ruleset={state.ruleset}
          aside={state.aside}
          recordings={state.recordings}
          onBringBack={onBringBack}
          onClose={onKeepMine}
        />
      )}
    </div>
  );
}

interface OpenedProps {
  ruleset: string;
  aside: 'nothing' | 'kept' | 'unsaved';
  recordings: number;
  onBringBack: () => void;
  onClose: () => void;
}

function Opened({ ruleset, aside, recordings, onBringBack, onClose }: OpenedProps) {
  const present = useWorkbench((state) => state.analysis.ruleset);
  return (
    <div className="flex flex-wrap items-center gap-3 border-b border-l-4 border-l-accent bg-accent-wash px-4 py-2">
      <p className="min-w-60 flex-1">
        <strong className="font-semibold">Opened from a link.</strong>{' '}
        {ruleset === present
          ? `Scored anew by ruleset ${present}, the one that scored it when the link was made.`
          : `Ruleset ${ruleset} scored it when the link was made; this page uses ${present}, so the score can differ from what the sender saw.`}
        {recordings > 0 &&
          ` ${recordings === 1 ? 'A recorded build' : `${recordings} recorded builds`} came along: see the recordings.`}
        {aside === 'kept' && ' Your own files were put aside.'}
        {aside === 'unsaved' &&
          ' The browser has no room to put your own files aside: bring them back before you leave this page if you need them.'}
      </p>
      {aside === 'kept' && (
        <Button size="small" onClick={onBringBack}>
          Bring mine back
        </Button>
      )}
      <Button size="small" variant="quiet" onClick={onClose}>
        Dismiss
      </Button>
    </div>
  );
}

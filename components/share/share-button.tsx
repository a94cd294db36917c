'use client';

import { useMemo, useState } from 'react';
import { Button, type ButtonSize, type ButtonVariant } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { useWorkbench } from '@/components/workbench/store';
import type { OwnRecording } from '@/lib/storage/own-recordings';
import { workKey } from '@/lib/storage/scope';
import { openStorage } from '@/lib/storage/work-storage';
import { ShareRecordings } from './share-recordings';
import { useLink } from './use-link';

/** Programs that pass links on cut longer ones more often than not; browsers take far longer ones. */
const easilyPassedOn = 2_000;

interface ShareButtonProps {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** Makes a link that holds the files themselves. */
export function ShareButton({ variant = 'secondary', size = 'medium' }: ShareButtonProps) {
  const project = useWorkbench((state) => state.project);
  const ruleset = useWorkbench((state) => state.analysis.ruleset);
  const scope = useWorkbench((state) => state.scope);
  const [open, setOpen] = useState(false);
  const [own, setOwn] = useState<readonly OwnRecording[]>([]);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [clean, setClean] = useState(false);
  const recordings = useMemo(() => own.filter(({ id }) => ticked.has(id)), [own, ticked]);
  const { link, secrets } = useLink(open, { project, ruleset, recordings, clean });

  const share = async () => {
    setTicked(new Set());
    setClean(false);
    setOpen(true);
    // Comes with the first press.
    const { listOwnRecordings } = await import('@/lib/storage/own-recordings');
    const key = workKey(scope);
    setOwn(listOwnRecordings(openStorage(() => window.localStorage)).filter(({ attachedTo }) => attachedTo === key));
  };
  const tick = (id: string) => {
    setClean(false);
    setTicked((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
  };
  return (
    <>
      <Button variant={variant} size={size} onClick={share}>
        Share
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Share these files"
        description="Your files are in the link itself; nothing is uploaded. Whoever opens it sees the files, and the score is computed anew there."
      >
        {link.kind === 'refused' && (
          <p role="alert" className="border-failure border-l-4 bg-failure-wash px-3 py-2 text-sm">
            {link.message}
          </p>
        )}
        {link.kind === 'ready' && <ShareLink address={link.address} />}
        <ShareRecordings
          recordings={own}
          ticked={ticked}
          onTick={tick}
          secrets={secrets}
          cleaned={clean}
          onClean={() => setClean(true)}
        />
        <details className="mt-4 text-sm">
          <summary className="min-h-6 py-1 text-muted text-xs hover:text-ink">What is in the link</summary>
          <ul className="mt-1 space-y-1 font-mono text-xs">
            {project.files.map((file) => (
              <li key={file.path}>{file.path}</li>
            ))}
            {project.bulk.map((entry) => (
              <li key={entry.path} className="text-muted">
                {entry.path} (its size only)
              </li>
            ))}
            {recordings.map(({ id, recording }) => (
              <li key={id} className="text-muted">
                {recording.title} (a recording)
              </li>
            ))}
          </ul>
        </details>
      </Dialog>
    </>
  );
}

function ShareLink({ address }: { address: string }) {
  const canShare = typeof navigator.share === 'function';
  return (
    <div className="text-sm">
      <label className="block">
        <span className="text-muted text-xs">Link</span>
        <input
          readOnly
          value={address}
          className="mt-1 h-10 w-full border border-line-strong bg-sunken px-2 font-mono text-xs"
          onFocus={(event) => event.target.select()}
        />
      </label>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <CopyButton text={address} label="Copy the link" variant="primary" size="medium" />
        {canShare && (
          <Button
            onClick={() => {
              navigator.share({ title: 'A Dockerfile on Layerwise', url: address }).catch(() => {
                // The reader closed the system's dialog: the link is still here to copy.
              });
            }}
          >
            Send it with…
          </Button>
        )}
      </div>
      <p className="figures mt-3 text-muted text-xs">
        {address.length.toLocaleString('en')} characters.
        {address.length > easilyPassedOn &&
          ' Some chat and mail programs cut links of this length. If it arrives damaged, the page that opens it says so.'}
      </p>
    </div>
  );
}

import { type ReactNode, useId } from 'react';
import { ExternalLink } from '@/components/ui/text-link';
import type { Recording } from '@/lib/recordings/schema';

interface NotedFigureProps {
  /** What the number is of: the note's head, and part of the button's name. */
  about: string;
  children: ReactNode;
  note: ReactNode;
}

/** A number in a sentence that can be asked where it is from; the browser's own popover, so it works before any script. */
export function NotedFigure({ about, children, note }: NotedFigureProps) {
  const id = `figure${useId().replaceAll(':', '-')}`;
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="figures inline cursor-help whitespace-nowrap underline decoration-1 decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-ink"
      >
        {children}
        <span className="sr-only">, where this is from</span>
      </button>
      <span id={id} popover="auto" className="note">
        <span className="block font-semibold">{about}</span>
        {note}
      </span>
    </>
  );
}

/** Source, date and circumstances of a recording, for a note. */
export function RecordingNote({ recording }: { recording: Recording }) {
  const { source, origin, circumstances, standIn, note } = recording;
  const title = source.url ? <ExternalLink href={source.url}>{source.title}</ExternalLink> : source.title;
  return (
    <span className="mt-2 block">
      <span className="block">
        Recorded{origin === 'ours' ? ' by us' : ''}: {source.author && `${source.author}, `}
        {title}, {source.date}.
      </span>
      {standIn && <span className="mt-1 block">Built on a stand-in for the official base image.</span>}
      {circumstances.length > 0 && <span className="mt-1 block text-muted">{circumstances.join('. ')}.</span>}
      {note && <span className="mt-1 block text-muted">{note}</span>}
    </span>
  );
}

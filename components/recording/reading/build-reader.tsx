'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Project } from '@/lib/analyzer/project';
import type { Recording } from '@/lib/recordings/schema';
import { BuildReport } from './build-report';
import { takeFromInbox, useInbox } from './inbox';
import { OwnRecordingList } from './own-recording-list';
import { keepRecording } from './own-recordings';
import { type Reading, readText } from './read-text';
import { ReaderBox } from './reader-box';
import { Recognised } from './recognised';

export interface BuildReaderProps {
  /** The files under edit, where the page has some. */
  readonly present: Project | null;
  /** Key of the work that a kept recording belongs to; `null` where the page has none. */
  readonly attachTo: string | null;
  readonly today: string;
  readonly level: 3 | 4;
}

const unloaded: Reading = {
  kind: 'nothing',
  message: 'The readers could not be loaded. Your text is still here; reload the page to try again.',
  reading: null,
};

/** Reads what a person has at hand of a build, says what it tells, and keeps it in this browser. */
export function BuildReader({ present, attachTo, today, level }: BuildReaderProps) {
  const [text, setText] = useState('');
  const [reading, setReading] = useState<Reading | null>(null);
  const turns = useRef(0);
  /** Another one for every text, so that nothing that was done to one text’s builds passes to the next’s. */
  const [turn, setTurn] = useState(0);
  const receive = useCallback((pasted: string) => {
    setText(pasted);
    turns.current += 1;
    const mine = turns.current;
    const show = (found: Reading | null) => {
      if (mine !== turns.current) return;
      setReading(found);
      setTurn(mine);
    };
    if (pasted.trim() === '') show(null);
    else readText(pasted).then(show, () => show(unloaded));
  }, []);
  const waiting = useInbox();
  useEffect(() => {
    if (!waiting) return;
    const sent = takeFromInbox();
    if (sent !== null) receive(sent);
  }, [waiting, receive]);

  return (
    <div>
      <ReaderBox text={text} onText={receive} />
      <div role="status" className="sr-only">
        {reading === null ? '' : summarise(reading)}
      </div>
      {reading !== null && (
        <div className="mt-4 space-y-2">
          {reading.kind === 'nothing' && <p className="max-w-[66ch] text-sm">{reading.message}</p>}
          {reading.reading && <Recognised reading={reading.reading} />}
        </div>
      )}
      {reading?.kind === 'read' &&
        reading.reading.recordings.map((recording, place) => (
          <ReadBuild
            key={`${turn} ${recording.id}`}
            recording={recording}
            open={place === 0}
            {...{ present, attachTo, today, level }}
          />
        ))}
      <OwnRecordingList {...{ present, attachTo, today, level }} />
    </div>
  );
}

function summarise(reading: Reading): string {
  if (reading.kind === 'nothing') return reading.message;
  const count = reading.reading.recordings.length;
  return `${count === 1 ? 'One build was' : `${count} builds were`} read.`;
}

type ReadBuildProps = BuildReaderProps & { readonly recording: Recording; readonly open: boolean };

type Kept = { readonly kind: 'no' } | { readonly kind: 'yes' | 'refused'; readonly message: string };

function ReadBuild({ recording, open, present, attachTo, today, level }: ReadBuildProps) {
  const [kept, setKept] = useState<Kept>({ kind: 'no' });
  const [shown, setShown] = useState(open);
  const keep = () => {
    const result = keepRecording(recording, attachTo);
    setKept(
      result.status === 'saved'
        ? {
            kind: 'yes',
            message: `Kept in this browser${result.shortened ? ', without some details that are too long' : ''}. It is in the list below.`,
          }
        : { kind: 'refused', message: result.message },
    );
  };
  const Heading = level === 3 ? 'h2' : 'h3';
  return (
    <section aria-label={recording.title} className="mt-6 border-t-2 border-t-ink pt-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <Heading className="min-w-0 font-serif text-xl [overflow-wrap:anywhere]">{recording.title}</Heading>
        <div className="flex flex-wrap gap-2">
          {!open && (
            <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {shown ? 'Fold' : 'Show'}
            </Button>
          )}
          <Button size="small" variant="primary" onClick={keep} disabled={kept.kind === 'yes'}>
            {attachTo === null ? 'Keep in this browser' : 'Keep with these files'}
          </Button>
        </div>
      </div>
      <p
        role="status"
        className={`text-sm ${kept.kind === 'refused' ? 'mb-3 text-warning' : kept.kind === 'yes' ? 'mb-3 text-success' : ''}`}
      >
        {kept.kind === 'no' ? '' : kept.message}
      </p>
      {shown && <BuildReport recording={recording} present={present} today={today} level={level} />}
    </section>
  );
}

'use client';

import { type ChangeEvent, type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Editor } from '@/components/editor/editor';
import { Places } from '@/components/lesson/places';
import { ResetWork } from '@/components/lesson/reset-work';
import { ShortcutsDialog } from '@/components/lesson/shortcuts-dialog';
import { WorkNotice } from '@/components/lesson/work-notice';
import { sendToReader } from '@/components/recording/reading/inbox';
import { useInstrument } from '@/components/score/instrument-context';
import { InstrumentHead } from '@/components/score/instrument-head';
import { ResultsPlace } from '@/components/score/results-place';
import { ShareButton } from '@/components/share/share-button';
import { Button } from '@/components/ui/button';
import { useWorkbench, useWorkbenchStore } from '@/components/workbench/store';
import { looksLikeBuildOutput } from '@/lib/recordings/recognise';
import { arrivalsOfDrop, arrivalsOfFiles } from './arrivals';
import { splitBuildOutput } from './build-output';
import { type Arrival, applyIntake, intakeLimits, takeIn } from './intake';
import { LinkBanner } from './link-banner';
import styles from './playground.module.css';
import { useSharedLink } from './use-shared-link';

/** Opens the results' recordings: the address does it on wide screens and on phones alike. */
function showRecordings(): void {
  if (window.location.hash === '#recordings') window.dispatchEvent(new HashChangeEvent('hashchange'));
  else window.location.hash = '#recordings';
}

/** Output of a build is no file of the project: the reader beside the recordings takes it. */
function readBuild(text: string): void {
  sendToReader(text);
  showRecordings();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA'].includes(target.tagName));
}

/** Any Dockerfile with its other files: pasted, dropped, opened or from a link. */
export function Playground() {
  const store = useWorkbenchStore();
  const link = useSharedLink();
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [over, setOver] = useState(false);
  const [taken, setTaken] = useState(0);
  const opened = `${taken} ${link.state.kind === 'opened' ? link.state.serial : 0}`;

  useOpenedBaseline(opened);

  const receive = useCallback(
    async (arrived: readonly Arrival[]) => {
      const { output, rest: arrivals } = await splitBuildOutput(arrived);
      if (output !== null) {
        readBuild(output);
        if (arrivals.length === 0) return;
      }
      const intake = await takeIn(arrivals);
      const { project, replaceProject } = store.getState();
      if (intake.files.length === 0) {
        setNotes([...intake.notes, 'Nothing was changed: there was no text file among what you gave.']);
        return;
      }
      replaceProject(applyIntake(project, intake));
      if (intake.dockerfile !== null) setTaken((count) => count + 1);
      const added =
        intake.dockerfile === null ? ['There was no Dockerfile among the files, so they were added to yours.'] : [];
      setNotes([...intake.notes, ...added]);
    },
    [store],
  );

  const pasteText = useCallback(
    (text: string) => {
      if (looksLikeBuildOutput(text)) return readBuild(text);
      const { project, setText, openFile } = store.getState();
      if (text.length > intakeLimits.fileBytes) {
        setNotes([`The text has more than ${intakeLimits.fileBytes / 1000},000 characters, so it was not pasted.`]);
        return;
      }
      setNotes([]);
      setText(project.dockerfile, text);
      openFile(project.dockerfile);
    },
    [store],
  );

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (isTyping(event.target) || !event.clipboardData) return;
      const { files } = event.clipboardData;
      const text = event.clipboardData.getData('text/plain');
      if (files.length > 0) receive(arrivalsOfFiles(files));
      else if (text !== '') pasteText(text);
      else return;
      event.preventDefault();
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [receive, pasteText]);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    arrivalsOfDrop(event.dataTransfer).then(receive);
  };
  return (
    <section
      aria-label="Playground"
      className={styles.playground}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return;
        setOver(false);
      }}
      onDrop={drop}
    >
      <div className={styles.bar}>
        <LinkBanner state={link.state} onOpen={link.open} onKeepMine={link.keepMine} onBringBack={link.bringBack} />
        <div className={`no-print flex flex-wrap items-center gap-2 border-b px-4 py-2 sm:px-6 ${styles.tools}`}>
          <h1 className="mr-2 font-semibold font-serif text-xl max-md:w-full">Playground</h1>
          <FilePicker label="Open files" onPick={receive} />
          <span className="hidden md:inline">
            {/* Phones open files only. */}
            <FilePicker label="Open a folder" folder onPick={receive} />
          </span>
          <Button size="small" onClick={showRecordings}>
            Read a build log
          </Button>
          <ResetWork label="Back to the example" size="small" />
          {link.earlier && link.state.kind === 'none' && (
            <Button variant="quiet" size="small" onClick={link.bringBack}>
              Swap with the files put aside
            </Button>
          )}
          <span className="flex-1" />
          <span className="hidden md:inline">
            <ShortcutsDialog size="small" />
          </span>
          <ShareButton variant="primary" size="small" />
        </div>
        <div role="status">
          {notes.length > 0 && (
            <div className="flex items-start gap-3 border-b bg-warning-wash px-4 py-2 text-sm sm:px-6">
              <ul className="min-w-0 flex-1 space-y-0.5">
                {notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
              <Button size="small" variant="quiet" onClick={() => setNotes([])}>
                Dismiss
              </Button>
            </div>
          )}
        </div>
        <WorkNotice />
      </div>
      <div className={styles.head}>
        <InstrumentHead />
      </div>
      <div className={styles.edit}>
        <span id="edit" />
        <Editor height="var(--editor-height, 100%)" className="h-full" />
      </div>
      <ResultsPlace className={styles.results} />
      <Places read={null} />
      {over && (
        <div className={styles.target}>
          <p>
            Drop a Dockerfile, its files, the project’s folder or the log of a build. Everything stays in this browser.
          </p>
        </div>
      )}
    </section>
  );
}

/** Tells changes against the files as they were opened, not against the example that the page begins with. */
function useOpenedBaseline(opened: string): void {
  const store = useWorkbenchStore();
  const { baseline, setBaseline } = useInstrument();
  const pending = useWorkbench((state) => state.pending);
  const analysis = useWorkbench((state) => state.analysis);
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (seen.current === opened) return;
    seen.current = opened;
    const { project, start } = store.getState();
    if (project !== start) setBaseline(null);
  }, [store, setBaseline, opened]);
  useEffect(() => {
    if (baseline === null && !pending) setBaseline(analysis);
  }, [baseline, pending, analysis, setBaseline]);
}

interface FilePickerProps {
  label: string;
  folder?: boolean;
  onPick: (arrivals: readonly Arrival[]) => void;
}

function FilePicker({ label, folder = false, onPick }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const arrivals = arrivalsOfFiles(event.target.files ?? []);
    event.target.value = '';
    if (arrivals.length > 0) onPick(arrivals);
  };
  return (
    <>
      <Button size="small" onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        onChange={pick}
        {...(folder ? { webkitdirectory: '' } : {})}
      />
    </>
  );
}

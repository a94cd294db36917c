'use client';

import { type ChangeEvent, type ClipboardEvent, type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { warmDiagnosis } from './use-diagnosis';

/** Longer text is read but not put into the field, which would become slow. */
const longestShown = 300_000;
/** Bytes of all files given at once. */
const largestFiles = 12_000_000;
const settled = 150;

interface ReaderBoxProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Where output is pasted, dropped or chosen as files. It is read as soon as it is there; nothing is uploaded. */
export function ReaderBox({ text, onText }: ReaderBoxProps) {
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(text);
  const [over, setOver] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => setDraft(text), [text]);
  useEffect(() => {
    if (draft === text || text.length > longestShown) return;
    const timer = setTimeout(() => onText(draft), settled);
    return () => clearTimeout(timer);
  }, [draft, text, onText]);

  const readFiles = async (files: readonly File[]) => {
    if (files.length === 0) return;
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    if (bytes > largestFiles) {
      setRefusal(
        `The files have more than ${largestFiles / 1_000_000} MB together, so they were not read. Give the part around the build.`,
      );
      return;
    }
    setRefusal(null);
    const texts = await Promise.all(files.map((file) => file.text().catch(() => null)));
    const readable = texts.filter((one) => one !== null);
    if (readable.length < files.length) setRefusal('A file could not be read and was left out.');
    onText(readable.join('\n'));
  };
  const paste = (event: ClipboardEvent) => {
    const { files } = event.clipboardData;
    const pasted = event.clipboardData.getData('text/plain');
    if (files.length > 0) readFiles([...files]);
    else if (pasted.length > longestShown) onText(pasted);
    else return;
    event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) readFiles(files);
    else onText(event.dataTransfer.getData('text/plain'));
  };
  const long = text.length > longestShown;
  return (
    <section
      aria-label="Text to read"
      className={`border ${over ? 'border-accent bg-accent-wash' : 'border-line-strong bg-surface'}`}
      onDragOver={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id} className="block px-3 pt-2 text-muted text-xs">
        Output of docker build, history, inspect, images or buildx du; several together are one build
      </label>
      {long ? (
        <p id={id} className="px-3 py-2 text-sm">
          {text.length.toLocaleString('en')} characters were read.
        </p>
      ) : (
        <textarea
          id={id}
          value={draft}
          rows={7}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          placeholder={'#5 [2/6] RUN apt-get update && apt-get install -y python3-pip\n#5 DONE 75.2s'}
          onFocus={warmDiagnosis}
          onPaste={paste}
          onChange={(event) => setDraft(event.target.value)}
          className="block w-full resize-y bg-transparent px-3 py-2 font-mono text-xs leading-5 placeholder:text-muted"
        />
      )}
      <div className="flex flex-wrap items-center gap-2 border-t px-3 py-2">
        <Button size="small" onClick={() => picker.current?.click()}>
          Choose files
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Files with the output of a build"
          onChange={(event: ChangeEvent<HTMLInputElement>) => {
            readFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        {text !== '' && (
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              setRefusal(null);
              onText('');
            }}
          >
            Clear
          </Button>
        )}
        <p className="text-muted text-xs">Or drop them here. Nothing is uploaded: it is read in this browser.</p>
      </div>
      {refusal && (
        <p role="alert" className="border-t px-3 py-2 text-sm text-warning">
          {refusal}
        </p>
      )}
    </section>
  );
}

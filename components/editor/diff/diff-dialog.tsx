'use client';

import { Dialog } from 'radix-ui';
import { type ComponentProps, type ComponentType, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { CrossIcon } from '@/components/ui/icons';
import { useWorkbench } from '@/components/workbench/store';
import { usePlainChoice } from '../use-plain-choice';
import { compareProjects, type FileComparison } from './compare';
import type { MonacoDiff } from './monaco-diff';
import { TextDiff } from './text-diff';

export type Against = 'start' | 'solution';

interface DiffDialogProps {
  readonly against: Against;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What the reader's files are compared with: the start reads as "before", the solution as "after". */
const words = {
  start: {
    title: 'What you changed',
    description: 'The files as they were given, and as they are now.',
    names: ['the start', 'your files'],
    same: 'Your files are as they were given.',
  },
  solution: {
    title: 'Your files and the solution',
    description: 'Your files, and how ours differ from them. Other answers meet the goals too.',
    names: ['your files', 'the solution'],
    same: 'Your files are the same as the solution.',
  },
} as const;

/** The reader's files beside the start or the solution, over the page. */
export function DiffDialog({ against, open, onOpenChange }: DiffDialogProps) {
  // Without a trigger of its own the dialog would leave the focus nowhere when it closes.
  const opener = useRef<Element | null>(null);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-[oklch(0.15_0.01_262/0.45)]" />
        <Dialog.Content
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className="fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[88dvh] w-full max-w-6xl flex-col border border-line-strong bg-surface sm:inset-x-4 sm:top-[6vh] sm:bottom-auto"
        >
          <div className="flex shrink-0 items-start justify-between gap-4 px-5 pt-4 pb-3">
            <div>
              <Dialog.Title className="font-semibold text-lg">{words[against].title}</Dialog.Title>
              <Dialog.Description className="text-ink-soft text-sm">{words[against].description}</Dialog.Description>
            </div>
            <Dialog.Close className="-mt-1 -mr-2 inline-flex size-10 shrink-0 items-center justify-center rounded-sm text-ink-soft hover:bg-sunken hover:text-ink pointer-coarse:size-11">
              <CrossIcon />
              <span className="sr-only">Close</span>
            </Dialog.Close>
          </div>
          <Comparison against={against} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Comparison({ against }: { against: Against }) {
  const project = useWorkbench((state) => state.project);
  const other = useWorkbench((state) => (against === 'start' ? state.start : state.solution));
  const [chosen, setChosen] = useState<string | null>(null);
  const view = useDiffView();
  if (!other) return null;
  const files = against === 'start' ? compareProjects(other, project) : compareProjects(project, other);
  const changed = files.filter((file) => file.change !== 'same');
  const file = changed.find((candidate) => candidate.path === chosen) ?? changed[0];
  if (!file) return <p className="border-t px-5 py-4 text-sm">{words[against].same}</p>;
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t">
      <div className="sticky top-0 z-10 flex shrink-0 flex-wrap items-center gap-1 border-b bg-surface px-3 py-1.5">
        {changed.map((candidate) => (
          <FileButton
            key={candidate.path}
            file={candidate}
            chosen={candidate === file}
            onChoose={() => setChosen(candidate.path)}
          />
        ))}
        {view.choice && (
          <Button size="small" variant="quiet" className="ml-auto" aria-pressed={view.asText} onClick={view.toggle}>
            As text
          </Button>
        )}
      </div>
      <div className="min-h-0">
        {view.Monaco && !view.asText ? (
          <view.Monaco path={file.path} dockerfile={project.dockerfile} from={file.from} to={file.to} />
        ) : (
          <TextDiff path={file.path} from={file.from} to={file.to} names={words[against].names} />
        )}
      </div>
    </div>
  );
}

const changeNames = { same: '', changed: '', added: 'new', removed: 'gone' } as const;

function FileButton({
  file,
  chosen,
  onChoose,
}: {
  readonly file: FileComparison;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={`h-8 rounded-sm border px-2.5 font-mono text-xs pointer-coarse:h-11 ${
        chosen ? 'border-line-strong bg-sunken text-ink' : 'border-transparent text-ink-soft hover:bg-sunken'
      }`}
    >
      {file.path}
      {changeNames[file.change] && <span className="ml-1.5 font-sans text-muted">{changeNames[file.change]}</span>}
    </button>
  );
}

/** Monaco's comparison where the pointer is fine and it loads; the text otherwise, or when the reader wants it. */
function useDiffView() {
  const [plain] = usePlainChoice();
  const [Monaco, setMonaco] = useState<ComponentType<ComponentProps<typeof MonacoDiff>> | null>(null);
  const [asText, setAsText] = useState(false);
  useEffect(() => {
    if (plain !== false) return;
    let here = true;
    import('./monaco-diff').then(
      (module) => {
        if (here) setMonaco(() => module.MonacoDiff);
      },
      () => {
        // The text comparison, which is on the page already, stays.
      },
    );
    return () => {
      here = false;
    };
  }, [plain]);
  return { Monaco, asText, choice: Monaco !== null, toggle: () => setAsText((text) => !text) };
}

'use client';

import { type ComponentProps, type ComponentType, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
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
  const { title, description } = words[against];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description} width="wide">
      <Comparison against={against} />
    </Dialog>
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

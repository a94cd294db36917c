'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useWorkbench } from '@/components/workbench/store';
import type { Project } from '@/lib/analyzer/project';
import { type BreakingChange, findBreakingChange } from './breaking-change';

/** UTF-16 units of a line that are shown. */
const shownLength = 72;

/** Says which edit the failures came with, and takes it back at a press. */
export function BreakingChangeOffer({ failing }: { readonly failing: boolean }) {
  const project = useWorkbench((state) => state.project);
  const pending = useWorkbench((state) => state.pending);
  const applyStep = useWorkbench((state) => state.applyStep);
  const [worked, setWorked] = useState<Project | null>(null);
  useEffect(() => {
    if (!pending && !failing) setWorked(project);
  }, [project, pending, failing]);
  if (!failing || worked === null) return null;
  const change = findBreakingChange(worked, project);
  if (change === null) return null;
  const { action, done } = nameAction(change);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-3">
      <p className="min-w-0">
        <Description change={change} dockerfile={project.dockerfile} />
      </p>
      <Button size="small" onClick={() => applyStep(worked, done)}>
        {action}
      </Button>
    </div>
  );
}

function nameAction({ before, after }: BreakingChange): { readonly action: string; readonly done: string } {
  if (before.length === 0) return { action: 'Take it out again', done: 'Took the new lines out.' };
  const lines = before.length === 1 ? 'the line' : 'the lines';
  return after.length === 0
    ? { action: `Bring ${lines} back`, done: `Brought ${lines} back.` }
    : { action: `Put ${lines} back`, done: `Put ${lines} back as before.` };
}

function Description({ change, dockerfile }: { readonly change: BreakingChange; readonly dockerfile: string }) {
  const { before, after, line, path } = change;
  const place = path === dockerfile ? '' : ` of ${path}`;
  if (before.length === 0) {
    return (
      <>
        It worked before {after.length === 1 ? `line ${line}` : `lines ${line} to ${line + after.length - 1}`}
        {place} came.
      </>
    );
  }
  const [first = ''] = before;
  const shown = first.length > shownLength ? `${first.slice(0, shownLength)}…` : first;
  const more = before.length > 1 && ` and ${before.length - 1} more`;
  return (
    <>
      It worked {after.length === 0 ? 'with' : 'while'} line {line}
      {place}
      {after.length === 0 ? ', ' : ' said '}
      <code className="break-words font-mono text-xs">{shown}</code>
      {more}.
    </>
  );
}

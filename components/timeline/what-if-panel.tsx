'use client';

import { EditedFile } from '@/components/score/duration-panels';
import { rebuildOf, useInstrument } from '@/components/score/instrument-context';
import { useReveal } from '@/components/score/use-reveal';
import { Sentence } from '@/components/ui/sentence';
import { useWorkbench } from '@/components/workbench/store';
import { formatSeconds } from '@/lib/format/figures';
import { formatAbout } from '@/lib/format/range';

/** Pick a file: the steps that run again after an edit of it stand out, with the reason. */
export function WhatIfPanel() {
  const analysis = useWorkbench((state) => state.analysis);
  const dockerfile = useWorkbench((state) => state.project.dockerfile);
  const { editedPath } = useInstrument();
  const reveal = useReveal();
  const rebuild = rebuildOf(analysis, editedPath);
  if (!rebuild)
    return <p className="p-4 text-muted text-sm">Once the Dockerfile builds something, choose a file here.</p>;
  const again = new Set(rebuild.steps);
  const steps = analysis.stages.filter((stage) => stage.needed).flatMap((stage) => stage.steps);
  const shown = steps.filter((step) => step.kind !== 'configuration' && step.kind !== 'argument');
  return (
    <div className="p-4 text-sm">
      <EditedFile />
      <p className="mt-3">
        <Sentence text={rebuild.reason ?? 'No step runs again: everything comes from the cache.'} />{' '}
        {again.size > 0 && (
          <>
            {again.size === 1 ? 'One step runs' : `${again.size} steps run`} again, in{' '}
            <strong className="figures font-semibold">{formatAbout(rebuild.seconds, formatSeconds)}</strong> with the
            export of what is new.
          </>
        )}
      </p>
      <ol className="mt-3 border-line border-t">
        {shown.map((step) => {
          const runs = again.has(step.id);
          return (
            <li
              key={step.id}
              className={`flex items-baseline gap-3 border-line border-b border-l-4 py-1.5 pl-3 ${runs ? 'border-l-ink bg-sunken' : 'border-l-transparent'}`}
            >
              <button
                type="button"
                className={`min-h-6 min-w-0 flex-1 truncate text-left font-mono text-xs hover:text-accent hover:underline ${runs ? 'font-semibold' : 'text-muted'}`}
                title={step.text}
                onClick={() => reveal(dockerfile, step.range)}
              >
                <span className="mr-2 font-normal text-muted">{step.line}</span>
                {step.text}
              </button>
              <span className={`figures text-xs whitespace-nowrap ${runs ? 'font-semibold' : 'text-muted'}`}>
                {runs ? `runs again, ${formatSeconds(step.seconds.likely)}` : 'cached'}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

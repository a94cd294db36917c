'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { EvidenceDisclosure } from '@/components/score/evidence';
import { useBaseline } from '@/components/score/instrument-context';
import { useReveal } from '@/components/score/use-reveal';
import { ViewSwitch } from '@/components/score/view-switch';
import { FigureTable } from '@/components/ui/figure-table';
import { useWorkbench } from '@/components/workbench/store';
import type { Analysis, StepSummary } from '@/lib/analyzer/analysis';
import { formatBytes, formatShare } from '@/lib/format/figures';
import { formatRange } from '@/lib/format/range';
import { nameOfKind } from './kinds';
import { stackByKind, sumBands } from './stack';
import { StepStrata } from './step-strata';
import { type RecordedMark, Strata } from './strata';

// The treemap's layout is loaded when it is opened.
const ContentsView = dynamic(() => import('./contents-view').then((module) => module.ContentsView), {
  loading: () => <p className="text-muted text-sm">Loading…</p>,
});

type View = 'kind' | 'step' | 'contents' | 'table';
const views = [
  { value: 'kind', name: 'By kind' },
  { value: 'step', name: 'By step' },
  { value: 'contents', name: 'Contents' },
  { value: 'table', name: 'Table' },
] as const;

/** The steps whose layers the final image holds, base first. */
export function stepsOfImage(analysis: Analysis): readonly StepSummary[] {
  const steps = new Map(analysis.stages.flatMap((stage) => stage.steps).map((step) => [step.id, step]));
  return analysis.layers.flatMap((id) => steps.get(id) ?? []);
}

/** Where the image's bytes sit: by kind beside the start and the recording, by step, and as a table. */
export function LayersPanel({ recorded }: { recorded: RecordedMark | null }) {
  const analysis = useWorkbench((state) => state.analysis);
  const startKinds = useBaseline()?.kinds ?? null;
  const dockerfile = useWorkbench((state) => state.project.dockerfile);
  const reveal = useReveal();
  const [view, setView] = useState<View>('kind');
  if (analysis.target === null) {
    return <p className="p-4 text-muted text-sm">There is no image yet: the Dockerfile has no FROM.</p>;
  }
  const before = startKinds !== analysis.kinds ? startKinds : null;
  const scale = Math.max(
    sumBands(stackByKind(analysis.kinds)).high,
    before ? sumBands(stackByKind(before)).high : 0,
    recorded?.bytes ?? 0,
  );
  return (
    <div className="p-4">
      <ViewSwitch name="View of the layers" options={views} value={view} onChange={setView} />
      <div className="mt-4">
        {view === 'kind' && (
          <>
            <div className="flex items-end gap-6">
              {before && (
                <figure className="w-10 shrink-0">
                  <Strata contributions={before} name="The image at the start" scale={scale} labels={false} />
                  <figcaption className="mt-1 text-muted text-xs">Start</figcaption>
                </figure>
              )}
              <figure className="min-w-0 flex-1">
                <Strata contributions={analysis.kinds} name="Your image" scale={scale} recorded={recorded} />
                <figcaption className="mt-1 text-muted text-xs">
                  Yours, {formatBytes(analysis.size.classic.likely)}
                  {recorded && (
                    <>
                      {' · '}
                      <span className="mr-1 inline-block h-[3px] w-4 bg-accent align-middle" />
                      {recorded.label} {formatBytes(recorded.bytes)}
                    </>
                  )}
                </figcaption>
              </figure>
            </div>
            <div className="mt-4">
              <EvidenceDisclosure estimate={analysis.size.classic} />
            </div>
          </>
        )}
        {view === 'step' && (
          <StepStrata steps={stepsOfImage(analysis)} onSelect={(step) => reveal(dockerfile, step.range)} />
        )}
        {view === 'contents' && <ContentsView />}
        {view === 'table' && <LayersTable analysis={analysis} />}
      </div>
    </div>
  );
}

function LayersTable({ analysis }: { analysis: Analysis }) {
  const total = analysis.size.classic.likely;
  return (
    <>
      <FigureTable
        caption="Bytes of the final image by kind, classic store"
        rows={stackByKind(analysis.kinds)}
        keyOf={({ kind }) => kind}
        columns={[
          {
            head: 'Kind',
            names: true,
            cell: ({ kind, parts }) => (
              <>
                {nameOfKind(kind)}
                <span className="block text-muted text-xs">{parts.slice(0, 4).join(', ')}</span>
              </>
            ),
          },
          { head: 'Likely', kind: 'figure', cell: ({ likely }) => formatBytes(likely) },
          { head: 'Range', kind: 'figure', muted: true, cell: (band) => formatRange(band, formatBytes) ?? '–' },
          { head: 'Share', kind: 'figure', muted: true, cell: ({ likely }) => formatShare(likely, total) },
        ]}
      />
      <FigureTable
        caption="Bytes by step"
        className="mt-6"
        rows={stepsOfImage(analysis)}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Line', muted: true, cell: ({ line }) => line },
          { head: 'Step', kind: 'code', names: true, cell: ({ text }) => text },
          { head: 'Likely', kind: 'figure', cell: ({ bytes }) => formatBytes(bytes.likely) },
        ]}
      />
    </>
  );
}

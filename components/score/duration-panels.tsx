'use client';

import { useId } from 'react';
import { Sentence } from '@/components/ui/sentence';
import { useWorkbench } from '@/components/workbench/store';
import type { Estimate } from '@/lib/analyzer/estimate';
import { formatChange, formatSeconds } from '@/lib/format/figures';
import { formatRange } from '@/lib/format/range';
import { EvidenceDisclosure } from './evidence';
import { rebuildOf, useBaseline, useInstrument } from './instrument-context';
import { RangeBar } from './range-bar';

/** What a build with nothing cached takes, against the start. */
export function ColdBuildPanel() {
  const cold = useWorkbench((state) => state.analysis.cold);
  const start = useBaseline()?.cold ?? null;
  return (
    <section aria-label="Cold build explained">
      <h3 className="font-semibold">A build with nothing cached</h3>
      <p className="mt-1 text-muted text-xs">
        Pull of the base, every step, export of the new layers. Your machine and network decide; compare builds with
        each other rather than with a stopwatch.
      </p>
      <Duration estimate={cold} start={start} />
      <div className="mt-3">
        <EvidenceDisclosure estimate={cold} open />
      </div>
    </section>
  );
}

/** What runs again after an edit of a chosen file. */
export function RebuildPanel() {
  const analysis = useWorkbench((state) => state.analysis);
  const start = useBaseline();
  const { editedPath, openTab } = useInstrument();
  const rebuild = rebuildOf(analysis, editedPath);
  if (!rebuild) return <p>There is no file whose edit could be followed yet.</p>;
  const before = start?.rebuilds.find((other) => other.path === rebuild.path);
  return (
    <section aria-label="Rebuild explained">
      <h3 className="font-semibold">A build after one edit</h3>
      <div className="mt-2">
        <EditedFile />
      </div>
      <p className="mt-2">
        <Sentence text={rebuild.reason ?? 'No step runs again: everything comes from the cache.'} />
      </p>
      <Duration estimate={rebuild.seconds} start={before?.seconds ?? null} />
      <p className="mt-2">
        <button
          type="button"
          className="min-h-6 text-accent text-xs underline underline-offset-2"
          onClick={() => openTab('what-if')}
        >
          {rebuild.steps.length === 1 ? 'One step runs again' : `${rebuild.steps.length} steps run again`}: see which
        </button>
      </p>
      <div className="mt-2">
        <EvidenceDisclosure estimate={rebuild.seconds} />
      </div>
    </section>
  );
}

/** Chooses the file whose edit is followed. */
export function EditedFile() {
  const analysis = useWorkbench((state) => state.analysis);
  const { editedPath, chooseEditedPath } = useInstrument();
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <label htmlFor={id} className="text-muted text-sm">
        You edit
      </label>
      <select
        id={id}
        className="min-h-9 max-w-full rounded-sm border border-line-strong bg-surface px-2 font-mono text-xs"
        value={rebuildOf(analysis, editedPath)?.path ?? ''}
        onChange={(event) => chooseEditedPath(event.target.value)}
      >
        {analysis.rebuilds.map((rebuild) => (
          <option key={rebuild.path}>{rebuild.path}</option>
        ))}
      </select>
    </div>
  );
}

function Duration({ estimate, start }: { estimate: Estimate; start: Estimate | null }) {
  return (
    <div className="mt-3">
      <p className="figures flex flex-wrap items-baseline gap-x-2">
        <strong className="font-semibold">{formatSeconds(estimate.likely)}</strong>
        <span className="text-muted text-xs">{formatRange(estimate, formatSeconds) ?? 'known exactly'}</span>
        {start && (
          <span className="text-muted text-xs">
            since the start {formatChange(estimate.likely - start.likely, formatSeconds)}
          </span>
        )}
      </p>
      <div className="mt-1">
        <RangeBar estimate={estimate} scale={Math.max(estimate.high, start?.high ?? 0)} />
      </div>
    </div>
  );
}

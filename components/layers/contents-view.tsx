'use client';

import { useState } from 'react';
import { useReveal } from '@/components/score/use-reveal';
import { Treemap } from '@/components/treemap/treemap';
import { useWorkbench } from '@/components/workbench/store';
import type { Analysis } from '@/lib/analyzer/analysis';
import { formatBytes } from '@/lib/format/figures';
import { nameOfKind } from './kinds';

/** What the predicted image holds, piece by piece, and what of it nobody needs. */
export function ContentsView() {
  const contents = useWorkbench((state) => state.analysis.contents);
  const [baseShown, showBase] = useState(true);
  const own = (contents.root.children ?? []).filter((group) => group.kind !== 'base');
  const ownBytes = own.reduce((bytes, group) => bytes + group.bytes, 0);
  const root = baseShown || ownBytes <= 0 ? contents.root : { ...contents.root, bytes: ownBytes, children: own };
  return (
    <div>
      {ownBytes > 0 && ownBytes < contents.root.bytes && (
        <label className="mb-3 flex min-h-6 w-fit items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="size-4 accent-(--accent)"
            checked={!baseShown}
            onChange={(event) => showBase(!event.target.checked)}
          />
          Leave the base image out
        </label>
      )}
      <Treemap root={root} name="What the image holds" told="predicted" />
      <LostBytes contents={contents} />
    </div>
  );
}

interface Entry {
  readonly name: string;
  readonly bytes: number;
  /** Step whose layer holds them. */
  readonly step: string;
  readonly note: string;
}

function LostBytes({ contents }: { readonly contents: Analysis['contents'] }) {
  const lines = useLineOfStep();
  const hidden = (step: string) => (lines(step) === null ? '' : `, by line ${lines(step)?.line}`);
  const groups: readonly { readonly title: string; readonly entries: readonly Entry[] }[] = [
    {
      title: 'Deleted, and carried all the same',
      entries: contents.deleted.map((entry) => ({ ...entry, note: `deleted${hidden(entry.hiddenBy)}` })),
    },
    {
      title: 'Held twice',
      entries: contents.duplicated.map((entry) => ({ ...entry, note: `written again${hidden(entry.hiddenBy)}` })),
    },
    {
      title: 'Not needed to run',
      entries: contents.unneeded.map((entry) => ({ ...entry, note: nameOfKind(entry.kind) })),
    },
  ].filter(({ entries }) => entries.length > 0);
  if (groups.length === 0)
    return <p className="mt-4 text-muted text-sm">Nothing is held twice, deleted too late or left from the build.</p>;
  return groups.map(({ title, entries }) => <LostGroup key={title} title={title} entries={entries} />);
}

const mostEntries = 8;

function LostGroup({ title, entries }: { readonly title: string; readonly entries: readonly Entry[] }) {
  const lines = useLineOfStep();
  const reveal = useReveal();
  const dockerfile = useWorkbench((state) => state.project.dockerfile);
  const sorted = entries.toSorted((one, other) => other.bytes - one.bytes);
  const all = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const left = sorted.slice(mostEntries);
  return (
    <section className="mt-5 text-sm">
      <h3 className="flex items-baseline justify-between gap-4 font-semibold">
        {title} <span className="figures">{formatBytes(all)}</span>
      </h3>
      <ul className="mt-1 border-t">
        {sorted.slice(0, mostEntries).map((entry) => {
          const step = lines(entry.step);
          return (
            <li key={`${entry.name} ${entry.step} ${entry.note}`} className="flex items-baseline gap-3 border-b py-1.5">
              <span className="min-w-0 flex-1 break-words">
                {entry.name} <span className="text-muted text-xs">{entry.note}</span>
              </span>
              {step && (
                <button
                  type="button"
                  className="min-h-6 shrink-0 text-accent text-xs underline underline-offset-2"
                  onClick={() => reveal(dockerfile, step.range)}
                >
                  line {step.line}
                </button>
              )}
              <span className="figures w-20 shrink-0 text-right">{formatBytes(entry.bytes)}</span>
            </li>
          );
        })}
      </ul>
      {left.length > 0 && (
        <p className="mt-1 text-muted text-xs">
          And {left.length} more, {formatBytes(left.reduce((sum, entry) => sum + entry.bytes, 0))}.
        </p>
      )}
    </section>
  );
}

/** Finds the line of a step by its id. */
function useLineOfStep() {
  const stages = useWorkbench((state) => state.analysis.stages);
  return (id: string) => {
    for (const stage of stages) {
      const step = stage.steps.find((candidate) => candidate.id === id);
      if (step) return step;
    }
    return null;
  };
}

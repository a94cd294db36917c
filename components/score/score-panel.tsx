'use client';

import Link from 'next/link';
import { Sentence } from '@/components/ui/sentence';
import { useWorkbench } from '@/components/workbench/store';
import type { LostPoints } from '@/lib/analyzer/analysis';
import { useBaseline } from './instrument-context';
import { useReveal } from './use-reveal';

/** Every lost point: how many, why, and the place. */
export function ScorePanel({ onLeave }: { onLeave: () => void }) {
  const score = useWorkbench((state) => state.analysis.score);
  const start = useBaseline()?.score;
  const ruleset = useWorkbench((state) => state.analysis.ruleset);
  return (
    <section aria-label="Score explained">
      <h3 className="font-semibold">
        {score.lost.length === 0 ? 'No points are lost' : `Where ${100 - score.points} of 100 points are lost`}
      </h3>
      {start && start.points !== score.points && (
        <p className="mt-1 text-muted text-xs">
          At the start: {start.points} points, letter {start.letter}.
        </p>
      )}
      {score.lost.length > 0 && (
        <ol className="mt-2 divide-y divide-line border-line border-y">
          {score.lost.map((entry) => (
            <LostEntry
              key={`${entry.source} ${entry.range?.start ?? ''} ${entry.reason}`}
              entry={entry}
              onLeave={onLeave}
            />
          ))}
        </ol>
      )}
      <p className="mt-2 text-muted text-xs">Scored by ruleset {ruleset}.</p>
    </section>
  );
}

/** The rule behind a lost point, which has a page: that of the finding, or of the finding that is the same fault. */
function useRuleOf({ source, range }: LostPoints): string | null {
  const failures = useWorkbench((state) => state.analysis.failures);
  if (source.startsWith('rule:')) return source.slice('rule:'.length);
  const failure = failures.find(
    (candidate) => source === `failure:${candidate.code}` && candidate.range.start === range?.start,
  );
  return failure?.rule ?? null;
}

function LostEntry({ entry, onLeave }: { entry: LostPoints; onLeave: () => void }) {
  const reveal = useReveal();
  const dockerfile = useWorkbench((state) => state.project.dockerfile);
  const { range } = entry;
  const rule = useRuleOf(entry);
  return (
    <li className="flex items-baseline gap-3 py-2">
      <span className="figures w-9 shrink-0 text-right font-semibold">−{entry.points}</span>
      <span className="min-w-0 flex-1">
        <Sentence text={entry.reason} />
        <span className="mt-0.5 flex flex-wrap gap-x-4 text-xs">
          {range && (
            <button
              type="button"
              className="min-h-6 text-accent underline underline-offset-2"
              onClick={() => {
                onLeave();
                reveal(dockerfile, range);
              }}
            >
              Show the place
            </button>
          )}
          {rule && (
            <Link
              prefetch={false}
              href={`/rules/${rule}`}
              className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
            >
              Rule {rule}
            </Link>
          )}
        </span>
      </span>
    </li>
  );
}

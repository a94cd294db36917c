'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWorkbench } from '@/components/workbench/store';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { speakRange } from '@/lib/format/range';
import { ColdBuildPanel, RebuildPanel } from './duration-panels';
import { Figure } from './figure';
import { rebuildOf, useBaseline, useInstrument } from './instrument-context';
import styles from './instrument-head.module.css';
import { ScorePanel } from './score-panel';
import { SizePanel } from './size-panel';

type Part = 'score' | 'size' | 'cold' | 'rebuild';

/** The grade and the three figures; each is a button that opens what stands behind it. */
export function InstrumentHead() {
  const analysis = useWorkbench((state) => state.analysis);
  const start = useBaseline();
  const { editedPath } = useInstrument();
  const [open, setOpen] = useState<Part | null>(null);
  const head = useRef<HTMLDivElement>(null);
  const rebuild = rebuildOf(analysis, editedPath);
  const startRebuild = start?.rebuilds.find((other) => other.path === rebuild?.path) ?? null;

  useEffect(() => {
    if (open === null) return;
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !head.current?.contains(event.target)) setOpen(null);
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      if (head.current?.contains(document.activeElement)) {
        head.current.querySelector<HTMLButtonElement>('[aria-expanded="true"]')?.focus();
      }
      setOpen(null);
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('keydown', closeOnEscape);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('keydown', closeOnEscape);
    };
  }, [open]);

  const part = (name: Part) => ({
    open: open === name,
    toggle: () => setOpen((current) => (current === name ? null : name)),
  });
  const { points, letter } = analysis.score;
  const stops = analysis.failures.length > 0 || analysis.problems.some((problem) => problem.fatal);

  return (
    <div ref={head} className={styles.head}>
      <h2 className="sr-only">Figures</h2>
      <HeadPart {...part('score')} label={`Score ${points} of 100, letter ${letter}. Explain`}>
        <span className={styles.grade} data-letter={letter}>
          {letter}
        </span>
        <span>
          <span className="figures block font-semibold text-base sm:text-xl">{points}</span>
          <span className="block text-muted text-xs whitespace-nowrap">of 100</span>
        </span>
      </HeadPart>
      <HeadPart
        {...part('size')}
        label={`Image size ${formatBytes(analysis.size.classic.likely)}, ${speakRange(analysis.size.classic, formatBytes)}. Explain`}
      >
        <Figure
          label="Image size"
          estimate={analysis.size.classic}
          start={start?.size.classic ?? null}
          format={formatBytes}
          stops={stops}
        />
      </HeadPart>
      <HeadPart
        {...part('cold')}
        label={`Cold build ${formatSeconds(analysis.cold.likely)}, ${speakRange(analysis.cold, formatSeconds)}. Explain`}
      >
        <Figure
          label="Cold build"
          estimate={analysis.cold}
          start={start?.cold ?? null}
          format={formatSeconds}
          stops={stops}
        />
      </HeadPart>
      <HeadPart
        {...part('rebuild')}
        label={
          rebuild
            ? `Rebuild after an edit of ${rebuild.path} ${formatSeconds(rebuild.seconds.likely)}, ${speakRange(rebuild.seconds, formatSeconds)}. Explain`
            : 'Rebuild after an edit. Explain'
        }
      >
        <Figure
          label={rebuild ? `Rebuild, ${rebuild.path}` : 'Rebuild'}
          estimate={rebuild?.seconds ?? null}
          start={startRebuild?.seconds ?? null}
          format={formatSeconds}
          stops={stops}
        />
      </HeadPart>
      {open && (
        <div id="instrument-explanation" className={styles.panel}>
          {open === 'score' && <ScorePanel onLeave={() => setOpen(null)} />}
          {open === 'size' && <SizePanel />}
          {open === 'cold' && <ColdBuildPanel />}
          {open === 'rebuild' && <RebuildPanel />}
        </div>
      )}
    </div>
  );
}

interface HeadPartProps {
  label: string;
  open: boolean;
  toggle: () => void;
  children: ReactNode;
}

function HeadPart({ label, open, toggle, children }: HeadPartProps) {
  return (
    <button
      type="button"
      className={styles.part}
      aria-label={label}
      aria-expanded={open}
      aria-controls={open ? 'instrument-explanation' : undefined}
      onClick={toggle}
    >
      {children}
    </button>
  );
}

'use client';

import { type RefObject, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { nameOfKind } from '@/components/layers/kinds';
import { formatBytes } from '@/lib/format/figures';
import type { StepCost } from './costs';
import styles from './editor.module.css';
import type { ScrollPosition } from './scroll-position';
import { type Band, bandsOf, blendBands, ribbonPath } from './strata';

interface StrataMarginProps {
  readonly costs: readonly StepCost[];
  /** Whether the text beside the margin is the Dockerfile, whose lines the bands belong to. */
  readonly besideDockerfile: boolean;
  readonly scroll: ScrollPosition;
  readonly onSelectLine: (line: number) => void;
}

/** Pixels: width of the column, as in the style sheet, and the text's padding above its first line. */
const columnWidth = 12;
const padding = 8;
/** Milliseconds in which bands move to their new heights. */
const duration = 200;

/**
 * The image in the editor's margin: a band for each step, as tall as its share of the final image, tied to the step's
 * lines. It shows what the lines' notes and the hidden list say in words, so that it is hidden from screen readers.
 */
export function StrataMargin({ costs, besideDockerfile, scroll, onSelectLine }: StrataMarginProps) {
  const ref = useRef<HTMLDivElement>(null);
  const { width, height, lineHeight } = useMeasure(ref);
  const bands = useMovingBands(bandsOf(costs, height));
  const top = useSyncExternalStore(scroll.subscribe, scroll.read, () => 0);
  const ribbonWidth = Math.max(0, width - columnWidth);
  return (
    <div ref={ref} className={styles.strata} aria-hidden="true">
      <div className={styles.column}>
        {bands.map((band) => (
          <button
            type="button"
            tabIndex={-1}
            key={band.id}
            className={`band ${styles.strataBand}`}
            data-kind={band.cost.kind}
            style={{ top: band.top, height: band.height }}
            title={`${formatBytes(band.cost.bytes)} · ${nameOfKind(band.cost.kind)}`}
            onClick={() => onSelectLine(band.cost.line)}
          >
            {band.cost.waste > 0 && band.cost.kind !== 'waste' && (
              <span
                className={`band ${styles.wasteBand}`}
                data-kind="waste"
                style={{ height: `${band.cost.waste * 100}%` }}
              />
            )}
          </button>
        ))}
      </div>
      {besideDockerfile && ribbonWidth > 0 && (
        <svg className={styles.ribbons} aria-hidden="true" focusable="false">
          {bands.map((band) => (
            <path
              key={band.id}
              d={ribbonPath(
                band,
                {
                  top: padding + (band.cost.line - 1) * lineHeight - top + 2,
                  bottom: padding + band.cost.lastLine * lineHeight - top - 2,
                },
                ribbonWidth,
              )}
              fill={`var(--kind-${band.cost.kind})`}
              fillOpacity={0.38}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

/** Size of the margin and height of a line beside it, in pixels; zeros until they are known. */
function useMeasure(ref: RefObject<HTMLDivElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0, lineHeight: 20 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const lineHeight = Number.parseFloat(getComputedStyle(element).lineHeight);
      setSize({
        width: element.clientWidth,
        height: element.clientHeight,
        lineHeight: Number.isFinite(lineHeight) ? lineHeight : 20,
      });
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

/** The bands on their way to where they should be: 200 ms, or at once where the reader wants no motion. */
function useMovingBands(target: readonly Band[]): readonly Band[] {
  const [shown, setShown] = useState(target);
  const latest = useRef(target);
  latest.current = shown;
  const key = target
    .map(
      (band) =>
        `${band.id} ${band.top.toFixed(1)} ${band.height.toFixed(1)} ${band.cost.line} ${band.cost.lastLine} ${band.cost.kind} ${band.cost.waste.toFixed(3)}`,
    )
    .join('|');
  const wanted = useRef(target);
  wanted.current = target;
  useEffect(() => {
    void key;
    const from = latest.current;
    const to = wanted.current;
    // The first bands are just there: nothing changed that their growth would show.
    const first = from.every((band) => band.height === 0);
    if (first || window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      setShown(to);
      return;
    }
    const begin = performance.now();
    let frame = requestAnimationFrame(function move(now) {
      const progress = Math.min(1, (now - begin) / duration);
      setShown(blendBands(from, to, progress));
      if (progress < 1) frame = requestAnimationFrame(move);
    });
    return () => cancelAnimationFrame(frame);
  }, [key]);
  return shown;
}

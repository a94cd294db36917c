'use client';

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import styles from './pane-divider.module.css';
import { type Pane, percentOf, savePane } from './panes';

interface PaneDividerProps {
  pane: Pane;
  /** Which side of the pane the divider is on: moving away from the pane makes it larger. */
  edge: 'left' | 'top' | 'bottom';
  className?: string | undefined;
}

/** The pane that a divider sizes: the nearest ancestor or the element before it, marked with `data-pane`. */
function findPane(divider: HTMLElement, name: string): HTMLElement | null {
  const beside = divider.parentElement?.querySelector<HTMLElement>(`:scope > [data-pane~="${name}"]`);
  return beside ?? divider.closest<HTMLElement>(`[data-pane~="${name}"]`);
}

/** A border that can be moved: by pointer, by arrow keys, back to its own place by a double click or Escape. */
export function PaneDivider({ pane, edge, className }: PaneDividerProps) {
  const divider = useRef<HTMLHRElement>(null);
  const [percent, setPercent] = useState<number | null>(null);

  const measure = () => {
    const element = divider.current && findPane(divider.current, pane.name);
    if (!element) return null;
    const box = element.getBoundingClientRect();
    const whole = pane.axis === 'x' ? window.innerWidth : window.innerHeight;
    return { box, whole, percent: percentOf(pane, pane.axis === 'x' ? box.width : box.height, whole) };
  };
  const resize = (value: number | null) => {
    savePane(pane, value);
    setPercent(value ?? measure()?.percent ?? null);
  };
  const move = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const now = measure();
    if (!now) return;
    const distances = {
      left: now.box.right - event.clientX,
      top: now.box.bottom - event.clientY,
      bottom: event.clientY - now.box.top,
    };
    resize(percentOf(pane, distances[edge], now.whole));
  };
  const press = (event: KeyboardEvent) => {
    const larger = edge === 'left' ? 'ArrowLeft' : edge === 'top' ? 'ArrowUp' : 'ArrowDown';
    const smaller = edge === 'left' ? 'ArrowRight' : edge === 'top' ? 'ArrowDown' : 'ArrowUp';
    const now = measure();
    if (!now) return;
    const bounded = (value: number) => Math.min(pane.maximum, Math.max(pane.minimum, value));
    const targets: Record<string, number | null> = {
      [larger]: bounded(now.percent + 2),
      [smaller]: bounded(now.percent - 2),
      Home: pane.minimum,
      End: pane.maximum,
      Escape: null,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    resize(target);
  };

  return (
    <hr
      ref={divider}
      tabIndex={0}
      aria-label={pane.label}
      aria-orientation={pane.axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuemin={pane.minimum}
      aria-valuemax={pane.maximum}
      aria-valuenow={percent ?? (pane.minimum + pane.maximum) / 2}
      className={`${styles.divider} ${className ?? ''}`}
      data-axis={pane.axis}
      onFocus={() => setPercent(measure()?.percent ?? null)}
      onKeyDown={press}
      onDoubleClick={() => resize(null)}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
      }}
      onPointerMove={move}
    />
  );
}

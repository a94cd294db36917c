'use client';

import { type ReactNode, useCallback, useEffect, useReducer, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { ArrowRightIcon } from '@/components/ui/icons';
import { formatBytes, formatSeconds } from '@/lib/format/figures';
import { formatAbout } from '@/lib/format/range';
import { Bench } from './bench';
import type { LandingStep } from './types';
import { progressOf, startWalk, walk } from './walk';
import styles from './whittling.module.css';

/** The box that stays in place while the page scrolls by, and the empty room that is scrolled through meanwhile. */
interface Pinning {
  /** The whole on wide screens. */
  readonly whole: HTMLElement;
  /** The picture alone on narrow ones. */
  readonly picture: HTMLElement;
  readonly room: HTMLElement;
}

function measure({ whole, picture, room }: Pinning) {
  const pinned = getComputedStyle(whole).position === 'sticky' ? whole : picture;
  const box = pinned.getBoundingClientRect();
  const { top, height } = room.getBoundingClientRect();
  /** Of the room, what the pinned box covers already. */
  const covered = box.bottom - top;
  /** Where the page must be scrolled to for the room to begin being covered. */
  const start = scrollY + top - (Number.parseFloat(getComputedStyle(pinned).top) || 0) - box.height;
  return { scrolls: height > 0, progress: covered / height, start, height };
}

/**
 * The Dockerfile that gets smaller as the reader scrolls or presses *next step*. The page's first words stand beside it as
 * `children`. Without scripts it shows the first state; the table below it holds them all.
 */
export function Whittling({
  steps,
  children,
}: {
  readonly steps: readonly LandingStep[];
  readonly children: ReactNode;
}) {
  const [state, dispatch] = useReducer(walk, startWalk(steps.length));
  const whole = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const room = useRef<HTMLDivElement>(null);

  const measureNow = useCallback(() => {
    if (!whole.current || !picture.current || !room.current) return null;
    return measure({ whole: whole.current, picture: picture.current, room: room.current });
  }, []);

  useEffect(() => {
    let frame = 0;
    const follow = () => {
      frame = 0;
      const measured = measureNow();
      if (measured?.scrolls) dispatch({ kind: 'scrolled', progress: measured.progress });
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(follow);
    };
    schedule();
    addEventListener('scroll', schedule, { passive: true });
    addEventListener('resize', schedule);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', schedule);
      removeEventListener('resize', schedule);
    };
  }, [measureNow]);

  function go(step: number) {
    const measured = measureNow();
    dispatch({ kind: 'pressed', step, scrolls: measured?.scrolls ?? false });
    if (!measured?.scrolls) return;
    const top = measured.start + progressOf(step, steps.length) * measured.height;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    scrollTo({ top, behavior: still ? 'instant' : 'smooth' });
  }

  const step = steps[state.step];
  const first = steps[0];
  if (!step || !first) return null;
  const announced = state.announced === null ? undefined : steps[state.announced];

  return (
    <section aria-label="A Dockerfile, whittled" className={styles.track}>
      <div ref={whole} className={styles.whole}>
        <div className={styles.words}>{children}</div>
        <div ref={picture} className={styles.picture}>
          <Bench step={step} first={first} steps={steps} />
          <div className={styles.controls}>
            <ol className={styles.states}>
              {steps.map((entry, index) => (
                <li key={entry.title}>
                  <button
                    type="button"
                    className={styles.state}
                    aria-current={index === state.step ? 'step' : undefined}
                    onClick={() => go(index)}
                  >
                    <span className={`figures ${styles.number}`}>{index + 1}</span>
                    <span className={`figures ${styles.size}`}>
                      {entry.recorded ? '' : 'about '}
                      {formatBytes(entry.recorded?.bytes ?? entry.size.likely)}
                    </span>
                    <span className="sr-only">: {entry.title}</span>
                  </button>
                </li>
              ))}
            </ol>
            <Button variant="secondary" onClick={() => go(state.step + 1 < steps.length ? state.step + 1 : 0)}>
              {state.step + 1 < steps.length ? 'Next step' : 'From the start'}
              {state.step + 1 < steps.length && <ArrowRightIcon />}
            </Button>
          </div>
        </div>
      </div>
      <div ref={room} className={styles.room} style={{ height: `calc(${steps.length - 1} * 60vh)` }} />
      <p role="status" className="sr-only">
        {announced && state.announced !== null
          ? `Step ${state.announced + 1} of ${steps.length}: ${announced.title}. ${describeState(announced)}`
          : ''}
      </p>
    </section>
  );
}

function describeState(step: LandingStep): string {
  return step.recorded
    ? `Image ${formatBytes(step.recorded.bytes)}, recorded.`
    : `Image ${formatAbout(step.size, formatBytes)}, cold build ${formatAbout(step.cold, formatSeconds)}, predicted.`;
}

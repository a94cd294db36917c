'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/**
 * What the room puts before its people, pinned below the bar. It takes a third of a phone's height at most, and what is pinned
 * below it moves down with it.
 */
export function NoticeTray({ children }: { readonly children: ReactNode }) {
  const tray = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = tray.current;
    const frame = element?.closest<HTMLElement>('[data-room-frame]');
    if (!element || !frame) return;
    const measure = () => frame.style.setProperty('--notices', `${element.offsetHeight}px`);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
      frame.style.removeProperty('--notices');
    };
  }, []);
  return (
    <div
      ref={tray}
      data-notice-tray
      className="no-print sticky top-26 z-20 max-h-[33dvh] overflow-y-auto overscroll-contain bg-paper md:max-h-[45dvh]"
    >
      {children}
    </div>
  );
}

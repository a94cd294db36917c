'use client';

import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Severity } from '@/lib/analyzer/rules/types';
import styles from './editor.module.css';
import type { LineNote } from './marked-lines';
import { Mirror, type MirrorMark } from './mirror';
import type { ScrollPosition } from './scroll-position';
import type { EditorSurface } from './surface';

interface TextAreaSurfaceProps {
  readonly ref?: Ref<EditorSurface>;
  readonly id: string;
  readonly label: string;
  readonly describedBy: string;
  readonly text: string;
  readonly dockerfile: boolean;
  readonly marks: readonly MirrorMark[];
  /** Worst severity by 1-based line. */
  readonly severities: ReadonlyMap<number, Severity>;
  readonly notes: ReadonlyMap<number, LineNote>;
  readonly scroll: ScrollPosition;
  readonly onChange: (text: string) => void;
  readonly onEscape: () => void;
  readonly onFocus: () => void;
}

/** Longer texts are shown without the mirror, which draws every line. */
const longestMirrored = 60_000;

/** A plain textarea with line numbers: what the editor is before Monaco comes, and stays on touch screens. */
export function TextAreaSurface(props: TextAreaSurfaceProps) {
  const { text, scroll, onChange, onEscape } = props;
  const frame = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  // The mirror follows what is typed only once scripts run: until then it goes where somebody types.
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const mirrored = text.length <= longestMirrored;

  const follow = () => {
    const element = area.current;
    if (!element) return;
    frame.current?.style.setProperty('--scroll-top', String(element.scrollTop));
    frame.current?.style.setProperty('--scroll-left', String(element.scrollLeft));
    scroll.tell(element.scrollTop);
  };

  useImperativeHandle(props.ref, () => surfaceOf(area), []);

  return (
    <div ref={frame} className={styles.surface} style={{ ['--digits' as string]: digits(text) }}>
      <LineNumbers text={text} severities={props.severities} />
      <div className={styles.page}>
        {mirrored && <Mirror text={text} dockerfile={props.dockerfile} marks={props.marks} notes={props.notes} />}
        <textarea
          ref={area}
          id={props.id}
          className={styles.textarea}
          data-mirrored={mirrored ? (scripted ? 'live' : 'still') : undefined}
          aria-label={props.label}
          aria-describedby={props.describedBy}
          value={text}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          translate="no"
          onChange={(event) => onChange(event.target.value)}
          onScroll={follow}
          onFocus={props.onFocus}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onEscape();
          }}
        />
      </div>
    </div>
  );
}

function digits(text: string): number {
  return Math.max(3, String(countLines(text)).length);
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function LineNumbers({ text, severities }: { text: string; severities: ReadonlyMap<number, Severity> }) {
  const count = countLines(text);
  // A very long file gets its numbers in one piece, without the colour of problems.
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return (
    <div className={styles.numbers} aria-hidden="true">
      <div>
        {count > 2_000
          ? numbers.join('\n')
          : numbers.map((number) => (
              <span key={number} data-severity={severities.get(number)}>
                {number}
                {'\n'}
              </span>
            ))}
      </div>
    </div>
  );
}

function surfaceOf(area: { readonly current: HTMLTextAreaElement | null }): EditorSurface {
  return {
    focus: () => area.current?.focus({ preventScroll: true }),
    hasFocus: () => area.current !== null && document.activeElement === area.current,
    select: (start, end) => {
      const element = area.current;
      if (!element) return;
      element.focus({ preventScroll: true });
      element.setSelectionRange(start, end);
      const { lineHeight } = getComputedStyle(element);
      const line = countLines(element.value.slice(0, start)) - 1;
      const top = line * Number.parseFloat(lineHeight);
      const visible = top >= element.scrollTop && top < element.scrollTop + element.clientHeight - 40;
      if (!visible) element.scrollTop = Math.max(0, top - element.clientHeight / 3);
    },
    view: () => {
      const element = area.current;
      return {
        start: element?.selectionStart ?? 0,
        end: element?.selectionEnd ?? 0,
        scrollTop: element?.scrollTop ?? 0,
        scrollLeft: element?.scrollLeft ?? 0,
      };
    },
  };
}

'use client';

import { useEffect, useState } from 'react';
import { ChangesButton } from './changes-button';
import type { Mark } from './marks';
import { onMac } from './on-mac';

interface EditorFootProps {
  readonly engine: 'textarea' | 'monaco';
  readonly tabMovesFocus: boolean;
  readonly marks: readonly Mark[];
  readonly canFormat: boolean;
  readonly onNextProblem: () => void;
  readonly onFormat: () => void;
  /** `null` where there is no choice: touch screens. */
  readonly plain: boolean | null;
  readonly onPlainChange: (plain: boolean) => void;
}

const action =
  'h-7 shrink-0 rounded-sm px-2 text-ink-soft hover:bg-sunken hover:text-ink disabled:opacity-50 aria-pressed:bg-sunken aria-pressed:text-ink pointer-coarse:h-11';

/** Below the text: the next problem, formatting, and which keys leave the editor. */
export function EditorFoot(props: EditorFootProps) {
  const { marks } = props;
  return (
    <div className="no-print flex min-h-8 shrink-0 items-center gap-1 border-t bg-paper px-1 font-sans text-xs">
      <button type="button" className={action} disabled={marks.length === 0} onClick={props.onNextProblem}>
        {countProblems(marks)}
        {marks.length > 0 && <span className="ml-2 text-muted pointer-coarse:hidden">F8 next</span>}
      </button>
      <span className="min-w-0 flex-1 truncate text-right text-muted pointer-coarse:invisible" data-editor-keys="true">
        <Keys engine={props.engine} tabMovesFocus={props.tabMovesFocus} />
      </span>
      {props.plain !== null && (
        <button
          type="button"
          className={action}
          aria-pressed={props.plain}
          onClick={() => props.onPlainChange(!props.plain)}
        >
          Plain text
        </button>
      )}
      <ChangesButton className={action} />
      <button type="button" className={action} disabled={!props.canFormat} onClick={props.onFormat}>
        Format
      </button>
    </div>
  );
}

function countProblems(marks: readonly Mark[]): string {
  if (marks.length === 0) return 'No problems';
  return marks.length === 1 ? '1 problem' : `${marks.length} problems`;
}

function Keys({ engine, tabMovesFocus }: { engine: 'textarea' | 'monaco'; tabMovesFocus: boolean }) {
  const [toggle, setToggle] = useState('Ctrl+M');
  useEffect(() => {
    if (onMac()) setToggle('Ctrl+Shift+M');
  }, []);
  if (engine === 'textarea') return 'Tab moves on · Esc goes to the file tabs';
  return tabMovesFocus
    ? `Tab moves on, ${toggle}: Tab indents · Esc goes to the file tabs`
    : `Tab indents, ${toggle}: Tab moves on · Esc goes to the file tabs`;
}

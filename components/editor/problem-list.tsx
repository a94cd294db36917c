'use client';

import { Button } from '@/components/ui/button';
import { Sentence } from '@/components/ui/sentence';
import type { Severity } from '@/lib/analyzer/rules/types';
import styles from './editor.module.css';
import type { Mark } from './marks';

interface ProblemListProps {
  readonly marks: readonly Mark[];
  readonly onSelect: (mark: Mark) => void;
  readonly onFix: (mark: Mark) => void;
}

const names: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };
const colours: Readonly<Record<Severity, string>> = {
  error: 'text-failure',
  warning: 'text-warning',
  info: 'text-muted',
};

/** What is wrong in the file at hand, by line: for editors without marks in the text that can be asked. */
export function ProblemList({ marks, onSelect, onFix }: ProblemListProps) {
  if (marks.length === 0) return null;
  return (
    <ul aria-label="Problems in this file" className={`${styles.problems} max-h-64 divide-y overflow-y-auto border-t`}>
      {marks.map((mark) => (
        <li key={mark.id} className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1">
          <button
            type="button"
            onClick={() => onSelect(mark)}
            className="flex min-h-11 min-w-0 flex-1 basis-56 items-baseline gap-2 py-2 text-left text-sm"
          >
            <span className={`figures shrink-0 font-medium text-xs ${colours[mark.severity]}`}>
              Line {mark.line}
              <span className="sr-only">, {names[mark.severity].toLowerCase()}</span>
            </span>
            <span className="min-w-0">
              <Sentence text={mark.wrong} />
            </span>
          </button>
          {mark.fix && (
            <Button size="small" onClick={() => onFix(mark)}>
              <Sentence text={mark.fix.title} />
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

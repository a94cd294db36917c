import type { Severity } from '@/lib/analyzer/rules/types';
import type { StepCost } from './costs';
import type { Mark } from './marks';

const rank: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 };

/** The worst severity on each 1-based line that has one. */
export function worstByLine(marks: readonly Mark[]): ReadonlyMap<number, Severity> {
  const worst = new Map<number, Severity>();
  for (const mark of marks) {
    const known = worst.get(mark.line);
    if (!known || rank[mark.severity] > rank[known]) worst.set(mark.line, mark.severity);
  }
  return worst;
}

/** What is said at a line's end. */
export interface LineNote {
  readonly text: string;
  readonly fails: boolean;
}

/** The note at the end of each 1-based line that has one. */
export function notesByLine(costs: readonly StepCost[]): ReadonlyMap<number, LineNote> {
  return new Map(
    costs.flatMap(({ lastLine, note, fails }) => (note === null ? [] : [[lastLine, { text: note, fails }]])),
  );
}

/** Offset at which a 1-based line begins; the text's end where there is no such line. */
export function offsetOfLine(text: string, line: number): number {
  let offset = 0;
  for (let number = 1; number < line; number += 1) {
    const newline = text.indexOf('\n', offset);
    if (newline === -1) return text.length;
    offset = newline + 1;
  }
  return offset;
}

import { diffLines } from 'diff';

export interface ComparedLine {
  /** Unique in the comparison. */
  readonly id: string;
  readonly text: string;
  readonly state: 'kept' | 'added' | 'removed';
}

/** Two texts line by line, what was removed before what was added in its place. */
export function compareLines(before: string, after: string): readonly ComparedLine[] {
  let place = 0;
  return diffLines(before, after).flatMap((part) => {
    const state = part.added ? 'added' : part.removed ? 'removed' : 'kept';
    const lines = part.value.split('\n');
    if (lines.at(-1) === '') lines.pop();
    return lines.map((text) => ({ id: `${state}-${place++}`, text, state }) as const);
  });
}

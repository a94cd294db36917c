import type { Build } from '../build/types';
import type { Fix } from '../rules/types';
import type { SourceRange } from '../syntax/range';
import { readShell } from '../syntax/shell/commands';
import type { Instruction } from '../syntax/types';
import { placed } from './steps';

const rangesOf = new WeakMap<Build, readonly SourceRange[]>();

/** What no shell reads: the JSON arrays of RUNs in exec form, and scripts with an error in them. */
function findUnreadable(build: Build): readonly SourceRange[] {
  const known = rangesOf.get(build);
  if (known !== undefined) return known;
  const found: SourceRange[] = [];
  for (const { command } of placed(build, 'RUN').map(({ instruction }) => instruction)) {
    const { start, end } = command.range;
    if (command.form === 'exec') found.push(command.range);
    // What is open at the end takes in what is put there.
    else if (readShell(command).problems.length > 0) found.push({ start, end: end + 1 });
  }
  rangesOf.set(build, found);
  return found;
}

/** Whether a stretch begins within an instruction and goes on behind it, as where a quote is not closed. */
function runsOver({ dockerfile }: Build, { start, end }: SourceRange): boolean {
  if (!dockerfile.text.slice(start, end).includes('\n')) return false;
  const around = lastBefore(dockerfile.instructions, start);
  return around !== undefined && start < around.range.end && around.range.end < end;
}

/** The last instruction that begins before an offset; they stand in the order of the text and do not overlap. */
function lastBefore(instructions: readonly Instruction[], offset: number): Instruction | undefined {
  let [low, high] = [0, instructions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.range.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return instructions[low - 1];
}

/**
 * Whether a fix keeps out of what no shell reads: it is written for a shell, breaks a JSON array, and nobody knows what it
 * makes of a script with an error. One that takes the place of the whole may stand.
 */
export function keepsOutOfUnreadable(build: Build, fix: Fix): boolean {
  if (fix.edits.some(({ file, range }) => file === build.project.dockerfile && runsOver(build, range))) return false;
  const ranges = findUnreadable(build);
  if (ranges.length === 0) return true;
  return fix.edits.every(
    ({ file, range }) =>
      file !== build.project.dockerfile ||
      ranges.every(
        (array) =>
          range.end <= array.start ||
          range.start >= array.end ||
          (range.start <= array.start && range.end >= array.end),
      ),
  );
}

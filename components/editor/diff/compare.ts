import { diffLines } from 'diff';
import type { Project } from '@/lib/analyzer/project';

export type FileChange = 'same' | 'changed' | 'added' | 'removed';

/** One file of two projects. */
export interface FileComparison {
  readonly path: string;
  readonly change: FileChange;
  /** Empty where the file is not there. */
  readonly from: string;
  readonly to: string;
}

/** Files of two projects, those of the first in their order, then those that only the second has. */
export function compareProjects(from: Project, to: Project): readonly FileComparison[] {
  const texts = new Map(to.files.map((file) => [file.path, file.text]));
  const known = new Set(from.files.map((file) => file.path));
  return [
    ...from.files.map(({ path, text }): FileComparison => {
      const other = texts.get(path);
      if (other === undefined) return { path, change: 'removed', from: text, to: '' };
      return { path, change: other === text ? 'same' : 'changed', from: text, to: other };
    }),
    ...to.files
      .filter((file) => !known.has(file.path))
      .map((file): FileComparison => ({ path: file.path, change: 'added', from: '', to: file.text })),
  ];
}

/** One line of a comparison: its numbers (1-based) in both texts, `null` where it is only in the other. */
export interface DiffLine {
  readonly change: 'same' | 'added' | 'removed';
  readonly text: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** A run of lines near a change. `skipped`: lines that are the same in both texts and left out before it. */
export interface DiffPart {
  readonly skipped: number;
  readonly lines: readonly DiffLine[];
}

/** Milliseconds after which two texts count as wholly different. */
const patience = 1_000;

/** The lines of two texts side by side, in order, removed lines before those that take their place. */
export function compareLines(from: string, to: string): readonly DiffLine[] {
  const changes = diffLines(closed(from), closed(to), { timeout: patience }) ?? [
    { value: closed(from), removed: true, added: false },
    { value: closed(to), removed: false, added: true },
  ];
  const lines: DiffLine[] = [];
  let [fromLine, toLine] = [1, 1];
  for (const { value, added, removed } of changes) {
    for (const text of value.split('\n').slice(0, -1)) {
      lines.push({
        change: added ? 'added' : removed ? 'removed' : 'same',
        text,
        from: added ? null : fromLine++,
        to: removed ? null : toLine++,
      });
    }
  }
  return lines;
}

/** Lines with `\n` as their only end, so that the last one and line ends of Windows make no difference. */
function closed(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n');
  return plain === '' || plain.endsWith('\n') ? plain : `${plain}\n`;
}

/** The changed lines with `context` unchanged ones around each; none where the texts are the same. */
export function foldUnchanged(lines: readonly DiffLine[], context: number): readonly DiffPart[] {
  const near = new Set<number>();
  for (const [index, line] of lines.entries()) {
    if (line.change === 'same') continue;
    for (let at = index - context; at <= index + context; at += 1) near.add(at);
  }
  const parts: DiffPart[] = [];
  let open: DiffLine[] = [];
  let skipped = 0;
  for (const [index, line] of lines.entries()) {
    if (near.has(index)) {
      if (open.length === 0) parts.push({ skipped, lines: open });
      open.push(line);
      skipped = 0;
    } else {
      open = [];
      skipped += 1;
    }
  }
  return parts;
}

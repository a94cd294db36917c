import { diffArrays } from 'diff';

/** One line of a file as the landing page shows it beside the state before. */
export interface ShownLine {
  /** Unique in its file. */
  readonly id: string;
  readonly text: string;
  /** `removed` lines are of the state before; they stand where they stood. */
  readonly state: 'kept' | 'added' | 'removed';
  /** 1-based line in the file as written; `null` for removed lines. */
  readonly line: number | null;
}

interface NumberedLine {
  readonly text: string;
  readonly line: number;
}

/** The lines that do something: comments and empty lines are left out. */
export function readShownLines(text: string): readonly NumberedLine[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const line = raw.trimEnd();
    return line === '' || line.trimStart().startsWith('#') ? [] : [{ text: line, line: index + 1 }];
  });
}

/** The lines of a file, with those struck that the state before had; everything is `kept` where there is no state before. */
export function compareLines(before: string | null, after: string): readonly ShownLine[] {
  const lines = readShownLines(after);
  if (before === null) return lines.map((line) => ({ ...line, id: `line-${line.line}`, state: 'kept' as const }));

  let next = 0;
  let removed = 0;
  return diffArrays(
    readShownLines(before).map((line) => line.text),
    lines.map((line) => line.text),
  ).flatMap((part) =>
    part.value.flatMap((text): readonly ShownLine[] => {
      if (part.removed) return [{ id: `removed-${removed++}`, text, state: 'removed', line: null }];
      const line = lines[next++]?.line ?? null;
      return [{ id: `line-${line}`, text, state: part.added ? 'added' : 'kept', line }];
    }),
  );
}

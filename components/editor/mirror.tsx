import type { Severity } from '@/lib/analyzer/rules/types';
import { colourComments, colourDockerfile, type Piece } from './colour';
import styles from './editor.module.css';
import type { LineNote } from './marked-lines';

/** A squiggle: offsets in the text shown. */
export interface MirrorMark {
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
}

interface MirrorProps {
  readonly text: string;
  readonly dockerfile: boolean;
  readonly marks: readonly MirrorMark[];
  /** Notes by 1-based line. */
  readonly notes: ReadonlyMap<number, LineNote>;
}

/** The text of the textarea drawn behind it, with colours, squiggles and what each instruction costs. */
export function Mirror({ text, dockerfile, marks, notes }: MirrorProps) {
  const lines = dockerfile ? colourDockerfile(text) : colourComments(text);
  let offset = 0;
  return (
    <pre className={styles.mirror} aria-hidden="true">
      {lines.map((pieces, index) => {
        const start = offset;
        for (const piece of pieces) offset += piece.text.length;
        offset += 1;
        const note = notes.get(index + 1);
        return (
          <span key={start}>
            {cutAtMarks(pieces, start, marks).map((cut) => (
              <span key={cut.start} className={classOf(cut)} data-severity={cut.severity ?? undefined}>
                {cut.text}
              </span>
            ))}
            {note !== undefined && (
              <span className={styles.note} data-fails={note.fails || undefined}>
                {note.text}
              </span>
            )}
            {'\n'}
          </span>
        );
      })}
    </pre>
  );
}

interface Cut extends Piece {
  readonly start: number;
  readonly severity: Severity | null;
}

function classOf(cut: Cut): string | undefined {
  const role = cut.role === 'plain' ? undefined : styles[cut.role];
  if (!cut.severity) return role;
  return role ? `${role} ${styles.mark}` : styles.mark;
}

const rank: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 };

/** Pieces of one line that begins at `start`, cut where marks begin and end; of several marks the worst shows. */
export function cutAtMarks(pieces: readonly Piece[], start: number, marks: readonly MirrorMark[]): readonly Cut[] {
  const cuts: Cut[] = [];
  let position = start;
  for (const piece of pieces) {
    const end = position + piece.text.length;
    const near = marks.filter((mark) => mark.start < end && mark.end > position);
    const edges = new Set([position, end]);
    for (const mark of near) {
      edges.add(Math.max(position, mark.start));
      edges.add(Math.min(end, mark.end));
    }
    const ordered = [...edges].sort((a, b) => a - b);
    for (const [index, from] of ordered.entries()) {
      const to = ordered[index + 1];
      if (to === undefined) break;
      let severity: Severity | null = null;
      for (const mark of near) {
        if (mark.start <= from && mark.end >= to && (!severity || rank[mark.severity] > rank[severity])) {
          severity = mark.severity;
        }
      }
      cuts.push({ text: piece.text.slice(from - position, to - position), role: piece.role, start: from, severity });
    }
    position = end;
  }
  return cuts;
}

const byteOrderMark = '\uFEFF';

/**
 * A file's text as an editor holds it: without byte order mark, every line end a newline. Editors change both without
 * asking; kept here, they go back as they were, and offsets of the analysis can be told in either text.
 */
export interface EditorText {
  readonly text: string;
  /** From an offset in the file's text to one in `text`. */
  toEditor(offset: number): number;
  /** From an offset in `text` to one in the file's text. */
  toFile(offset: number): number;
  /** The file's text for a changed editor text. Where line ends were mixed, the commoner one is used for all. */
  restore(changed: string): string;
}

/** Reads a file's text for an editor. */
export function readEditorText(source: string): EditorText {
  const mark = source.startsWith(byteOrderMark) ? 1 : 0;
  if (mark === 0 && !source.includes('\r')) return plain(source);
  const body = source.slice(mark);
  const text = body.replace(/\r\n?/g, '\n');
  /** Offsets in `body` of each carriage return that falls away. */
  const dropped: number[] = [];
  for (const match of body.matchAll(/\r\n/g)) dropped.push(match.index);
  const newlines = text.split('\n').length - 1;
  const end = dropped.length * 2 > newlines ? '\r\n' : '\n';
  return {
    text,
    toEditor: (offset) => {
      const inBody = Math.max(0, offset - mark);
      return inBody - countBelow(dropped, inBody);
    },
    toFile: (offset) => {
      let position = offset;
      for (const place of dropped) {
        if (place >= position) break;
        position += 1;
      }
      return position + mark;
    },
    restore: (changed) =>
      changed === text
        ? source
        : (mark ? byteOrderMark : '') + (end === '\n' ? changed : changed.replaceAll('\n', end)),
  };
}

function plain(text: string): EditorText {
  return { text, toEditor: (offset) => offset, toFile: (offset) => offset, restore: (changed) => changed };
}

/** How many of the ascending numbers are below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

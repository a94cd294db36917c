/** A stretch of one line, for the textarea's mirror: plain text, a keyword or a comment. */
export interface Piece {
  readonly text: string;
  readonly role: 'plain' | 'keyword' | 'comment';
}

const instruction = /^(\s*)([A-Za-z]+)(?=\s|$)/;

/**
 * Lines of a Dockerfile in three roles. Enough to read by; what the text means is the analyzer's business. Continuations
 * are followed, here-documents count as plain text.
 */
export function colourDockerfile(text: string): readonly (readonly Piece[])[] {
  let continued = false;
  let delimiter: string | null = null;
  return text.split('\n').map((line): readonly Piece[] => {
    if (delimiter !== null) {
      if (line.trim() === delimiter) delimiter = null;
      return [{ text: line, role: 'plain' }];
    }
    if (/^\s*#/.test(line)) return [{ text: line, role: 'comment' }];
    const start = continued ? null : instruction.exec(line);
    if (line.trim() !== '') continued = /[\\`]\s*$/.test(line);
    delimiter = /<<-?["']?([A-Za-z_]\w*)["']?/.exec(line)?.[1] ?? null;
    if (!start) return [{ text: line, role: 'plain' }];
    const [whole, blank = '', word = ''] = start;
    return [
      ...(blank ? [{ text: blank, role: 'plain' } as const] : []),
      { text: word, role: 'keyword' },
      { text: line.slice(whole.length), role: 'plain' },
    ];
  });
}

/** Lines of any other file: comments by `#`, the rest plain. */
export function colourComments(text: string): readonly (readonly Piece[])[] {
  return text
    .split('\n')
    .map((line): readonly Piece[] => [{ text: line, role: /^\s*#/.test(line) ? 'comment' : 'plain' }]);
}

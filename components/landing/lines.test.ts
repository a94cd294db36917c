import { describe, expect, it } from 'vitest';
import { compareLines, readShownLines } from './lines';

describe('readShownLines', () => {
  it('leaves out comments and empty lines, and keeps the numbers of the rest', () => {
    expect(readShownLines('# why\nFROM a\n\n# more\n\nRUN b \\\n    c\n\n')).toEqual([
      { text: 'FROM a', line: 2 },
      { text: 'RUN b \\', line: 6 },
      { text: '    c', line: 7 },
    ]);
  });

  it('gives nothing for an empty file', () => {
    expect(readShownLines('\n# only\n')).toEqual([]);
  });
});

describe('compareLines', () => {
  it('keeps every line where there is no state before', () => {
    expect(compareLines(null, 'FROM a\nRUN b').map((line) => line.state)).toEqual(['kept', 'kept']);
  });

  it('strikes what went, where it stood, and marks what came', () => {
    expect(compareLines('FROM ubuntu\nRUN apt\nCMD x', 'FROM slim\nCMD x')).toEqual([
      { id: 'removed-0', text: 'FROM ubuntu', state: 'removed', line: null },
      { id: 'removed-1', text: 'RUN apt', state: 'removed', line: null },
      { id: 'line-1', text: 'FROM slim', state: 'added', line: 1 },
      { id: 'line-2', text: 'CMD x', state: 'kept', line: 2 },
    ]);
  });
});

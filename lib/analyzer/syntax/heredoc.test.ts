import { describe, expect, it } from 'vitest';
import { findHeredocOpeners, readHeredocOpener } from './heredoc';
import { parseDockerfile } from './parse';
import type { Instruction } from './types';

const second = (text: string): Instruction => {
  const instruction = parseDockerfile(`FROM a\n${text}`).instructions[1];
  if (instruction === undefined) throw new Error('the text has no second instruction');
  return instruction;
};

describe('an opener', () => {
  it.each([
    ['<<END', { name: 'END', expand: true, stripTabs: false }],
    ['<<-END', { name: 'END', expand: true, stripTabs: true }],
    ['<<"END"', { name: 'END', expand: false, stripTabs: false }],
    ["<<-'END'", { name: 'END', expand: false, stripTabs: true }],
    ["<<E'N'D", { name: 'END', expand: false, stripTabs: false }],
    ['<<\\END', { name: 'END', expand: false, stripTabs: false }],
    ['3<<END', { name: 'END', expand: true, stripTabs: false }],
    ['<< END', { name: 'END', expand: true, stripTabs: false }],
  ])('%s is read', (word, expected) => {
    expect(readHeredocOpener(word)).toEqual(expected);
  });

  it.each(['', '<<', '<<-', '<END', '<<<END', 'a<<END', "<<'END", '<<"', '<<a b'])('%j is none', (word) => {
    expect(readHeredocOpener(word)).toBeNull();
  });

  it.each([
    ['RUN cat <<A > x && cat <<-B', ['A', 'B']],
    ['RUN cat << A', ['A']],
    ['RUN cat <<- A', ['A']],
    ['RUN echo "<<A"', []],
    ["RUN echo '<<A' <<B", ['B']],
    ['RUN echo \\<<A', []],
    ['RUN echo "unclosed <<A', []],
    ['RUN echo $((1<<2)) <<A', ['A']],
  ])('%s opens %j', (line, names) => {
    expect(findHeredocOpeners(line).map(({ opener }) => opener.name)).toEqual(names);
  });
});

describe('a heredoc of RUN', () => {
  it('that stands alone is the script', () => {
    const text = 'RUN <<EOF\nset -e\nmake\nEOF\nUSER b';
    const run = second(text);
    expect(run).toMatchObject({
      command: { form: 'shell', text: 'set -e\nmake\n', range: { start: 17, end: 29 } },
      range: { start: 7, end: 32 },
      heredocs: [{ name: 'EOF', content: 'set -e\nmake\n', terminated: true, openerRange: { start: 11, end: 14 + 2 } }],
    });
    expect(parseDockerfile(`FROM a\n${text}`).instructions[2]?.keyword).toBe('USER');
  });

  it('may stand behind flags', () => {
    expect(second('RUN --network=none <<EOF\na\nEOF')).toMatchObject({ command: { text: 'a\n' } });
  });

  it('loses its leading tabs with <<-, and keeps its length as a script', () => {
    expect(second('RUN <<-EOF\n\t\ta\n\tEOF')).toMatchObject({
      command: { text: '  a\n' },
      heredocs: [{ content: 'a\n', stripTabs: true, terminated: true }],
    });
  });

  it('follows the line where there is more in it', () => {
    const run = second('RUN cat <<A <<B > x && \\\n  make\none\nA\ntwo\nB\nUSER b');
    expect(run).toMatchObject({
      command: { text: 'cat <<A <<B > x && \\\n  make\none\nA\ntwo\nB' },
      heredocs: [{ content: 'one\n' }, { content: 'two\n' }],
    });
  });

  it('holds lines that look like comments and continuations', () => {
    expect(second('RUN <<E\n# a\nb \\\nE\n')).toMatchObject({ heredocs: [{ content: '# a\nb \\\n' }] });
  });

  it('may be empty', () => {
    expect(second('RUN <<E\nE')).toMatchObject({
      command: { text: '' },
      heredocs: [{ content: '', terminated: true }],
    });
  });

  it('ends at the file without its delimiter', () => {
    const run = second('RUN <<E\na\nUSER b');
    expect(run).toMatchObject({
      heredocs: [{ content: 'a\nUSER b', terminated: false }],
      range: { start: 7, end: 23 },
    });
  });

  it('reads the same with carriage returns', () => {
    expect(second('RUN <<E\r\na\r\nE\r\n')).toMatchObject({ heredocs: [{ content: 'a\n', terminated: true }] });
  });
});

describe('a heredoc elsewhere', () => {
  it('is a source of COPY', () => {
    expect(second('COPY <<-"A" <<B /x/\n\t1\n\tA\n2\nB')).toMatchObject({
      sources: [{ text: '<<-"A"' }, { text: '<<B' }],
      destination: { text: '/x/' },
      heredocs: [
        { name: 'A', content: '1\n', expand: false },
        { name: 'B', content: '2\n', expand: true },
      ],
    });
  });

  it('belongs to ONBUILD and to what it triggers', () => {
    const onbuild = second('ONBUILD RUN <<E\na\nE\nUSER b');
    expect(onbuild).toMatchObject({
      keyword: 'ONBUILD',
      range: { start: 7, end: 26 },
      heredocs: [{ content: 'a\n' }],
      trigger: { heredocs: [{ content: 'a\n' }], command: { text: 'a\n' }, range: { start: 15, end: 26 } },
    });
  });

  it.each(['CMD cat <<E', 'ENV A=<<E', 'RUN ["cat", "<<E"]'])('%s opens none', (line) => {
    expect(second(`${line}\nUSER b`).heredocs).toEqual([]);
  });
});

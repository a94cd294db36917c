import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../analyzer/syntax/parse';
import { normalizeInstructions } from './instructions';

const normalize = (text: string) => normalizeInstructions(parseDockerfile(text));

describe('normalised instructions', () => {
  it.each([
    ['keywords are in capitals', 'from alpine\nrun true', ['FROM alpine', 'RUN true']],
    ['a stage name is lower case', 'FROM alpine as Build', ['FROM alpine AS build']],
    ['comments and blank lines go', '# one\n\nFROM alpine\n# two\nRUN true', ['FROM alpine', 'RUN true']],
    ['continued lines are joined', 'FROM a\nRUN one \\\n    && two', ['FROM a', 'RUN one && two']],
    ['a comment inside a continuation goes', 'FROM a\nRUN one \\\n  # why\n\n  && two', ['FROM a', 'RUN one && two']],
    ['another escape character joins too', '# escape=`\nFROM a\nRUN one `\n  two', ['FROM a', 'RUN one two']],
    ['blanks are folded', 'FROM a\nCOPY   x\t y', ['FROM a', 'COPY x y']],
    ['blanks in quotes stay', 'FROM a\nRUN echo "a  b"', ['FROM a', 'RUN echo "a  b"']],
    ['exec forms are written one way', 'FROM a\nCMD [ "python","main.py" ]', ['FROM a', 'CMD ["python", "main.py"]']],
    ['shell and exec form differ', 'FROM a\nCMD python main.py', ['FROM a', 'CMD python main.py']],
    [
      'flags are kept',
      'FROM --platform=linux/amd64 a\nRUN --network=none true',
      ['FROM --platform=linux/amd64 a', 'RUN --network=none true'],
    ],
    ['a heredoc keeps its lines', 'FROM a\nRUN <<EOF\none\n  two\nEOF\n', ['FROM a', 'RUN <<EOF\none\n  two\nEOF']],
    ['line ends do not count', 'FROM a\r\nRUN one \\\r\n  two\r\n', ['FROM a', 'RUN one two']],
    ['a trigger is normalised too', 'FROM a\nonbuild run  x', ['FROM a', 'ONBUILD RUN x']],
    ['what nobody knows stays as written', 'FROM a\nRUNN  x', ['FROM a', 'RUNN x']],
  ])('%s', (_, text, expected) => {
    expect(normalize(text)).toEqual(expected);
  });

  it.each([
    'FROM a\nRUN one \\\n && two\nENV A="b  c"\nCMD ["x", "y"]',
    'FROM a\nCOPY <<one <<two /x/\nfirst\none\nsecond\ntwo\nRUN true',
  ])('normalising again changes nothing: %j', (text) => {
    const once = normalize(text);
    expect(normalize(once.join('\n'))).toEqual(once);
  });
});

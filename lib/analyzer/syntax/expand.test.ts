import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandWord, expandWords, variablesIn, wordError } from './expand';

const values: Readonly<Record<string, string>> = {
  TAG: '3.13',
  EMPTY: '',
  PATH: '/usr/bin:/bin',
  FILE: 'archive.tar.gz',
  LIST: 'a b  c',
};
const lookup = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);
const expand = (text: string, character = '\\') => expandWord(text, lookup, character);

describe('a word', () => {
  const cases: [sentence: string, text: string, value: string][] = [
    ['may be plain', 'python', 'python'],
    ['may hold a variable', 'python:$TAG-slim', 'python:3.13-slim'],
    ['may hold one in braces', '${TAG}x', '3.13x'],
    ['takes an unset variable for nothing', 'a${NONE}b$NONE', 'ab'],
    ['loses its quotes', `"a"'b'c`, 'abc'],
    ['expands in double quotes', '"$TAG \'$TAG\'"', "3.13 '3.13'"],
    ['does not expand in single quotes', "'$TAG'", '$TAG'],
    ['may escape a dollar sign', '\\$TAG "\\$TAG"', '$TAG $TAG'],
    ['keeps other escapes in double quotes', '"a\\nb"', 'a\\nb'],
    ['loses other escapes outside of quotes', 'a\\nb', 'anb'],
    ['keeps a dollar sign before nothing', 'a$ $/', 'a$ $/'],
    ['ends a name at the first other character', '$TAG.$TAG', '3.13.3.13'],
    ['names variables in any script', '$Größe$TAG', '3.13'],
    ['takes a digit for a name of its own', '$1TAG', 'TAG'],
    ['has defaults for unset', '${NONE-x}${EMPTY-y}${TAG-z}', 'x3.13'],
    ['has defaults for unset or empty', '${NONE:-x}${EMPTY:-y}${TAG:-z}', 'xy3.13'],
    ['has replacements for set', '${NONE+x}${EMPTY+y}${TAG+z}', 'yz'],
    ['has replacements for set and not empty', '${NONE:+x}${EMPTY:+y}${TAG:+z}', 'z'],
    ['may demand a value and get it', '${TAG:?no tag}', '3.13'],
    ['may nest', '${NONE:-a${EMPTY:-"b$TAG"}c}', 'ab3.13c'],
    ['may quote a closing brace', '${NONE:-"}"}', '}'],
    ['loses the shortest beginning', '${PATH#*/}', 'usr/bin:/bin'],
    ['loses the longest beginning', '${PATH##*/}', 'bin'],
    ['loses the shortest ending', '${FILE%.*}', 'archive.tar'],
    ['loses the longest ending', '${FILE%%.*}', 'archive'],
    ['loses no beginning that does not match', '${FILE#x}', 'archive.tar.gz'],
    ['matches one character with a question mark', '${FILE%.??}', 'archive.tar'],
    ['replaces the first match', '${PATH/bin/x}', '/usr/x:/bin'],
    ['replaces every match', '${PATH//bin/x}', '/usr/x:/x'],
    ['replaces by nothing', '${PATH//:/}', '/usr/bin/bin'],
    ['replaces a literal star', '${EMPTY:-a}${LIST// /*}', 'aa*b**c'],
    ['takes a replacement as it stands', '${TAG/3/$FILE&}', 'archive.tar.gz&.13'],
  ];
  it.each(cases)('%s', (_sentence, text, value) => {
    expect(expand(text)).toEqual({ value });
  });

  it('has another escape character where the file says so', () => {
    expect(expand('a`$TAG c:\\x', '`')).toEqual({ value: 'a$TAG c:\\x' });
  });

  it.each([
    ['"open', 'double quote'],
    ["it's", 'single quote'],
    ['${TAG', 'closing }'],
    ['${', 'closing }'],
    ['${}', 'name is missing'],
    ['${TAG^}', 'does not know'],
    ['${TAG:=x}', 'does not know'],
    ['${TAG:#3}', 'does not know'],
    ['${TAG:%%.*}', 'does not know'],
    ['${NONE?}', 'NONE: is not allowed to be unset'],
    ['${EMPTY:?}', 'EMPTY: is not allowed to be empty'],
    ['${NONE:?name a tag}', 'NONE: name a tag'],
    ['${TAG#\\a}', 'backslash'],
    ['${TAG/a}', 'closing /'],
  ])('%s is refused: %s', (text, reason) => {
    expect(expand(text)).toEqual({ error: expect.stringContaining(reason) });
  });

  it('does not grow or nest without end', () => {
    const large = 'x'.repeat(60_000);
    expect(expandWord('$A$A', () => large, '\\')).toEqual({ error: expect.stringContaining('longer') });
    expect(expandWord('${A:-'.repeat(1000), () => undefined, '\\')).toEqual({
      error: expect.stringContaining('deeply'),
    });
  });

  it('is matched in time whatever the pattern', () => {
    const value = 'a'.repeat(20_000);
    expect(expandWord(`\${A//${'a*'.repeat(20)}b/x}`, () => value, '\\')).toEqual({ value });
  });
});

describe('words', () => {
  it.each([
    ['a "b c" d', ['a', 'b c', 'd']],
    ['$LIST', ['a', 'b', 'c']],
    ['"$LIST"x', ['a b  cx']],
    ['x$LIST', ['xa', 'b', 'c']],
    ['a\\ b', ['a b']],
    ['  ', []],
    ["''", []],
  ])('%j splits into %j', (text, value) => {
    expect(expandWords(text, lookup, '\\')).toEqual({ value });
  });
});

describe('the variables of a word', () => {
  it('are named once each, nested ones too', () => {
    expect(variablesIn('$A/${B:-$C}/"${A#$D}"/\'$E\'/\\$F/${G/$H/$I}', '\\')).toEqual([...'ABCDGHI']);
  });
  it('may be only the undefined ones', () => {
    expect(variablesIn('$TAG$NONE${OTHER:-$EMPTY}', '\\', lookup, true)).toEqual(['NONE', 'OTHER']);
  });
  it('are none without a dollar sign', () => {
    expect(variablesIn('plain', '\\')).toEqual([]);
  });
});

describe('whatever the text', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[$A{}:\-+?#%/"'\\* a]{0,30}$/));
  it('never throws', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('\\', '`'), (word, character) => {
        for (const result of [expandWord(word, lookup, character), expandWords(word, lookup, character)]) {
          expect('value' in result || result.error.length > 0).toBe(true);
        }
        variablesIn(word, character);
      }),
      { numRuns: 3000 },
    );
  });
  it('a word that no environment makes readable is never expanded', () => {
    fc.assert(
      fc.property(text, (word) => {
        if (wordError(word, '\\') !== null) expect(expand(word)).toHaveProperty('error');
      }),
      { numRuns: 2000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEditorText } from './editor-text';

describe('readEditorText', () => {
  const cases = [
    { what: 'leaves plain text as it is', source: 'a\nb\n', text: 'a\nb\n' },
    { what: 'shows line ends of Windows as newlines', source: 'a\r\nb\r\n', text: 'a\nb\n' },
    { what: 'shows a lone carriage return as a newline', source: 'a\rb', text: 'a\nb' },
    { what: 'hides a byte order mark', source: '\uFEFFa\n', text: 'a\n' },
    { what: 'takes an empty text', source: '', text: '' },
  ];
  for (const { what, source, text } of cases) {
    it(what, () => {
      expect(readEditorText(source).text).toBe(text);
    });
  }

  it('gives line ends and byte order mark back after an edit', () => {
    expect(readEditorText('\uFEFFa\r\nb\r\n').restore('a\nc\n')).toBe('\uFEFFa\r\nc\r\n');
    expect(readEditorText('a\nb\r\nc\n').restore('x\ny\n')).toBe('x\ny\n');
  });

  const sources = fc
    .array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', '\uFEFF'), { maxLength: 30 })
    .map((parts) => parts.join(''));

  it('gives back every text that nobody edited, to the byte', () => {
    fc.assert(
      fc.property(sources, (source) => {
        const read = readEditorText(source);
        expect(read.restore(read.text)).toBe(source);
      }),
    );
  });

  it('tells the same character in both texts', () => {
    fc.assert(
      fc.property(sources, fc.nat(60), (source, at) => {
        const read = readEditorText(source);
        const offset = Math.min(at, read.text.length);
        const back = read.toFile(offset);
        expect(read.toEditor(back)).toBe(offset);
        const character = read.text[offset];
        if (character !== undefined && character !== '\n') expect(source[back]).toBe(character);
      }),
    );
  });
});

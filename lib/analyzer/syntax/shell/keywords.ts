/** Reserved words: POSIX Shell Command Language, 2.4; bash reference manual, Reserved Words. */
const keywords = new Set([
  '!',
  '{',
  '}',
  '[[',
  'case',
  'coproc',
  'do',
  'done',
  'elif',
  'else',
  'esac',
  'fi',
  'for',
  'function',
  'if',
  'in',
  'select',
  'then',
  'time',
  'until',
  'while',
]);

/** Those that end what stands before them. */
const closing = new Set(['}', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'then']);

export function isKeyword(word: string): boolean {
  return keywords.has(word);
}

export function isClosingKeyword(word: string): boolean {
  return closing.has(word);
}

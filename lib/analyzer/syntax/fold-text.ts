/** On one line: continuations and runs of blanks become one blank. */
export function foldText(text: string): string {
  return text
    .replace(/[\\`]\r?\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

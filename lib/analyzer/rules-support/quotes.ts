/** A word of an instruction without the pair of quotes around it; the parser keeps them as they were written. */
export function withoutQuotes(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}

/** The words of a text that its author took for a JSON array; quotes of any kind, or none. */
const words = /"((?:[^"\\]|\\.)*)"|'([^']*)'|[“”„]([^“”„]*)[“”]|[‘’]([^‘’]*)[‘’]|([^\s,[\]"'“”„‘’]+)/g;

/**
 * Whether a text in shell form was meant as a JSON array: a bracket with a quote right behind it, or brackets around
 * words with commas. `[ -f file ]` and its like are commands of the shell.
 */
export function looksLikeJson(text: string): boolean {
  const trimmed = text.trim();
  if (/^\[["'“”„‘’]/.test(trimmed)) return true;
  return /^\[.*\]$/s.test(trimmed) && /[^\s,],\s*[^\s\]]/.test(trimmed) && !/\$\(|&&|\|\||;/.test(trimmed);
}

/** The array that was meant; `null` where the words cannot be told apart. */
export function meantJson(text: string): string | null {
  const inside = text.trim().replace(/^\[|\]$/g, '');
  const found = Array.from(
    inside.matchAll(words),
    (match) => match.slice(1).find((group) => group !== undefined) ?? '',
  );
  const left = inside.replace(words, '').replace(/[\s,]/g, '');
  if (left !== '' || found.length === 0 || found.some((word) => word.includes('\\'))) return null;
  return `[${found.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/**
 * A sentence as Markdown: what stands in backquotes becomes code, everything else is text, whatever signs it holds. What a
 * learner wrote may be part of it.
 */
export function escapeMarkdown(sentence: string): string {
  return sentence
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\`*_{}[\]()<>#+!|~-]/g, '\\$&')))
    .join('');
}

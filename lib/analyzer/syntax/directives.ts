import { skipSpaces } from './characters';
import type { ReportProblem } from './flags';
import type { PhysicalLine } from './lines';
import type { Directive } from './types';

const known = new Set(['syntax', 'escape', 'check']);

/**
 * Reads `# name=value`. `none` ends the head of the file, where directives may stand; `other` is a line of the same
 * shape with a name that BuildKit does not know, which leaves the head open and is a comment.
 */
export function readDirective(
  text: string,
  line: PhysicalLine,
  directives: Directive[],
  report: ReportProblem,
): 'directive' | 'other' | 'none' {
  const start = skipSpaces(text, line.start, line.end);
  const match = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(text.slice(start, line.end));
  const [whole, writtenName, value] = match ?? [];
  if (whole === undefined || writtenName === undefined || value === undefined) return 'none';
  const name = writtenName.toLowerCase();
  if (!known.has(name)) return 'other';
  const range = { start, end: start + whole.trimEnd().length };
  if (directives.some((directive) => directive.name === name)) {
    report('duplicate-directive', `The directive ${name} may stand only once. Keep one of them.`, range);
  } else if (name === 'escape' && value !== '\\' && value !== '`') {
    report('invalid-escape', 'The escape character is \\ or `. Write one of the two.', range);
  }
  directives.push({ name, value, range });
  return 'directive';
}

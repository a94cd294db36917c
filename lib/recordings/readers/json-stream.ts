import type { PastedLine } from './lines';

const lookedAt = 12;
/** Lines that one JSON value may span; `docker image inspect` of an image with many labels needs some hundreds. */
const longest = 20_000;

/** Whether a JSON object or array begins here that has the key within its first lines. */
export function isJsonOpening(lines: readonly PastedLine[], index: number, key: RegExp): boolean {
  const first = lines[index]?.text ?? '';
  if (!/^\s*[[{]/.test(first)) return false;
  // Programs print JSON either in one line or with the opening alone on its line.
  if (first.trim().length > 2) return key.test(first);
  return lines.slice(index + 1, index + lookedAt).some((line) => key.test(line.text));
}

/**
 * How often all of a text may be looked at for brackets, all attempts together: text that only looks like JSON must not take
 * long. Each reader of JSON looks once at what is of its form.
 */
const attempts = 5;
/** Characters that may still be looked at. */
const budgets = new WeakMap<readonly PastedLine[], number>();

function budgetOf(lines: readonly PastedLine[]): number {
  return budgets.get(lines) ?? attempts * lines.reduce((sum, { text }) => sum + text.length + 1, 0);
}

/**
 * Reads the JSON value that begins at a line and may span several. `value` is `undefined` where it is no JSON or is not
 * closed before a blank line; `next` is the line after what was looked at.
 */
export function readJsonStream(
  lines: readonly PastedLine[],
  from: number,
): { readonly value: unknown; readonly next: number } {
  const first = lines[from]?.text ?? '';
  const whole = /[}\]]\s*$/.test(first.slice(-20)) ? parse(first) : undefined;
  if (whole !== undefined) return { value: whole, next: from + 1 };
  const parts: string[] = [];
  let left = budgetOf(lines);
  let depth = 0;
  const end = Math.min(lines.length, from + longest);
  let index = from;
  for (; index < end && left > 0; index++) {
    const text = lines[index]?.text ?? '';
    if (index > from && text.trim() === '') break;
    parts.push(text);
    left -= text.length + 1;
    depth += countBrackets(text);
    if (depth <= 0) {
      budgets.set(lines, left);
      return { value: parse(parts.join('\n')), next: index + 1 };
    }
  }
  budgets.set(lines, left);
  return { value: undefined, next: Math.max(index, from + 1) };
}

/** Brackets that a line opens, less those that it closes; JSON has no strings over several lines. */
function countBrackets(text: string): number {
  let depth = 0;
  let inString = false;
  for (let place = 0; place < text.length; place++) {
    const letter = text[place];
    if (letter === '"') inString = !inString;
    else if (inString) place += letter === '\\' ? 1 : 0;
    else if (letter === '{' || letter === '[') depth++;
    else if (letter === '}' || letter === ']') depth--;
  }
  return depth;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { PastedLine } from './lines';

const lookedAt = 12;
/** Lines that one JSON value may span; `docker image inspect` of an image with many labels needs some hundreds. */
const longest = 20_000;

/** Whether a JSON object or array begins here that has the key within its first lines. */
export function isJsonOpening(lines: readonly PastedLine[], index: number, key: RegExp): boolean {
  if (!/^\s*[[{]/.test(lines[index]?.text ?? '')) return false;
  for (let place = index; place < Math.min(lines.length, index + lookedAt); place++) {
    if (key.test(lines[place]?.text ?? '')) return true;
  }
  return false;
}

/**
 * Reads the JSON value that begins at a line and may span several. `value` is `undefined` where it is no JSON or
 * is not closed before a blank line; `next` is the line after what was looked at. Linear: brackets are counted once, the text is parsed once.
 */
export function readJsonStream(
  lines: readonly PastedLine[],
  from: number,
): { readonly value: unknown; readonly next: number } {
  const parts: string[] = [];
  let depth = 0;
  let inString = false;
  for (let index = from; index < Math.min(lines.length, from + longest); index++) {
    const text = lines[index]?.text ?? '';
    if (index > from && text.trim() === '') return { value: undefined, next: index };
    parts.push(text);
    for (let place = 0; place < text.length; place++) {
      const letter = text[place];
      if (inString) {
        if (letter === '\\') place++;
        else if (letter === '"') inString = false;
      } else if (letter === '"') inString = true;
      else if (letter === '{' || letter === '[') depth++;
      else if (letter === '}' || letter === ']') depth--;
    }
    inString = false;
    if (depth <= 0) return { value: parse(parts.join('\n')), next: index + 1 };
  }
  return { value: undefined, next: Math.min(lines.length, from + longest) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

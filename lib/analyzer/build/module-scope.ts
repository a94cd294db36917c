/** Characters of a source file that are read; our own bound. */
const longestSource = 500_000;

/** What may bind a name without writing it. */
const dynamic =
  /\bimport\s*\(?\s*\*|\b(?:globals|locals|vars|exec|eval|setattr|compile|__import__)\s*\(|\b__getattr__\b|\b__dict__\b|\bsys\s*\.\s*modules\b|\bimportlib\b/;

/** A line that gives the module something of its own. */
const definition = /^(?:async\s+def|def|class)\b|^[A-Za-z_]\w*\s*(?::[^=]*)?=(?!=)/;

/**
 * Whether a Python module certainly defines no such name at its top level: the name stands nowhere outside functions and
 * classes, and nothing in the file may bind it in another way. `false` wherever there is doubt. The file is not parsed: any
 * mention of the name outside a body, even in a condition, counts as one that may bind it.
 */
export function lacksName(source: string, name: string): boolean {
  if (source.length > longestSource || !/^[A-Za-z_]\w*$/.test(name)) return false;
  const text = blankTexts(source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  if (text === null || dynamic.test(text)) return false;
  const mention = new RegExp(`(?<![\\w.])${name}(?!\\w)`);
  // `global app` in a function binds it outside.
  if (new RegExp(`\\bglobal\\b[^\\n]*\\b${name}\\b`).test(text)) return false;
  const lines = joinLines(text);
  if (lines === null) return false;
  const outside = atModuleLevel(lines);
  // A file that defines nothing at all is a sketch of one, or stands for one that nobody has shown.
  return outside.some((line) => definition.test(line)) && !outside.some((line) => mention.test(line));
}

/** The source with texts and comments blanked out, line ends kept; `null` where a text does not end. */
function blankTexts(source: string): string | null {
  const token =
    /("""|''')[\s\S]*?(?:\1|$)|"(?:[^"\\\n]|\\[\s\S])*("|\n|$)|'(?:[^'\\\n]|\\[\s\S])*('|\n|$)|#[^\n]*|\\\n/g;
  let ended = true;
  const text = source.replace(token, (whole, triple?: string, double?: string, single?: string) => {
    if (triple !== undefined) {
      // A backslash before the quotes may keep them from ending the text.
      ended &&= whole.length >= 6 && whole.endsWith(triple) && !whole.includes('\\');
    } else if (whole === '\\\n') return ' ';
    else if (!whole.startsWith('#')) ended &&= (double ?? single) === whole[0];
    return whole.replace(/[^\n]/g, ' ');
  });
  return ended ? text : null;
}

interface Line {
  readonly indent: number;
  readonly text: string;
}

/** Logical lines: what brackets hold together is one. `null` where blanks and tabs are mixed, or brackets do not match. */
function joinLines(text: string): readonly Line[] | null {
  const lines: Line[] = [];
  let depth = 0;
  let open = '';
  for (const line of text.split('\n')) {
    if (depth === 0 && line.trim() === '') continue;
    open = depth === 0 ? line : `${open} ${line}`;
    depth += (line.match(/[([{]/g)?.length ?? 0) - (line.match(/[)\]}]/g)?.length ?? 0);
    if (depth < 0) return null;
    if (depth > 0) continue;
    const indent = /^[ \t\f]*/.exec(open)?.[0] ?? '';
    if (/\t/.test(indent)) return null;
    lines.push({ indent: indent.length, text: open.trim() });
  }
  return depth === 0 ? lines : null;
}

/** The lines that stand in no body of a function or class. */
function atModuleLevel(lines: readonly Line[]): readonly string[] {
  const outside: string[] = [];
  let body: number | null = null;
  for (const { indent, text } of lines) {
    if (body !== null && indent > body) continue;
    body = /^(?:async\s+)?def\b|^class\b/.test(text) ? indent : null;
    outside.push(text);
  }
  return outside;
}

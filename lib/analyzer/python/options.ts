/** An option in a requirements file. */
export interface OptionToken {
  /** Its long form; `null` where pip does not know it. */
  readonly name: string | null;
  readonly value: string | null;
  /** Offsets in the line. */
  readonly start: number;
  readonly end: number;
  /** A sentence, where pip would refuse it. */
  readonly problem: string | null;
}

/** The options that pip takes in a requirements file, and whether each has a value. */
const known: Readonly<Record<string, boolean>> = {
  '--index-url': true,
  '--pypi-url': true,
  '--extra-index-url': true,
  '--no-index': false,
  '--constraint': true,
  '--requirement': true,
  '--editable': true,
  '--find-links': true,
  '--no-binary': true,
  '--only-binary': true,
  '--prefer-binary': false,
  '--require-hashes': false,
  '--pre': false,
  '--trusted-host': true,
  '--use-feature': true,
  '--global-option': true,
  '--config-settings': true,
  '--config-setting': true,
  '--hash': true,
};

const shortNames: Readonly<Record<string, string>> = {
  '-i': '--index-url',
  '-c': '--constraint',
  '-r': '--requirement',
  '-e': '--editable',
  '-f': '--find-links',
  '-C': '--config-settings',
};

interface Word {
  /** Quotes and backslashes resolved. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Reads the options in [start, end) of a line, as Python's optparse does. */
export function readOptions(line: string, start: number, end: number): OptionToken[] {
  const words = splitShellWords(line, start, end);
  const options: OptionToken[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    const { name, attached } = readName(word.text);
    const place = { start: word.start, end: word.end };
    if (name === null) {
      options.push({ name, value: null, ...place, problem: unknownProblem(word.text) });
    } else if (known[name] !== true) {
      options.push({
        name,
        value: null,
        ...place,
        problem: attached === null ? null : `${name} takes no value. Remove it.`,
      });
    } else if (attached !== null) {
      options.push({ name, value: attached, ...place, problem: null });
    } else {
      const following = words[index + 1];
      if (following === undefined)
        options.push({ name, value: null, ...place, problem: `${name} needs a value. Write it after the option.` });
      else {
        options.push({ name, value: following.text, start: word.start, end: following.end, problem: null });
        index++;
      }
    }
  }
  return options;
}

function unknownProblem(text: string): string {
  if (!text.startsWith('-')) return `pip does not expect ${text.slice(0, 60)} here. Give it a line of its own.`;
  return `pip knows no option ${text.slice(0, 60)} in a requirements file. Remove it, or pass it to pip install.`;
}

/** An option's long name and the value attached to it. Long names may be cut short where that leaves one of them. */
function readName(text: string): { name: string | null; attached: string | null } {
  if (text.startsWith('--')) {
    const equals = text.indexOf('=');
    const written = equals < 0 ? text : text.slice(0, equals);
    const attached = equals < 0 ? null : text.slice(equals + 1);
    if (Object.hasOwn(known, written)) return { name: written, attached };
    const candidates = Object.keys(known).filter((candidate) => candidate.startsWith(written));
    return { name: written.length > 2 && candidates.length === 1 ? (candidates[0] ?? null) : null, attached };
  }
  const short = text.slice(0, 2);
  const name = Object.hasOwn(shortNames, short) ? (shortNames[short] ?? null) : null;
  return { name, attached: text.length > 2 ? text.slice(2) : null };
}

/** Splits at blanks outside of quotes and resolves quotes, as Python's shlex does; an open quote runs to the end. */
function splitShellWords(line: string, start: number, end: number): Word[] {
  const words: Word[] = [];
  const word = /(?:[^\s'"\\]|\\.?|'[^']*'?|"(?:[^"\\]|\\.)*"?)+/gs;
  const text = line.slice(start, end);
  for (const match of text.matchAll(word)) {
    const resolved = match[0].replace(
      /\\(.?)|'([^']*)'?|"((?:[^"\\]|\\.)*)"?/gs,
      (_whole, escaped?: string, single?: string, double?: string) =>
        escaped ?? single ?? (double ?? '').replace(/\\(["\\])/g, '$1'),
    );
    words.push({ text: resolved, start: start + match.index, end: start + match.index + match[0].length });
  }
  return words;
}

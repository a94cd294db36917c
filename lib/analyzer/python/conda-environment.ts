import { normalizeName } from './package-name';

/** What an `environment.yml` of conda asks for. */
export interface CondaEnvironmentFile {
  /** `null` where the file does not name the environment. */
  readonly name: string | null;
  /** Specifications of conda packages as written, such as `numpy=1.26` or `conda-forge::scipy>=1.11`. */
  readonly packages: readonly string[];
  /** Lines of the list under `pip:`, as a requirements file would have them. */
  readonly pip: readonly string[];
}

/** UTF-16 units and lines of an environment file that are read: our own bounds. */
const longestFile = 262_144;
const mostLines = 5_000;

/**
 * Reads the plain form in which environment files are written: `name:` and `dependencies:`, a list with one entry a line,
 * `- pip:` with a list of its own. `null` where the file is longer, or uses more of YAML than that.
 */
export function readCondaEnvironment(text: string): CondaEnvironmentFile | null {
  if (text.length > longestFile) return null;
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (lines.length > mostLines) return null;
  const written = lines
    .map((line) => line.replace(/(^|\s)#.*$/, '').trimEnd())
    .filter((line) => line.trim() !== '' && line !== '---');
  const named = written.map((line) => /^name:\s*(.*)$/.exec(line)?.[1]).find((name) => name !== undefined);
  const entries = listEntries(written);
  const parted = entries === null ? null : partEntries(entries);
  return parted === null ? null : { name: unquote(named ?? '') || null, ...parted };
}

/** The entries of `dependencies:`; `null` where they are more of YAML than is read here: a list in one line, an anchor. */
function listEntries(lines: readonly string[]): readonly Entry[] | null {
  const entries: Entry[] = [];
  let section = '';
  for (const line of lines) {
    const [, key, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined) {
      section = key;
      if (key === 'dependencies' && value !== '') return null;
      entries.push(null);
    } else if (section === 'dependencies') {
      const text = /^\s*-\s+(.*)$/.exec(line)?.[1];
      if (text === undefined) return null;
      entries.push({ text, indent: line.length - line.trimStart().length });
    }
  }
  return entries;
}

/** One line of a list; `null` where a key ends it. */
type Entry = { readonly text: string; readonly indent: number } | null;

/** Tells entries of `dependencies:` from those of the list under its `- pip:`; `null` where one is more than plain text. */
function partEntries(entries: readonly Entry[]): Pick<CondaEnvironmentFile, 'packages' | 'pip'> | null {
  /** Where `- pip:` stands, once it has come. */
  let pipIndent: number | null = null;
  const packages: string[] = [];
  const pip: string[] = [];
  for (const entry of entries) {
    if (entry === null) pipIndent = null;
    else if (pipIndent !== null && entry.indent > pipIndent) pip.push(unquote(entry.text));
    else if (/^["']?pip["']?:$/.test(entry.text)) pipIndent = entry.indent;
    else if (/^[&*{[|>]/.test(entry.text)) return null;
    else {
      pipIndent = null;
      packages.push(unquote(entry.text));
    }
  }
  return { packages, pip };
}

function unquote(text: string): string {
  const trimmed = text.trim();
  return /^(["']).*\1$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
}

/** One specification of a conda package, taken apart. */
export interface CondaPackage {
  /** Normalised. */
  readonly name: string;
  /** The version where it names exactly one, or the beginning of one (`3.11`); `null` where it leaves that open. */
  readonly version: string | null;
}

/**
 * Reads `channel::name=version=build`, `name==1.2`, `name>=1,<2`, `name 1.2.*` or `name[version=…]`; `null` for a URL or a
 * file. Source: docs.conda.io, "Package match specifications".
 */
export function readCondaPackage(text: string): CondaPackage | null {
  const written = unquote(text).replace(/^.*::/, '');
  if (/^[a-z]+:\/\/|\.(conda|tar\.bz2)$/i.test(written)) return null;
  const match = /^([A-Za-z0-9_.-]+)\s*(.*)$/.exec(written);
  if (match === null) return null;
  const [, name = '', rest = ''] = match;
  const version = /^={0,2}\s*(\d[\w.]*?)(?:\.\*)?(?:\s*=.*|\s+\S+)?$/.exec(rest)?.[1] ?? null;
  return { name: normalizeName(name), version };
}

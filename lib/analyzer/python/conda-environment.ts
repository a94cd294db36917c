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
  let name: string | null = null;
  let section = '';
  /** Where the entries under `- pip:` stand, once it has come. */
  let pipIndent: number | null = null;
  const packages: string[] = [];
  const pip: string[] = [];
  for (const line of lines) {
    const content = line.replace(/(^|\s)#.*$/, '').trimEnd();
    if (content.trim() === '' || content === '---') continue;
    const indent = content.length - content.trimStart().length;
    const key = indent === 0 ? /^([\w-]+):\s*(.*)$/.exec(content) : null;
    if (key !== null) {
      section = key[1] ?? '';
      pipIndent = null;
      if (section === 'name') name = unquote(key[2] ?? '') || null;
      // A list within one line, an anchor: more of YAML than is read here.
      else if (section === 'dependencies' && key[2] !== '') return null;
      continue;
    }
    if (section !== 'dependencies') continue;
    const entry = /^\s*-\s+(.*)$/.exec(content)?.[1];
    if (entry === undefined) return null;
    if (pipIndent !== null && indent > pipIndent) pip.push(unquote(entry));
    else if (/^["']?pip["']?:$/.test(entry)) pipIndent = indent;
    else if (/^[&*{[|>]/.test(entry)) return null;
    else {
      pipIndent = null;
      packages.push(unquote(entry));
    }
  }
  return { name, packages, pip };
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

import { normalizeName } from './package-name';
import type { Requirement } from './types';
import { isSpecifier, pinnedVersion } from './version';

/** What one requirement says, without its place. */
export type RequirementContent = Pick<Requirement, 'name' | 'extras' | 'specifier' | 'pinned' | 'marker' | 'kind'>;

const name = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?/i;
const archive = /\.(?:whl|zip|tar|tar\.gz|tgz|tar\.bz2|tbz|tar\.xz|txz|tar\.lzma|tlz)$/i;

/**
 * Reads `requests[socks]==2.32.3; python_version < "3.12"`, `name @ url`, a URL or a path, as pip does; `null` where pip
 * would refuse it. Variables such as `${TOKEN}` are taken as they stand.
 */
export function readRequirementText(text: string): RequirementContent | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (isUrl(trimmed)) return readLocation(trimmed, 'url');
  return readNamed(trimmed) ?? (isPath(trimmed) ? readLocation(trimmed, 'path') : null);
}

/** Reads what follows `-e`: a path or the URL of a repository. */
export function readEditableText(text: string): RequirementContent | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : readLocation(trimmed, 'editable');
}

function isUrl(text: string): boolean {
  return /^(?:(?:git|hg|svn|bzr)\+[a-z]+|https?|ftp|file):/i.test(text);
}

function isPath(text: string): boolean {
  const [path = ''] = splitMarker(text, /;/);
  return path.startsWith('.') || path.includes('/') || archive.test(stripExtras(path).rest) || path.includes('\\');
}

function readNamed(text: string): RequirementContent | null {
  const written = name.exec(text)?.[0];
  if (written === undefined) return null;
  let rest = text.slice(written.length).trimStart();
  let extras: readonly string[] = [];
  if (rest.startsWith('[')) {
    const close = rest.indexOf(']');
    const read = close < 0 ? null : readExtras(rest.slice(1, close));
    if (read === null) return null;
    extras = read;
    rest = rest.slice(close + 1).trimStart();
  }
  const named = { name: normalizeName(written), extras };
  if (rest.startsWith('@')) {
    const [location = '', marker] = splitMarker(rest.slice(1), /\s;/);
    if (location.trim() === '') return null;
    return { specifier: '', pinned: null, marker: marker ?? null, kind: 'url', ...named };
  }
  const [clauses = '', marker] = splitMarker(rest, /;/);
  const specifier = clauses
    .trim()
    .replace(/^\((.*)\)$/s, '$1')
    .trim();
  if (specifier !== '' && !/^[=<>!~]/.test(specifier)) return null;
  if (!isSpecifier(specifier)) return null;
  return { specifier, pinned: pinnedVersion(specifier), marker: marker ?? null, kind: 'name', ...named };
}

/** The text before a marker's semicolon, and the marker. */
function splitMarker(text: string, separator: RegExp): [string, string?] {
  const match = separator.exec(text);
  if (match === null) return [text];
  const marker = text.slice(match.index + match[0].length).trim();
  const head = text.slice(0, match.index);
  return marker === '' ? [head] : [head, marker];
}

function readExtras(text: string): string[] | null {
  if (text.trim() === '') return [];
  const extras = text.split(',').map((extra) => extra.trim());
  return extras.every((extra) => name.exec(extra)?.[0] === extra) ? extras.map(normalizeName) : null;
}

/** `.[dev,test]` without its extras, and those. */
function stripExtras(text: string): { rest: string; extras: readonly string[] } {
  const trimmed = text.trim();
  const open = trimmed.endsWith(']') ? trimmed.lastIndexOf('[') : 0;
  const extras = open > 0 ? readExtras(trimmed.slice(open + 1, -1)) : null;
  return extras === null ? { rest: trimmed, extras: [] } : { rest: trimmed.slice(0, open).trimEnd(), extras };
}

function readLocation(text: string, kind: 'url' | 'path' | 'editable'): RequirementContent {
  const [written, marker] = splitMarker(text, kind === 'path' ? /;/ : /\s;|;\s/);
  const { rest, extras } = stripExtras(written);
  const { name: found, extras: eggExtras } = readLocationName(rest);
  return {
    name: found,
    extras: extras.length > 0 ? extras : eggExtras,
    specifier: '',
    pinned: null,
    marker: marker ?? null,
    kind,
  };
}

/** The name after `#egg=`, or the one that a wheel's file name starts with. */
function readLocationName(location: string): { name: string | null; extras: readonly string[] } {
  const egg = /[#&]egg=([^&\s]+)/.exec(location)?.[1];
  if (egg !== undefined) {
    const { rest, extras } = stripExtras(egg);
    return name.exec(rest)?.[0] === rest ? { name: normalizeName(rest), extras } : { name: null, extras: [] };
  }
  const [path = ''] = location.split(/[?#]/);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const wheel = /^([a-z0-9](?:[a-z0-9._]*[a-z0-9])?)-[^-]+(?:-[^-]+){3,4}\.whl$/i.exec(file)?.[1];
  return { name: wheel === undefined ? null : normalizeName(wheel), extras: [] };
}

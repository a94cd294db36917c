/** An absolute POSIX path without `.`, `..`, doubled or trailing slashes. */
export function normalisePath(path: string): string {
  if (isNormal(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function isNormal(path: string): boolean {
  if (!path.startsWith('/') || path.includes('//')) return false;
  return path === '/' || !(path.endsWith('/') || (path.includes('/.') && /\/\.{1,2}(\/|$)/.test(path)));
}

/** `path` as seen from `folder`, an absolute path. */
export function resolvePath(folder: string, path: string): string {
  if (path === '.' || path === './') return normalisePath(folder);
  return normalisePath(path.startsWith('/') ? path : `${folder}/${path}`);
}

/** Whether `path` is `folder` or lies in it; both normalised. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || (path.startsWith(folder) && path[folder.length] === '/');
}

/** Whether one of two normalised paths lies in the other. */
export function overlap(one: string, other: string): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

/** -1 where there is none. A loop, since V8 has no quick `lastIndexOf`, and paths are asked for their parts all the time. */
function findLastSlash(path: string): number {
  let at = path.length - 1;
  while (at >= 0 && path.charCodeAt(at) !== slash) at -= 1;
  return at;
}

const slash = 0x2f;

export function baseName(path: string): string {
  return path.slice(findLastSlash(path) + 1);
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, findLastSlash(path))) || '/';
}

const patterns = new Map<string, RegExp | null>();
const mostPatterns = 1_000;

/**
 * One component of a path against a pattern of Go's `filepath.Match`: `*`, `?`, `[a-z]` and `\` before a literal.
 * A malformed pattern matches nothing.
 */
export function matchComponent(pattern: string, name: string): boolean {
  if (!hasWildcard(pattern)) return pattern === name;
  let expression = patterns.get(pattern);
  if (expression === undefined) {
    if (patterns.size > mostPatterns) patterns.clear();
    expression = translatePattern(pattern);
    patterns.set(pattern, expression);
  }
  return expression?.test(name) ?? false;
}

export function hasWildcard(pattern: string): boolean {
  return /[*?[\\]/.test(pattern);
}

function translatePattern(pattern: string): RegExp | null {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    if (character === '*') source += source.endsWith('[^/]*') ? '' : '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end < 0) return null;
      source += `[${pattern
        .slice(at + 1, end)
        .replace(/\\/g, '\\\\')
        .replace(/\[/g, '\\[')}]`;
      at = end;
    } else {
      if (character === '\\') at += 1;
      source += (pattern[at] ?? '').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    }
  }
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return null;
  }
}

/** `/opt/venv/lib` below `/opt/venv`, moved to `/venv`: `/venv/lib`. */
export function moveUnder(path: string, from: string, to: string): string {
  if (from === to) return normalisePath(path);
  const below = from === '/' ? path : path.slice(from.length);
  return normalisePath(to === '/' ? below : to + below);
}

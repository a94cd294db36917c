import { isWithin, normalisePath } from '../build/paths';

/** Whether `path` is `folder` or lies in it. Both absolute; they need not be in normal form. */
export function covers(folder: string, path: string): boolean {
  return isWithin(normalisePath(path), normalisePath(folder));
}

/** The last part of a path; a trailing slash does not count. */
export function fileName(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end);
}

/** The folder that a shell pattern such as `/var/lib/apt/lists/*` empties, or the path itself. */
export function withoutGlob(path: string): string {
  return path.replace(/\/(?:\*|\.\*|\{\*,\.\*\})?$/, '') || '/';
}

/** Spells out `~` and `$HOME` of a user. */
export function expandHome(path: string, user: string): string {
  const home = user === 'root' || user === '0' ? '/root' : `/home/${user}`;
  return path.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, home);
}

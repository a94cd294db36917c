/** POSIX path arithmetic for paths inside an image. */

/** Resolves `.`, `..` and repeated slashes; a relative path starts from `directory`. */
export function resolvePath(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether `path` is `folder` or lies in it. Both absolute; a trailing slash does not count. */
export function covers(folder: string, path: string): boolean {
  const outer = resolvePath('/', folder);
  const inner = resolvePath('/', path);
  return outer === '/' || inner === outer || inner.startsWith(`${outer}/`);
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? '';
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

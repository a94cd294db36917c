import { entriesOf, readJson, switchAt, type Table, tableAt, textsAt } from '../../python/toml';
import { parentOf, resolvePath } from '../paths';
import type { StageWalk } from '../stage-walk';

/** The `package.json` in a folder of the image; `null` where there is none, or nobody knows what it says. */
export function readPackageFile(walk: StageWalk, folder: string): Table | null {
  return readDocument(walk, resolvePath(folder, 'package.json'));
}

function readDocument(walk: StageWalk, path: string): Table | null {
  const text = walk.readText(path);
  const reading = text === null ? null : readJson(text);
  return reading?.ok === true ? reading.table : null;
}

/** Names of the scripts that a package file defines. */
export function readScripts(file: Table): ReadonlySet<string> {
  return new Set(entriesOf(tableAt(file, 'scripts')).map(([name]) => name));
}

/** How much an install comes to: packages of a lock file, dependencies of a package file, or nobody knows. */
export type NodeEntries =
  | { readonly kind: 'packages' | 'dependencies'; readonly count: number }
  | { readonly kind: 'unknown' };

/** Counts what an install in a folder brings; `production`: without what is for development only. */
export function findEntries(walk: StageWalk, folder: string, production: boolean): NodeEntries {
  for (let place = folder; ; place = parentOf(place)) {
    const lock = readDocument(walk, resolvePath(place, 'package-lock.json'));
    const packages = tableAt(lock, 'packages');
    if (packages !== null) return { kind: 'packages', count: countPackages(packages, production) };
    if (place === '/') break;
  }
  const file = readPackageFile(walk, folder);
  if (file === null || textsAt(file, 'workspaces').length > 0 || tableAt(file, 'workspaces') !== null)
    return { kind: 'unknown' };
  const sections = production ? ['dependencies'] : ['dependencies', 'devDependencies'];
  const count = sections.reduce((total, section) => total + entriesOf(tableAt(file, section)).length, 0);
  return { kind: 'dependencies', count };
}

/** The entry of the empty name is the project itself. Packages for other systems are optional, and left out. */
function countPackages(packages: Table, production: boolean): number {
  let count = 0;
  for (const [path] of entriesOf(packages)) {
    const entry = tableAt(packages, path);
    if (path === '' || entry === null || switchAt(entry, 'link') === true) continue;
    if (production && switchAt(entry, 'dev') === true) continue;
    if (switchAt(entry, 'optional') === true && !(allows(entry, 'os', 'linux') && allows(entry, 'cpu', 'x64')))
      continue;
    count += 1;
  }
  return count;
}

/** Whether a list of systems or processors is left out, or holds a name. */
function allows(entry: Table, key: string, name: string): boolean {
  const list = textsAt(entry, key);
  return list.length === 0 || list.includes(name);
}

import type { Mount } from './mounts';
import { isWithin, resolvePath } from './paths';
import type { StageWalk } from './stage-walk';

/** What is known to lie at a path. */
export type PathKind = 'file' | 'directory' | 'missing' | 'unknown';

/** The path in the context of a file in the image, mounts included; `undefined` where there is no such file. */
export function findFile(path: string, walk: StageWalk): string | null | undefined {
  const mount = mountAt(path, walk);
  if (mount?.type !== 'bind') return walk.state.files.get(path);
  if (mount.from !== null || mount.source === null) return null;
  const inContext = locateInContext(path, mount);
  return walk.shared.context.entries.some((entry) => entry.path === inContext && !entry.ignored)
    ? inContext
    : undefined;
}

/** What lies at a path of an image on its way, as far as we know. */
export function lookUpPath(path: string, walk: StageWalk): PathKind {
  const mount = mountAt(path, walk);
  if (mount !== undefined) return lookUpMounted(path, mount, walk);
  const { files, state } = walk;
  if (path === '/' || files.directories.has(path)) return 'directory';
  if (state.files.has(path)) return 'file';
  if (files.strayFiles || files.isDoubtful(path)) return 'unknown';
  for (const { path: held, label, kind } of walk.contents.visible) {
    if (isWithin(held, path)) return 'directory';
    if (label !== '' && kind !== 'base' && isWithin(path, held)) return 'unknown';
  }
  for (const environment of state.pythonEnvironments) {
    if (isWithin(environment.path, path)) return 'directory';
    if (environment.path !== '/usr' && isWithin(path, environment.path)) return 'unknown';
  }
  return baseMayHold(path) ? 'unknown' : 'missing';
}

function mountAt(path: string, { mounts }: StageWalk): Mount | undefined {
  return mounts.find((mount) => isWithin(path, mount.target));
}

function lookUpMounted(path: string, mount: Mount, { shared }: StageWalk): PathKind {
  if (mount.type !== 'bind') return path === mount.target && mount.type !== 'secret' ? 'directory' : 'unknown';
  if (mount.from !== null || mount.source === null || !shared.contextKnown) return 'unknown';
  const inContext = locateInContext(path, mount);
  let kind: PathKind = inContext === '' ? 'directory' : 'missing';
  for (const entry of shared.context.entries) {
    if (entry.ignored) continue;
    if (entry.path === inContext) return entry.bulk ? 'unknown' : 'file';
    if (entry.bulk && isWithin(`/${inContext}`, `/${entry.path}`)) return 'unknown';
    if (isWithin(`/${entry.path}`, `/${inContext}`)) kind = 'directory';
  }
  return kind;
}

/** Where a path on a bind mount lies in the context. */
function locateInContext(path: string, mount: Mount): string {
  const below = path.slice(mount.target === '/' ? 0 : mount.target.length);
  return resolvePath(`/${mount.source ?? ''}`, `.${below}`).slice(1);
}

/** Whether the base image may have brought something at this path, of which we have no list. */
export function baseMayHold(path: string): boolean {
  if (isWithin(path, '/usr/src') && path.split('/').length > 3) return false;
  if (isWithin(path, '/root/.local') || isWithin(path, '/root/.cache')) return false;
  return basePlaces.some((place) => isWithin(path, place));
}

/** Folders that a base image fills itself. */
const basePlaces = [
  '/bin',
  '/dev',
  '/etc',
  '/lib',
  '/lib64',
  '/proc',
  '/root',
  '/run',
  '/sbin',
  '/sys',
  '/usr',
  '/var',
];

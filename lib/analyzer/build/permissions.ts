import { fault } from './failures/fault';
import type { Fault } from './failures/types';
import { anyone, nobodyKnows } from './image-files';
import { baseMayHold } from './image-paths';
import { isRoot, type StageWalk } from './stage-walk';

/** Whether the user in force may write to a file or into a folder that exists; `null` where nobody knows. */
export function canWrite(path: string, walk: StageWalk): boolean | null {
  const { user } = walk.state;
  if (isRoot(user) || walk.onMount(path)) return true;
  if (/[$`]/.test(user) || !walk.certain) return null;
  const owner = walk.files.ownerOf(path);
  if (owner === anyone) return true;
  if (owner === nobodyKnows) return null;
  if (isRoot(owner)) {
    const known = walk.lookUp(path);
    return known === 'unknown' && !baseMayHold(path) ? null : walk.users.same(user, 'root');
  }
  return walk.users.same(owner, user);
}

/** The failure of a user who may not write; `null` where the user may, or nobody knows. */
export function refuse(place: string, path: string, walk: StageWalk): Fault | null {
  return canWrite(place, walk) === false ? fault('permission-denied:to-write', walk.state.user, path) : null;
}

/** Whether the user in force may look into root's home, which nobody else may. */
export function canEnter(path: string, walk: StageWalk): boolean {
  return isRoot(walk.state.user) || !(path === '/root' || path.startsWith('/root/'));
}

import type { ShellReading } from '../../shell';
import type { ShellScript } from '../../types';
import { UnbashWalk } from './unbash-walk';

/** Reads a script with the parser of another project, to which ours is held. */
export function readWithUnbash(script: ShellScript): ShellReading {
  return new UnbashWalk(script).read();
}

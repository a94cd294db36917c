import type { SourceRange } from '../../syntax/range';
import type { Shell } from './shell';
import type { Status } from './status';

/** The failure of a command that bash has built in and the shell at hand has not. */
export function reportUnknownToShell(name: string, range: SourceRange, shell: Shell): Status {
  shell.fail('command-not-found:of-bash', range, name, shell.dialect);
  return shell.takeFailure();
}

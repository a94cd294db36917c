import type { SourceRange } from '../../syntax/range';
import type { Shell } from './shell';
import type { Status } from './status';

/** The failure of a command that bash has built in and the shell at hand has not. */
export function reportUnknownToShell(name: string, range: SourceRange, shell: Shell): Status {
  shell.fail(
    'command-not-found',
    `\`${name}\` is known to bash; \`/bin/sh\` of this image (${shell.dialect}) has no such command.`,
    name === 'source'
      ? 'Write `.` in place of `source`, or set SHELL to bash.'
      : 'Write it as a POSIX shell knows it, or set SHELL to bash.',
    range,
  );
  return shell.takeFailure();
}

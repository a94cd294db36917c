import type { Build } from '../build/types';
import type { ShellCommand } from '../syntax/shell';
import { readShell } from '../syntax/shell/commands';
import { type Invocation, readInvocation } from './commands';

const shells = new Set(['sh', 'bash', 'dash', 'ash', 'zsh']);

/** Whether a program is a shell. */
export function isShell({ program }: Invocation): boolean {
  return shells.has(program);
}

/**
 * The commands of `sh -c '…'`, at their own places in the Dockerfile: one level deep, and only where quotes are all that
 * stands between the two shells. They count as commands of a subshell.
 */
export function nestedCommands(build: Build, command: ShellCommand): readonly ShellCommand[] {
  const invocation = readInvocation(command);
  if (invocation === null || !shells.has(invocation.program)) return [];
  const { words } = invocation;
  const at = words.findIndex((word) => /^-[a-z]*c$/.test(word.text));
  const script = at < 0 ? undefined : words[at + 1];
  if (script === undefined || !words.slice(0, at).every((word) => word.literal)) return [];
  const { start, end } = script.range;
  const written = build.dockerfile.text.slice(start, end);
  const text = /^(["'])([^\\]*)\1$/.exec(written)?.[2];
  if (text === undefined || text.includes(written.charAt(0))) return [];
  const { commands } = readShell({ form: 'shell', text, range: { start: start + 1, end: end - 1 } });
  return commands.map((entry) => ({
    ...entry,
    subshell: entry.subshell + command.subshell + 1,
    conditional: entry.conditional || command.conditional,
  }));
}

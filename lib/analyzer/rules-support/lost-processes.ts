import type { ShellCommand } from '../syntax/shell';
import type { PlacedRun } from './steps';

/** Commands that make no use of a process that runs beside them. */
const inert = new Set(['', ':', 'true', 'echo', 'printf', 'sleep', 'exit', 'set']);

/** Whether a command of a RUN is sent into the background with `&`. */
export function isInBackground({ ownCommands, instruction }: PlacedRun, command: ShellCommand): boolean {
  const next = ownCommands[ownCommands.indexOf(command) + 1];
  if (next !== undefined) return next.joint === 'background';
  const script = instruction.command;
  return script.form === 'shell' && /[^&>|\\]&\s*$/.test(script.text);
}

/**
 * Whether nothing in a RUN uses the process that a command leaves running: it ends with the step, and the container starts
 * without it. Commands in conditions and subshells are not judged.
 */
export function endsUnused({ ownCommands }: PlacedRun, command: ShellCommand): boolean {
  const at = ownCommands.indexOf(command);
  if (at < 0 || command.conditional || command.subshell > 0) return false;
  return ownCommands.slice(at + 1).every(({ name, joint }) => inert.has(name) && joint !== 'pipe');
}

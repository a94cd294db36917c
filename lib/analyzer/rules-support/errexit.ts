import type { ShellCommand } from '../syntax/shell';
import type { PlacedRun } from './steps';

/** Shells of which the commands and options are not those of `sh`. */
const otherShells = /(?:pwsh|powershell|cmd)(?:\.exe)?$/i;

function isSwitch(words: readonly string[]): boolean {
  return words.some(
    (word, position) =>
      /^-[a-z]*e[a-z]*$/i.test(word) || (word === 'errexit' && /^-\w*o$/.test(words[position - 1] ?? '')),
  );
}

/** Whether the shell stops at the first command that fails, as `set -e` has it, when it comes to `command`. */
export function stopsOnFailure(run: PlacedRun, command: ShellCommand): boolean {
  const { shell } = run.step.before;
  if (otherShells.test(shell[0] ?? '') || isSwitch(shell.slice(1))) return true;
  const script = run.instruction.command;
  if (script.form === 'shell' && /^#!.*\s-[a-z]*e/.test(script.text)) return true;
  return run.ownCommands
    .slice(0, run.ownCommands.indexOf(command))
    .some(({ name, words }) => name === 'set' && isSwitch(words.map((word) => word.text)));
}

/** Commands that hardly fail, or of which a failure hurts nobody. */
const harmless = new Set([
  '',
  ':',
  'echo',
  'printf',
  'true',
  'export',
  'set',
  'unset',
  'umask',
  'exit',
  'wait',
  'trap',
  'alias',
]);

/** `rm -f` is content with what is not there. */
function isForced({ name, words }: ShellCommand): boolean {
  return name === 'rm' && words.some(({ text }) => /^(?:-[a-zA-Z]*f[a-zA-Z]*|--force)$/.test(text));
}

/** Whether a command is the first of what an `if` or a loop does: what stands before it is a condition, and may fail. */
function followsCondition(run: PlacedRun, command: ShellCommand): boolean {
  const script = run.instruction.command;
  if (script.form !== 'shell') return false;
  return /(?:^|[\s;])(?:then|do)[\s\\]+(?:(?:if|while|until|[({!])[\s\\]+)*[({!]*$/.test(
    script.text.slice(0, command.range.start - script.range.start),
  );
}

/** `dpkg -i x.deb; apt-get install -f`: the failure is meant, and apt mends it. */
function isMended(run: PlacedRun, { name, words }: ShellCommand, position: number): boolean {
  if (name !== 'dpkg' || !words.some(({ text }) => /^(?:-i|--install)$/.test(text))) return false;
  return run.ownCommands
    .slice(position + 1)
    .some(
      (command) =>
        /^apt(?:-get)?$/.test(command.name) &&
        command.words.some(({ text }) => /^(?:-[a-z]*f[a-z]*|--fix-broken)$/.test(text)),
    );
}

/**
 * The commands of a RUN whose failure is passed over: plain ones with another behind them, joined by `;` or a new line,
 * in a shell that goes on all the same.
 */
export function passedOver(run: PlacedRun): readonly ShellCommand[] {
  // Most scripts join their commands with `&&`, and pass over nothing.
  if (!run.ownCommands.some(({ joint }) => joint === 'then')) return [];
  return run.ownCommands.filter((command, position) => {
    if (isMended(run, command, position)) return false;
    if (command.conditional || command.subshell > 0 || harmless.has(command.name) || isForced(command)) return false;
    if (stopsOnFailure(run, command)) return false;
    const following = run.ownCommands
      .slice(position + 1)
      .find((entry) => entry.joint !== 'and' && entry.joint !== 'pipe');
    const isLast = following === undefined || following.subshell > 0;
    return !isLast && following.joint === 'then' && following.name !== 'exit' && !followsCondition(run, following);
  });
}

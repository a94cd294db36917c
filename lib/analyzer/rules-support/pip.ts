import type { SourceRange } from '../syntax/range';
import type { ShellCommand, ShellWord } from '../syntax/shell';
import { hasOption, type Invocation, type Option, onceForCommands, readArguments, readInvocation } from './commands';

/** A call of pip, whichever way it is started, or of uv's pip interface. */
export interface PipCommand {
  readonly tool: 'pip' | 'uv';
  /** From the program to the end of `pip`: `python3 -m pip`. */
  readonly programRange: SourceRange;
  /** `install`, `download`, `wheel` and so on; empty where none is given. */
  readonly action: string;
  readonly actionWord: ShellWord | null;
  /** Requirements named on the command line. */
  readonly operands: readonly ShellWord[];
  readonly options: readonly Option[];
  readonly command: ShellCommand;
}

const valued = new Set(
  [
    '-r --requirement -c --constraint -e --editable -t --target -i --index-url -f --find-links -C --config-settings',
    '--platform --python-version --implementation --abi --root --prefix --src --upgrade-strategy --global-option',
    '--install-option --no-binary --only-binary --progress-bar --root-user-action --report --group --extra-index-url',
    '--python --log --keyring-provider --proxy --retries --timeout --exists-action --trusted-host --cert --client-cert',
    '--cache-dir --use-feature --use-deprecated --default-timeout --build-constraint -w --wheel-dir -d --dest -p',
  ]
    .join(' ')
    .split(' '),
);

const pipName = /^pip(?:\d+(?:\.\d+)?)?$/;
/** What the programs are called that are a Python interpreter. */
export const pythonName = /^(?:python|pypy)(?:\d+(?:\.\d+)?)?$/;

/** Whether a program's base name is a Python interpreter. */
export function isPython(program: string): boolean {
  return pythonName.test(program);
}

/** How many words after the program belong to the way pip is started; `null` where it is not pip. */
function wordsBeforeAction(program: string, words: readonly ShellWord[]): { tool: 'pip' | 'uv'; words: number } | null {
  if (pipName.test(program)) return { tool: 'pip', words: 0 };
  if (program === 'uv' && words[0]?.text === 'pip') return { tool: 'uv', words: 1 };
  if (!isPython(program)) return null;
  const module = words.findIndex((word) => word.text === '-m');
  const flagsOnly = words.slice(0, module).every((word) => word.text.startsWith('-'));
  return module >= 0 && flagsOnly && words[module + 1]?.text === 'pip' ? { tool: 'pip', words: module + 2 } : null;
}

const pipOf = new WeakMap<ShellCommand, PipCommand | null>();

/** Whether a program may be a way to call pip. */
export function mayBePip(program: string): boolean {
  return program === 'uv' || pipName.test(program) || isPython(program);
}

/** Reads a command as a call of pip; `null` where it is something else. Read once for all rules. */
export function readPip(command: ShellCommand): PipCommand | null {
  const invocation = readInvocation(command);
  if (invocation === null || !mayBePip(invocation.program)) return null;
  const known = pipOf.get(command);
  if (known !== undefined) return known;
  const read = readCall(invocation);
  pipOf.set(command, read);
  return read;
}

function readCall(invocation: Invocation): PipCommand | null {
  const prefix = wordsBeforeAction(invocation.program, invocation.words);
  if (prefix === null) return null;
  const { options, operands } = readArguments(invocation.words.slice(prefix.words), valued);
  const [actionWord, ...rest] = operands;
  const end = prefix.words === 0 ? invocation.programRange.end : invocation.words[prefix.words - 1]?.range.end;
  return {
    tool: prefix.tool,
    programRange: { start: invocation.programRange.start, end: end ?? invocation.programRange.end },
    action: actionWord?.text ?? '',
    actionWord: actionWord ?? null,
    operands: rest,
    options,
    command: invocation.command,
  };
}

/** The `pip install` calls among some commands; uv's too. */
export const pipInstalls = onceForCommands((commands): readonly PipCommand[] =>
  commands
    .map(readPip)
    .filter((entry) => entry !== null)
    .filter((entry) => entry.action === 'install'),
);

/** The requirements files that the call reads, as written. */
export function requirementFiles(pip: PipCommand): readonly string[] {
  return pip.options
    .filter((option) => option.name === '-r' || option.name === '--requirement')
    .map((option) => option.value)
    .filter((value) => value !== null);
}

/** Whether the call installs the project itself or something else from the build context (`.`, `-e .`, `./pkg`). */
export function installsFromContext(pip: PipCommand): boolean {
  const isPath = (text: string) => /^\.{0,2}\//.test(text) || text === '.' || /^\.\[/.test(text);
  return (
    pip.operands.some((word) => isPath(word.text)) ||
    hasOption(pip.options, '-e', '--editable') ||
    hasOption(pip.options, '--group')
  );
}

/** Whether an environment variable that pip reads as a switch is on. */
export function isSwitchedOn(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false', 'no', 'off', 'f', 'n'].includes(value.toLowerCase());
}

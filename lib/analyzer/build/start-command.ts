import type { ShellCommand } from '../syntax/shell';
import { readShell } from '../syntax/shell/commands';
import type { Command, Instruction } from '../syntax/types';
import { type Argument, type Invocation, readInvocation } from './invocation';
import { resolvePath } from './paths';
import { readCommands } from './run';
import { expandWord } from './shell/expansion';
import type { StageWalk } from './stage-walk';

/** The program that the container starts, with its arguments. */
export interface StartCommand {
  readonly instruction: Instruction;
  readonly program: string;
  /** Arguments; one that only a run would know is as written. */
  readonly words: readonly string[];
  /** Where it runs: the image's working directory, or where a `cd` before it leads. */
  readonly workingDirectory: string;
  /** Variables set for it alone. */
  readonly variables: ReadonlyMap<string, string>;
  /** A shell starts it: then its name alone decides nothing about its file. */
  readonly byShell: boolean;
}

/** What the container starts; `null` where that is not known, or left to the base image. */
export function readStart(walk: StageWalk): StartCommand | null {
  const { entrypoint, command } = walk.state;
  const first = entrypoint ?? command;
  if (first === null || (entrypoint === null && mayHaveEntrypoint(walk))) return null;
  const own = readWords(first, walk);
  // In shell form the ENTRYPOINT takes no arguments from CMD.
  const takesMore = entrypoint !== null && command !== null && commandOf(entrypoint)?.form === 'exec';
  const more = takesMore ? readArguments(command, walk) : [];
  if (own === null) return null;
  return finish(first, own, more ?? [], walk);
}

/** Official images of Python and of distributions have no ENTRYPOINT; of others nobody knows. */
function mayHaveEntrypoint({ profile }: StageWalk): boolean {
  const plain = profile.distribution === 'fedora' || profile.distribution === 'rhel';
  return profile.distribution === 'distroless' || (profile.variant === 'unknown' && !plain);
}

/** What an entry point that ends in `exec "$@"` starts: the CMD by itself. */
export function readCommandAlone(walk: StageWalk): StartCommand | null {
  const { command } = walk.state;
  if (command === null) return null;
  const words = commandOf(command)?.form === 'exec' ? readWords(command, walk) : null;
  return words === null ? null : finish(command, words, [], walk);
}

interface Words {
  readonly arguments: readonly Argument[];
  readonly command: ShellCommand;
  readonly workingDirectory: string;
  readonly variables: ReadonlyMap<string, string>;
  readonly byShell: boolean;
}

function finish(instruction: Instruction, own: Words, more: readonly Argument[], walk: StageWalk): StartCommand | null {
  const invocation = readInvocation(own.command, [...own.arguments, ...more], own.variables);
  if (invocation === null || !invocation.programKnown) return null;
  const nested = own.byShell ? null : readNested(invocation, own, walk);
  if (nested === 'unknown') return null;
  const last = nested ?? { invocation, workingDirectory: own.workingDirectory };
  return {
    instruction,
    program: last.invocation.program,
    words: last.invocation.words.map((word) => word.text),
    workingDirectory: last.workingDirectory,
    variables: last.invocation.variables,
    byShell: own.byShell || nested !== null,
  };
}

/** `["sh", "-c", "…"]`: the command of the shell. */
function readNested(
  { name, words }: Invocation,
  around: Words,
  walk: StageWalk,
): { readonly invocation: Invocation; readonly workingDirectory: string } | 'unknown' | null {
  if (!/^(ba|da|a)?sh$/.test(name)) return null;
  const at = words.findIndex((word) => /^-\w*c$/.test(word.text));
  const text = at < 0 ? undefined : words[at + 1];
  if (text === undefined) return null;
  const { commands } = readShell({ form: 'shell', text: text.text, range: { start: 0, end: text.text.length } });
  const read = readLast(commands, around.workingDirectory, walk);
  const invocation = read === null ? null : readInvocation(read.command, read.arguments, read.variables);
  return invocation === null || !invocation.programKnown || read === null
    ? 'unknown'
    : { invocation, workingDirectory: read.workingDirectory };
}

function commandOf(instruction: Instruction): Command | null {
  return instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT' ? instruction.command : null;
}

/** All words of a CMD that follows an ENTRYPOINT: in shell form they are a call of the shell. */
function readArguments(instruction: Instruction, walk: StageWalk): readonly Argument[] | null {
  const command = commandOf(instruction);
  return command?.form === 'exec' ? (readWords(instruction, walk)?.arguments ?? null) : null;
}

/** The words that are run; `null` where a shell does more than prepare and start one program. */
function readWords(instruction: Instruction, walk: StageWalk): Words | null {
  const command = commandOf(instruction);
  if (command === null) return null;
  const { commands } = readCommands(command);
  const folder = walk.state.workingDirectory;
  if (command.form === 'shell') return readLast(commands, folder, walk);
  const [only] = commands;
  if (only === undefined) return null;
  const words = command.words.map((word) => ({ text: word.text, known: true, range: word.range }));
  return { arguments: words, command: only, workingDirectory: folder, variables: new Map(), byShell: false };
}

function expandName(command: ShellCommand, scope: Parameters<typeof expandWord>[1]): readonly Argument[] {
  return command.nameWord === undefined
    ? [{ text: command.name, known: true, range: command.nameRange }]
    : expandWord(command.nameWord, scope);
}

/** Commands that prepare a start and change nothing of what is started. */
const preparing = /^(export|set|echo|printf|ulimit|umask|true|:)$/;

/** A command of which what follows does not depend on how it ends. */
function isPlain({ conditional, subshell, joint }: ShellCommand): boolean {
  return !conditional && subshell === 0 && joint !== 'pipe' && joint !== 'background';
}

/** The last of the commands of a script in which those before it only change folder, set or print. */
function readLast(commands: readonly ShellCommand[], folder: string, walk: StageWalk): Words | null {
  const outer = (name: string) =>
    walk.state.environment.get(name) ?? (name === 'HOME' ? walk.homeDirectory() : undefined);
  const set = new Map<string, string>();
  const variables = (name: string) => set.get(name) ?? outer(name);
  const scope = { variables, isUnset: () => false, positional: () => null, substitute: () => null };
  let workingDirectory = folder;
  for (const [index, command] of commands.entries()) {
    if (!isPlain(command)) return null;
    const name = expandName(command, scope);
    const words = command.words.flatMap((word) => expandWord(word, scope));
    const assigned = new Map(command.assignments.map((entry) => [entry.name, entry.value?.text ?? '']));
    if (index === commands.length - 1) {
      if (command.name === '') return null;
      return { arguments: [...name, ...words], command, workingDirectory, variables: assigned, byShell: true };
    }
    const [first] = words;
    if (command.name === 'cd' && first?.known === true) workingDirectory = resolvePath(workingDirectory, first.text);
    else if (command.name === '') for (const [variable, value] of assigned) set.set(variable, value);
    else if (!preparing.test(command.name)) return null;
  }
  return null;
}

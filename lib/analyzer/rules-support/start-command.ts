import type { Build } from '../build/types';
import type { SourceRange } from '../syntax/range';
import { readShell } from '../syntax/shell/commands';
import type { CommandInstruction, Instruction } from '../syntax/types';

/** A word of what the container starts. */
export interface StartWord {
  readonly text: string;
  readonly range: SourceRange;
}

/** What the container starts: ENTRYPOINT with CMD behind it. */
export interface StartCommand {
  /** The instruction that names the program. */
  readonly instruction: CommandInstruction;
  readonly form: 'exec' | 'shell';
  /** In shell form those of the first simple command. */
  readonly words: readonly StartWord[];
}

/** Programs that read a script or an application off their arguments, as Python does. */
export const programsWithArguments: ReadonlySet<string> = new Set([
  'gunicorn',
  'uvicorn',
  'hypercorn',
  'granian',
  'daphne',
  'celery',
  'flask',
  'django-admin',
]);

/** Whether an instruction says what a container starts: CMD or ENTRYPOINT. */
export function isCommand(instruction: Instruction | null): instruction is CommandInstruction {
  return instruction?.keyword === 'CMD' || instruction?.keyword === 'ENTRYPOINT';
}

function wordsOf(instruction: CommandInstruction): readonly StartWord[] {
  const { command } = instruction;
  if (command.form === 'exec') return command.words;
  const first = readShell(command).commands.find((entry) => entry.name !== '');
  if (first === undefined) return [];
  // `exec` is the shell's own word: what it starts is the program.
  if (first.name === 'exec' && first.words.length > 0) return first.words;
  return [{ text: first.name, range: first.nameRange }, ...first.words];
}

/** What the final image starts, as far as this Dockerfile says; `null` where the base image decides. */
export function startCommand(build: Build): StartCommand | null {
  const { entrypoint = null, command = null } = build.target?.after ?? {};
  if (isCommand(entrypoint)) {
    const arguments_ = entrypoint.command.form === 'exec' && isCommand(command) ? wordsOf(command) : [];
    return { instruction: entrypoint, form: entrypoint.command.form, words: [...wordsOf(entrypoint), ...arguments_] };
  }
  if (!isCommand(command)) return null;
  return { instruction: command, form: command.command.form, words: wordsOf(command) };
}

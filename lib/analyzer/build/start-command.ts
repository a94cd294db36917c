import type { Command, Instruction } from '../syntax/types';
import type { Argument } from './invocation';
import { readCommands } from './run';
import type { StageWalk } from './stage-walk';
import { expandShellWord } from './variables';

/** The program that the container starts, with its arguments. */
export interface StartCommand {
  readonly instruction: Instruction;
  readonly program: string;
  readonly words: readonly string[];
}

/** What the container starts; `null` where that is not known, or left to the base image. */
export function readStart(walk: StageWalk): StartCommand | null {
  const { entrypoint, command } = walk.state;
  const first = entrypoint ?? command;
  if (first === null) return null;
  const own = readWords(first, walk);
  // In shell form the ENTRYPOINT takes no arguments from CMD.
  const takesMore = entrypoint !== null && command !== null && commandOf(entrypoint)?.form === 'exec';
  const more = takesMore ? readWords(command, walk) : [];
  if (own === null || more === null) return null;
  const [program, ...words] = [...own, ...more];
  return program === undefined ? null : { instruction: first, program, words };
}

function commandOf(instruction: Instruction): Command | null {
  return instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT' ? instruction.command : null;
}

/** The words that are run; `null` where a shell does more than start one program with known arguments. */
function readWords(instruction: Instruction, walk: StageWalk): readonly string[] | null {
  const command = commandOf(instruction);
  if (command === null) return null;
  if (command.form === 'exec') return command.words.map((word) => word.text);
  const { commands } = readCommands(command);
  const [only] = commands;
  if (only === undefined || commands.length > 1 || only.conditional) return null;
  const words: readonly Argument[] = only.words.map((word) =>
    expandShellWord(word, (name) => walk.state.environment.get(name)),
  );
  if (words.some((word) => !word.known)) return null;
  const texts = words.map((word) => word.text);
  return only.name === 'exec' ? texts : [only.name, ...texts];
}

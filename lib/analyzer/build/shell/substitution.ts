import type { ShellNode } from '../../syntax/shell';
import { readMachineName } from '../architecture';
import { resolvePath } from '../paths';
import { expandWord } from './expansion';
import type { Shell } from './shell';
import { success } from './status';

/** What a command substitution prints, where it is plain; any other is walked for what it does, and gives `null`. */
export function substitute(script: ShellNode, shell: Shell): string | null {
  const text = print(script, shell);
  if (text !== null) {
    shell.substituted = success;
    return text;
  }
  const { failure } = shell;
  const status = shell.walkApart(script);
  shell.substituted = { ...status, exits: false };
  shell.failure = failure;
  return null;
}

function print(script: ShellNode, shell: Shell): string | null {
  if (script.kind !== 'command') return null;
  const { command } = script;
  if (command.assignments.length > 0 || command.redirections.some(({ descriptor }) => descriptor !== 2)) return null;
  const words = command.words.flatMap((word) => expandWord(word, shell.scope));
  if (words.some((word) => !word.known)) return null;
  return printCommand(
    command.name,
    words.map((word) => word.text),
    shell,
  );
}

/** What a program prints about an image, for amd64 unless FROM says otherwise; `null` where only a run would know. */
function printCommand(name: string, texts: readonly string[], { walk, workingDirectory }: Shell): string | null {
  switch (name) {
    case 'echo':
      return texts.filter((text) => !/^-[neE]+$/.test(text)).join(' ');
    case 'pwd':
      return workingDirectory;
    case 'whoami':
      return walk.state.user;
    case 'uname':
      return texts.length === 1 && texts[0] === '-m'
        ? readMachineName(walk.architecture)
        : texts.length === 0 || texts[0] === '-s'
          ? 'Linux'
          : null;
    case 'dpkg':
      return texts.includes('--print-architecture') ? (walk.architecture ?? 'amd64') : null;
    case 'arch':
      return readMachineName(walk.architecture);
    case 'cat': {
      const [file, ...more] = texts;
      return file === undefined || more.length > 0
        ? null
        : (walk.readText(resolvePath(workingDirectory, file)) ?? null);
    }
    default:
      return null;
  }
}

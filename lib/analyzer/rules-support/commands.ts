import type { SourceRange } from '../syntax/range';
import type { ShellCommand, ShellWord } from '../syntax/shell';

/** A simple command without what only wraps it: `sudo -E apt-get update` is `apt-get update`. */
export interface Invocation {
  /** The program's base name: `/usr/bin/python3` is `python3`. */
  readonly program: string;
  readonly programRange: SourceRange;
  readonly words: readonly ShellWord[];
  readonly command: ShellCommand;
}

/** Programs that run the rest of their arguments, with those of their options that take a value. */
const wrappers: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['sudo', new Set(['-u', '--user', '-g', '--group', '-h', '--host', '-p', '--prompt', '-C'])],
  ['env', new Set(['-u', '--unset', '-C', '--chdir'])],
  ['exec', new Set(['-a'])],
  ['command', new Set<string>()],
  ['nohup', new Set<string>()],
  ['time', new Set(['-f', '-o'])],
  ['nice', new Set(['-n', '--adjustment'])],
  ['eatmydata', new Set<string>()],
]);

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Words left when a wrapper's own options and assignments are taken off. */
function unwrap(words: readonly ShellWord[], valued: ReadonlySet<string>): readonly ShellWord[] {
  let next = 0;
  while (next < words.length) {
    const text = words[next]?.text ?? '';
    if (text === '--') return words.slice(next + 1);
    if (valued.has(text)) next += 2;
    else if (text.startsWith('-') || /^[A-Za-z_]\w*=/.test(text)) next += 1;
    else break;
  }
  return words.slice(next);
}

/** What a command really runs; `null` for a bare assignment or redirection. */
export function readInvocation(command: ShellCommand): Invocation | null {
  if (command.name === '') return null;
  let program = baseName(command.name);
  let programRange = command.nameRange;
  let words = command.words;
  for (let valued = wrappers.get(program); valued !== undefined; valued = wrappers.get(program)) {
    const [first, ...rest] = unwrap(words, valued);
    if (first === undefined) break;
    program = baseName(first.text);
    programRange = first.range;
    words = rest;
  }
  return { program, programRange, words, command };
}

/**
 * Keeps the answer of a function of some commands: rules ask for those of the same RUN again and again. The list of commands
 * of a RUN never changes.
 */
export function onceForCommands<Answer>(
  read: (commands: readonly ShellCommand[]) => Answer,
): (commands: readonly ShellCommand[]) => Answer {
  const answers = new WeakMap<readonly ShellCommand[], Answer>();
  return (commands) => {
    const known = answers.get(commands);
    if (known !== undefined) return known;
    const answer = read(commands);
    answers.set(commands, answer);
    return answer;
  };
}

/** The invocations of some commands, in order. Those of a RUN are at hand as `run.invocations`. */
export function invocations(commands: readonly ShellCommand[]): readonly Invocation[] {
  const found: Invocation[] = [];
  for (const command of commands) {
    const invocation = readInvocation(command);
    if (invocation !== null) found.push(invocation);
  }
  return found;
}

/** An option as it was written: `-o value`, `--option=value`, or a letter of `-qy`. */
export interface Option {
  readonly name: string;
  readonly value: string | null;
  readonly word: ShellWord;
  /** The word of a value that stands apart from its option. */
  readonly valueWord: ShellWord | null;
}

export interface Arguments {
  readonly options: readonly Option[];
  readonly operands: readonly ShellWord[];
}

/**
 * Sorts words into options and operands. `valued` names the options that take a value. Single letters may be joined
 * (`-qy`), and a letter's value may follow it directly (`-rrequirements.txt`).
 */
export function readArguments(words: readonly ShellWord[], valued: ReadonlySet<string>): Arguments {
  const options: Option[] = [];
  const operands: ShellWord[] = [];
  for (let next = 0; next < words.length; next += 1) {
    const word = words[next];
    if (word === undefined) break;
    const { text } = word;
    if (text === '--') {
      operands.push(...words.slice(next + 1));
      break;
    }
    if (!text.startsWith('-') || text === '-') {
      operands.push(word);
      continue;
    }
    const read = text.startsWith('--') ? [longOption(word)] : shortOptions(word, valued);
    const last = read.at(-1);
    const following = words[next + 1];
    if (last !== undefined && last.value === null && valued.has(last.name) && following !== undefined) {
      read[read.length - 1] = { ...last, value: following.text, valueWord: following };
      next += 1;
    }
    options.push(...read);
  }
  return { options, operands };
}

function longOption(word: ShellWord): Option {
  const at = word.text.indexOf('=');
  if (at < 0) return { name: word.text, value: null, word, valueWord: null };
  return { name: word.text.slice(0, at), value: word.text.slice(at + 1), word, valueWord: null };
}

function shortOptions(word: ShellWord, valued: ReadonlySet<string>): Option[] {
  const options: Option[] = [];
  for (let at = 1; at < word.text.length; at += 1) {
    const name = `-${word.text[at]}`;
    const rest = word.text.slice(at + 1);
    if (rest.startsWith('=')) {
      options.push({ name, value: rest.slice(1), word, valueWord: null });
      break;
    }
    if (valued.has(name)) {
      options.push({ name, value: rest === '' ? null : rest, word, valueWord: null });
      break;
    }
    options.push({ name, value: null, word, valueWord: null });
  }
  return options;
}

/** Whether one of the options is there. */
export function hasOption(options: readonly Option[], ...names: readonly string[]): boolean {
  return options.some((option) => names.includes(option.name));
}

/** The last value given for one of the names. */
export function optionValue(options: readonly Option[], ...names: readonly string[]): string | undefined {
  return options.findLast((option) => names.includes(option.name))?.value ?? undefined;
}

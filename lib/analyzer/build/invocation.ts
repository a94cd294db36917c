import type { SourceRange } from '../syntax/range';
import type { ShellCommand, ShellWord } from '../syntax/shell';
import { baseName } from './paths';

/** One word as the program gets it, as far as we know. */
export interface Argument {
  readonly text: string;
  /** `false` where a part of it only a run would know. */
  readonly known: boolean;
  readonly range: SourceRange;
}

/** A program with its arguments: what a command comes down to once wrappers such as `sudo` are taken off. */
export interface Invocation {
  /** As written: `python3`, `/opt/venv/bin/pip`. */
  readonly program: string;
  /** Without its folder. */
  readonly name: string;
  readonly programRange: SourceRange;
  readonly words: readonly Argument[];
  /** Variables set for this command alone. */
  readonly variables: ReadonlyMap<string, string>;
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

/** Reads a command; `expand` gives the variables in force. `null` for a bare assignment or redirection. */
export function readInvocation(command: ShellCommand, expand: (word: ShellWord) => Argument): Invocation | null {
  if (command.name === '') return null;
  const variables = new Map<string, string>();
  for (const { name, value } of command.assignments) variables.set(name, value === null ? '' : expand(value).text);
  let program = command.name;
  let programRange = command.nameRange;
  let words: readonly Argument[] = command.words.map(expand);
  for (let valued = wrappers.get(baseName(program)); valued !== undefined; valued = wrappers.get(baseName(program))) {
    const [first, ...rest] = unwrap(words, valued, variables);
    // `command -v NAME` only looks a program up.
    if (first === undefined || (baseName(program) === 'command' && /^-[vV]$/.test(words[0]?.text ?? ''))) break;
    program = first.text;
    programRange = first.range;
    words = rest;
  }
  return {
    program,
    name: baseName(program),
    programRange,
    words,
    variables,
    command,
  };
}

function unwrap(
  words: readonly Argument[],
  valued: ReadonlySet<string>,
  variables: Map<string, string>,
): readonly Argument[] {
  let next = 0;
  while (next < words.length) {
    const text = words[next]?.text ?? '';
    const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(text);
    if (text === '--') return words.slice(next + 1);
    if (assignment !== null) variables.set(assignment[1] ?? '', assignment[2] ?? '');
    else if (valued.has(text)) next += 1;
    else if (!text.startsWith('-')) break;
    next += 1;
  }
  return words.slice(next);
}

/** The arguments of a program, told apart: options with their values, and the rest. */
export interface Options {
  /** By name as written; a flag's value is `null`. */
  readonly values: ReadonlyMap<string, readonly (Argument | null)[]>;
  readonly operands: readonly Argument[];
}

/**
 * Tells options from operands. `valued` names the options that take a value as the next word or after `=`; a short one
 * may have it glued on (`-rfile`). Short flags may be written together (`-qy`).
 */
export function readOptions(words: readonly Argument[], valued: ReadonlySet<string>): Options {
  const values = new Map<string, (Argument | null)[]>();
  const operands: Argument[] = [];
  const put = (name: string, value: Argument | null) => {
    const list = values.get(name);
    if (list === undefined) values.set(name, [value]);
    else list.push(value);
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (word.text === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (valued.has(word.text)) {
      put(word.text, words[at + 1] ?? null);
      at += 1;
    } else if (!/^-./.test(word.text)) operands.push(word);
    else for (const [name, value] of readOption(word, valued)) put(name, value);
  }
  return { values, operands };
}

/** The options in one word that takes no further word. */
function readOption(word: Argument, valued: ReadonlySet<string>): readonly (readonly [string, Argument | null])[] {
  const long = /^(--[^=]+)=(.*)$/s.exec(word.text);
  if (long !== null) return [[long[1] ?? '', { ...word, text: long[2] ?? '' }]];
  if (word.text.startsWith('--')) return [[word.text, null]];
  const short = word.text.slice(0, 2);
  if (valued.has(short)) return [[short, { ...word, text: word.text.slice(2) }]];
  return [...word.text.slice(1)].map((letter) => [`-${letter}`, null] as const);
}

export function hasOption(options: Options, ...names: readonly string[]): boolean {
  return names.some((name) => options.values.has(name));
}

/** The last value of an option, under any of its names. */
export function lastValue(options: Options, ...names: readonly string[]): Argument | null {
  return names.flatMap((name) => options.values.get(name) ?? []).at(-1) ?? null;
}

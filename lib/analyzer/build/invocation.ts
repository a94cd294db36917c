import type { SourceRange } from '../syntax/range';
import type { ShellCommand } from '../syntax/shell';
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
  /** `false` where a part of it only a run would know. */
  readonly programKnown: boolean;
  readonly programRange: SourceRange;
  readonly words: readonly Argument[];
  /** Variables set for this command alone. */
  readonly variables: ReadonlyMap<string, string>;
  readonly command: ShellCommand;
  /** Programs around it that are not built into the shell: `sudo`, `timeout`. */
  readonly wrappers: readonly { readonly program: string; readonly range: SourceRange }[];
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
  ['timeout', new Set(['-k', '--kill-after', '-s', '--signal'])],
  ['stdbuf', new Set<string>()],
  ['tini', new Set(['-p', '-e'])],
  ['dumb-init', new Set(['-r', '--rewrite'])],
  ['gosu', new Set<string>()],
  ['su-exec', new Set<string>()],
]);

/** Those whose first operand is none of the program: a duration, a user. */
const withOperand = new Set(['timeout', 'gosu', 'su-exec']);

/** Wrappers that every shell has built in. */
const builtIn = new Set(['exec', 'command', 'time']);

/**
 * Reads a command whose words are expanded: the program, then its arguments. `null` where there is none: a bare
 * assignment or redirection.
 */
export function readInvocation(
  command: ShellCommand,
  expanded: readonly Argument[],
  assigned: ReadonlyMap<string, string>,
): Invocation | null {
  const [first] = expanded;
  if (first === undefined) return null;
  const words = expanded.slice(1);
  if (!wrappers.has(baseName(first.text))) return makeInvocation(command, first, words, assigned, notWrapped);
  return readWrapped(command, first, words, assigned);
}

/** What `sudo -u app env NAME=value …` comes down to. */
function readWrapped(
  command: ShellCommand,
  wrapper: Argument,
  wrapped: readonly Argument[],
  assigned: ReadonlyMap<string, string>,
): Invocation {
  const variables = new Map(assigned);
  const around: { program: string; range: SourceRange }[] = [];
  let program = wrapper;
  let words = wrapped;
  for (let name = baseName(program.text); wrappers.has(name); name = baseName(program.text)) {
    const [next, ...others] = unwrap(words, wrappers.get(name) ?? new Set(), variables, withOperand.has(name));
    // `command -v NAME` only looks a program up.
    if (next === undefined || (name === 'command' && /^-[vV]$/.test(words[0]?.text ?? ''))) break;
    if (!builtIn.has(name)) around.push({ program: program.text, range: program.range });
    program = next;
    words = others;
  }
  return makeInvocation(command, program, words, variables, around);
}

const notWrapped: Invocation['wrappers'] = [];

function makeInvocation(
  command: ShellCommand,
  program: Argument,
  words: readonly Argument[],
  variables: ReadonlyMap<string, string>,
  wrappedIn: Invocation['wrappers'],
): Invocation {
  return {
    program: program.text,
    name: baseName(program.text),
    programKnown: program.known,
    programRange: program.range,
    words,
    variables,
    command,
    wrappers: wrappedIn,
  };
}

function unwrap(
  words: readonly Argument[],
  valued: ReadonlySet<string>,
  variables: Map<string, string>,
  operand: boolean,
): readonly Argument[] {
  let next = 0;
  while (next < words.length) {
    const text = words[next]?.text ?? '';
    const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(text);
    if (text === '--') return words.slice(next + 1 + Number(operand));
    if (assignment !== null) variables.set(assignment[1] ?? '', assignment[2] ?? '');
    else if (valued.has(text)) next += 1;
    else if (!text.startsWith('-')) break;
    next += 1;
  }
  return words.slice(next + Number(operand));
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
  const values: OptionValues = new Map();
  const operands: Argument[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (word.text === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (valued.has(word.text)) {
      put(values, word.text, words[at + 1] ?? null);
      at += 1;
    } else if (word.text.length > 1 && word.text.startsWith('-')) readOption(word, valued, values);
    else operands.push(word);
  }
  return { values, operands };
}

type OptionValues = Map<string, (Argument | null)[]>;

function put(values: OptionValues, name: string, value: Argument | null): void {
  const list = values.get(name);
  if (list === undefined) values.set(name, [value]);
  else list.push(value);
}

/** Takes the options in one word that takes no further word. */
function readOption(word: Argument, valued: ReadonlySet<string>, values: OptionValues): void {
  const { text } = word;
  if (text.startsWith('--')) {
    const equals = text.indexOf('=');
    if (equals < 3) put(values, text, null);
    else put(values, text.slice(0, equals), { ...word, text: text.slice(equals + 1) });
    return;
  }
  const short = text.slice(0, 2);
  if (valued.has(short)) put(values, short, { ...word, text: text.slice(2) });
  else for (const letter of text.slice(1)) put(values, `-${letter}`, null);
}

export function hasOption(options: Options, ...names: readonly string[]): boolean {
  return names.some((name) => options.values.has(name));
}

/** The last value of an option, under any of its names. */
export function lastValue(options: Options, ...names: readonly string[]): Argument | null {
  for (const name of names.toReversed()) {
    const last = options.values.get(name)?.at(-1);
    if (last !== undefined) return last;
  }
  return null;
}

import {
  type AndOr,
  type Assignment,
  type Command,
  forEachChild,
  type ParsedScript,
  parse,
  type Redirection,
  type Statement,
  type SyntaxNode,
  type Word,
} from 'unbash';
import { JoinedText } from './lines';
import type { SourceRange } from './range';
import type { Joint, ReadShell, ShellCommand, ShellReading, ShellWord } from './shell';
import type { ShellScript } from './types';

type Nested = (node: SyntaxNode) => void;
type Problem = ShellReading['problems'][number];

/** UTF-16 units of a script that are read: our own bound. */
const longestScript = 131_072;

/**
 * Reads the simple commands of a script, wherever they are nested, in the order of the text; ranges are offsets in the
 * Dockerfile. Never throws. A script with a `#!` line for a program other than a shell has no shell commands.
 */
export const readShell: ReadShell = (script) => {
  if (hasForeignInterpreter(script.text)) return { commands: [], problems: [] };
  if (script.text.length > longestScript) {
    return {
      commands: [],
      problems: [{ message: 'The script is too long to be read. Move it to a file.', range: script.range }],
    };
  }
  try {
    return new ShellWalk(script).read();
  } catch {
    return {
      commands: [],
      problems: [{ message: 'The script is nested too deeply to be read.', range: script.range }],
    };
  }
};

/** Whether the script's first line hands it to something like Python. */
function hasForeignInterpreter(text: string): boolean {
  const line = /^#!\s*(\S+)(?:[ \t]+(?:-\S+[ \t]+)*(\S+))?/.exec(text);
  if (line === null) return false;
  const [, program = '', argument] = line;
  const name = program.endsWith('/env') ? (argument ?? '') : program;
  return !/^(?:ba|da|a|k|z)?sh$/.test(name.slice(name.lastIndexOf('/') + 1));
}

/** What surrounds a command. */
interface Surroundings {
  readonly conditional: boolean;
  readonly subshell: number;
  /** Where everything lies if the positions of a nested script cannot be found in the Dockerfile. */
  readonly within: SourceRange | null;
}

class ShellWalk {
  readonly #joined: JoinedText;
  readonly #start: number;
  readonly #commands: ShellCommand[] = [];
  readonly #problems: Problem[] = [];

  constructor({ text, range, pieces }: ShellScript) {
    const stretches = pieces ?? [range];
    this.#start = range.start;
    this.#joined = new JoinedText(
      text,
      stretches.map(({ start, end }) => ({ start: start - range.start, end: end - range.start })),
    );
  }

  read(): ShellReading {
    this.#walkScript(parse(this.#joined.text), { conditional: false, subshell: 0, within: null });
    return {
      commands: this.#commands.sort((a, b) => a.range.start - b.range.start),
      problems: this.#problems.sort((a, b) => a.range.start - b.range.start),
    };
  }

  #walkScript(script: ParsedScript, around: Surroundings): void {
    for (const { message, pos } of script.errors ?? []) {
      const place = this.#placeOfProblem(pos);
      const range = this.#locate(place, Math.min(place + 1, this.#joined.text.length), around);
      this.#problems.push({ message: `The shell cannot read this: ${message}.`, range });
    }
    this.#walkList(script.commands, 'first', around);
  }

  /** Where the text goes on at or after `pos`; the last character where it does not. */
  #placeOfProblem(pos: number): number {
    const { text } = this.#joined;
    let place = pos;
    while (text[place] === ' ' || text[place] === '\t') place++;
    return Math.max(Math.min(place < text.length ? place : pos, text.length - 1), 0);
  }

  #walkList(statements: readonly Statement[], first: Joint, around: Surroundings): void {
    let joint = first;
    for (const statement of statements) {
      this.#walk(statement.command, joint, around);
      joint = statement.background === true ? 'background' : 'then';
    }
  }

  #walk(node: SyntaxNode, joint: Joint, around: Surroundings): void {
    const inside = { ...around, conditional: true };
    switch (node.type) {
      case 'Command':
        this.#addCommand(node, joint, around);
        return;
      case 'AndOr':
        this.#walkAndOr(node, joint, around);
        return;
      case 'Pipeline':
        node.commands.forEach((command, index) => {
          this.#walk(command, index === 0 ? joint : 'pipe', around);
        });
        return;
      case 'If':
        this.#walkList(node.clause.commands, joint, around);
        this.#walkList(node.then.commands, 'then', inside);
        for (const elif of node.elif) {
          this.#walkList(elif.clause.commands, 'then', inside);
          this.#walkList(elif.then.commands, 'then', inside);
        }
        if (node.else !== undefined) this.#walkList(node.else.commands, 'then', inside);
        return;
      case 'While':
        this.#walkList(node.clause.commands, joint, inside);
        this.#walkList(node.body.commands, 'then', inside);
        return;
      case 'Subshell':
        this.#walkList(node.body.commands, joint, { ...around, subshell: around.subshell + 1 });
        return;
      case 'BraceGroup':
        this.#walkList(node.body.commands, joint, around);
        return;
      case 'CompoundList':
        this.#walkList(node.commands, joint, around);
        return;
      case 'Redirected':
      case 'Coproc':
        this.#walkChildren(node, joint, around);
        return;
      case 'For':
      case 'Select':
      case 'ArithmeticFor':
      case 'Case':
      case 'CaseItem':
      case 'Function':
        this.#walkChildren(node, joint, inside);
        return;
      case 'CommandExpansion':
      case 'ProcessSubstitution':
        this.#walkSubstitution(node, around);
        return;
      default:
        this.#walkChildren(node, joint, around);
    }
  }

  #walkChildren(node: SyntaxNode, joint: Joint, around: Surroundings): void {
    const visit: Nested = (child) => this.#walk(child, joint, around);
    forEachChild(node, visit);
  }

  #walkAndOr(node: AndOr, joint: Joint, around: Surroundings): void {
    node.commands.forEach((command, index) => {
      const operator = node.operators[index - 1];
      if (operator === undefined) this.#walk(command, joint, around);
      else if (operator === '&&') this.#walk(command, 'and', around);
      else this.#walk(command, 'or', { ...around, conditional: true });
    });
  }

  #walkSubstitution(
    node: SyntaxNode & { readonly script: ParsedScript | undefined; readonly pos: number; readonly end: number },
    around: Surroundings,
  ): void {
    if (node.script === undefined) return;
    // A script in backquotes with escapes in it is decoded first: its positions are not those of the text.
    const decoded = node.script.source !== undefined;
    const within = around.within ?? (decoded ? this.#locate(node.pos, node.end, around) : null);
    this.#walkScript(node.script, { ...around, subshell: around.subshell + 1, within });
  }

  #addCommand(command: Command, joint: Joint, around: Surroundings): void {
    const { name, pos, end } = command;
    const assignments = command.prefix.filter((part) => part.type === 'Assignment');
    this.#commands.push({
      name: name === undefined ? '' : name.value,
      nameRange: name === undefined ? this.#locate(pos, pos, around) : this.#locate(name.pos, name.end, around),
      words: command.args.map((argument) => this.#readArgument(argument, around)),
      range: this.#locate(pos, end, around),
      assignments: assignments.map((assignment) => ({
        name: assignment.name,
        value: assignment.value.type === 'Word' ? this.#readWord(assignment.value, around) : null,
        range: this.#locate(assignment.pos, assignment.end, around),
      })),
      redirections: command.redirects.flatMap((redirection) => this.#readRedirection(redirection, around)),
      joint,
      conditional: around.conditional,
      subshell: around.subshell,
    });
    this.#walkChildren(command, 'first', around);
  }

  #readArgument(argument: Word | Assignment, around: Surroundings): ShellWord {
    if (argument.type === 'Word') return this.#readWord(argument, around);
    const { text, pos, end, value } = argument;
    const range = this.#locate(pos, end, around);
    if (value.type !== 'Word') return { text, source: text, range, literal: false };
    const head = text.slice(0, Math.max(value.pos - pos, 0));
    return { text: head + value.value, source: text, range, literal: isLiteral(value) };
  }

  #readWord(word: Word, around: Surroundings): ShellWord {
    const range = this.#locate(word.pos, word.end, around);
    return { text: word.value, source: word.text, range, literal: isLiteral(word) };
  }

  #readRedirection(redirection: Redirection, around: Surroundings): ShellCommand['redirections'][number][] {
    const { operator, pos, end } = redirection;
    const range = this.#locate(pos, end, around);
    if (redirection.type !== 'HereDoc') {
      const { target } = redirection;
      return target === undefined ? [] : [{ operator, target: this.#readWord(target, around), range }];
    }
    const { delimiter } = redirection;
    if (delimiter === undefined) return [];
    const target: ShellWord = {
      text: delimiter.value,
      source: delimiter.text,
      range: this.#locate(delimiter.pos, delimiter.end, around),
      literal: true,
    };
    return [{ operator, target, range }];
  }

  #locate(pos: number, end: number, { within }: Surroundings): SourceRange {
    if (within !== null) return within;
    const range = this.#joined.range(pos, end);
    return { start: this.#start + range.start, end: this.#start + range.end };
  }
}

/**
 * Whether the program gets the word as `text` says. A bracket pattern counts as literal: where no file matches it, as
 * with `uvicorn[standard]`, the shell hands it on as written.
 */
function isLiteral(word: Word): boolean {
  if (word.text.startsWith('~')) return false;
  return (word.parts ?? []).every((part) => {
    switch (part.type) {
      case 'Literal':
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        return true;
      case 'Glob':
        return part.kind === 'bracket';
      case 'DoubleQuoted':
      case 'LocaleString':
        return part.parts.every((child) => child.type === 'Literal');
      default:
        return false;
    }
  });
}

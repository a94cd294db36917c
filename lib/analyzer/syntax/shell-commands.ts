import {
  type AndOr,
  type Assignment,
  type Case,
  type Command,
  forEachChild,
  type If,
  type ParsedScript,
  type Pipeline,
  parse,
  type Redirection,
  type Statement,
  type SyntaxNode,
  type TestExpression,
  type Word,
} from 'unbash';
import { JoinedText } from './lines';
import type { SourceRange } from './range';
import type {
  Joint,
  ReadShell,
  ShellCommand,
  ShellNode,
  ShellReading,
  ShellRedirection,
  ShellTest,
  ShellWord,
} from './shell';
import { isLiteral, readParts } from './shell-words';
import type { ShellScript } from './types';

type Problem = ShellReading['problems'][number];

/** UTF-16 units of a script that are read: our own bound. */
const longestScript = 131_072;

/**
 * Reads the simple commands of a script, wherever they are nested, in the order of the text; ranges are offsets in the
 * Dockerfile. Never throws. A script with a `#!` line for a program other than a shell has no shell commands.
 */
export const readShell: ReadShell = (script) => {
  const known = readings.get(script);
  if (known !== undefined) return known;
  const reading = readAnew(script);
  readings.set(script, reading);
  return reading;
};

/** The walk and several rules ask for the same script: it is read once. */
const readings = new WeakMap<ShellScript, ShellReading>();

const readAnew: ReadShell = (script) => {
  if (hasForeignInterpreter(script.text)) return { commands: [], script: null, problems: [] };
  if (script.text.length > longestScript) {
    return {
      commands: [],
      script: null,
      problems: [{ message: 'The script is too long to be read. Move it to a file.', range: script.range }],
    };
  }
  try {
    return new ShellWalk(script).read();
  } catch {
    return {
      commands: [],
      script: null,
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

/** A script on its way to commands and the tree of them; the nodes of both are the same. */
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
    const script = this.#walkScript(parse(this.#joined.text), { conditional: false, subshell: 0, within: null });
    return {
      // Nested scripts in decoded backquotes lie at one place: the outer one comes first.
      commands: this.#commands.sort((a, b) => a.range.start - b.range.start || a.subshell - b.subshell),
      script,
      problems: this.#problems.sort((a, b) => a.range.start - b.range.start),
    };
  }

  #walkScript(script: ParsedScript, around: Surroundings): ShellNode {
    for (const { message, pos } of script.errors ?? []) {
      const place = this.#placeOfProblem(pos);
      const range = this.#locate(place, Math.min(place + 1, this.#joined.text.length), around);
      this.#problems.push({ message: `The shell cannot read this: ${message}.`, range });
    }
    return this.#walkList(script.commands, 'first', around);
  }

  /** Where the text goes on at or after `pos`; the last character where it does not. */
  #placeOfProblem(pos: number): number {
    const { text } = this.#joined;
    let place = pos;
    while (text[place] === ' ' || text[place] === '\t') place++;
    return Math.max(Math.min(place < text.length ? place : pos, text.length - 1), 0);
  }

  #walkList(statements: readonly Statement[], first: Joint, around: Surroundings): ShellNode {
    let joint = first;
    const parts = statements.map((statement): ShellNode => {
      const node = this.#walk(statement.command, joint, around);
      joint = statement.background === true ? 'background' : 'then';
      return statement.background === true ? { kind: 'background', body: node } : node;
    });
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'list', parts };
  }

  #walk(node: SyntaxNode, joint: Joint, around: Surroundings): ShellNode {
    const inside = { ...around, conditional: true };
    switch (node.type) {
      case 'Command':
        return this.#addCommand(node, joint, around);
      case 'AndOr':
        return this.#walkAndOr(node, joint, around);
      case 'Pipeline':
        return this.#walkPipeline(node, joint, around);
      case 'If':
        return this.#walkIf(node, joint, around);
      case 'While': {
        const condition = this.#walkList(node.clause.commands, joint, inside);
        const body = this.#walkList(node.body.commands, 'then', inside);
        return { kind: 'while', condition, body, until: node.kind === 'until' };
      }
      case 'Subshell': {
        const deeper = { ...around, subshell: around.subshell + 1 };
        return { kind: 'subshell', body: this.#walkList(node.body.commands, joint, deeper) };
      }
      case 'BraceGroup':
        return { kind: 'group', body: this.#walkList(node.body.commands, joint, around), redirections: [] };
      case 'CompoundList':
        return this.#walkList(node.commands, joint, around);
      case 'Redirected': {
        const body = this.#walk(node.command, joint, around);
        return { kind: 'group', body, redirections: this.#readRedirections(node.redirects, around) };
      }
      case 'For': {
        const words = node.wordlist?.map((word) => this.#readWord(word, inside)) ?? null;
        const body = this.#walkList(node.body.commands, joint, inside);
        return { kind: 'for', name: node.name.value, words, body };
      }
      case 'Case':
        return this.#walkCase(node, joint, inside);
      case 'Function':
        return { kind: 'function', name: node.name.value, body: this.#walk(node.body, joint, inside) };
      case 'TestCommand': {
        const range = this.#locate(node.pos, node.end, around);
        const text = this.#joined.text.slice(node.pos, node.end);
        return { kind: 'extended-test', range, text, test: this.#readTest(node.expression, around) };
      }
      case 'ArithmeticCommand': {
        this.#walkChildren(node, joint, around);
        const range = this.#locate(node.pos, node.end, around);
        return { kind: 'extended-test', range, text: this.#joined.text.slice(node.pos, node.end) };
      }
      case 'CommandExpansion':
      case 'ProcessSubstitution':
        return this.#walkSubstitution(node, around);
      case 'Select':
      case 'ArithmeticFor':
        return { kind: 'other', parts: this.#walkChildren(node, joint, inside) };
      default:
        return { kind: 'other', parts: this.#walkChildren(node, joint, around) };
    }
  }

  #walkChildren(node: SyntaxNode, joint: Joint, around: Surroundings): readonly ShellNode[] {
    const parts: ShellNode[] = [];
    forEachChild(node, (child) => {
      parts.push(this.#walk(child, joint, around));
    });
    return parts;
  }

  #walkAndOr(node: AndOr, joint: Joint, around: Surroundings): ShellNode {
    const parts = node.commands.map((command, index) => {
      const operator = node.operators[index - 1];
      if (operator === undefined) return this.#walk(command, joint, around);
      return operator === '&&'
        ? this.#walk(command, 'and', around)
        : this.#walk(command, 'or', { ...around, conditional: true });
    });
    return { kind: 'and-or', parts, operators: node.operators };
  }

  #walkPipeline({ commands, prefixes }: Pipeline, joint: Joint, around: Surroundings): ShellNode {
    const parts = commands.map((command, index) => this.#walk(command, index === 0 ? joint : 'pipe', around));
    const negations = prefixes.filter((prefix) => prefix.type === 'Negation').length;
    return { kind: 'pipeline', parts, negated: negations % 2 === 1 };
  }

  #walkIf(node: If, joint: Joint, around: Surroundings): ShellNode {
    const inside = { ...around, conditional: true };
    const branches = [
      {
        condition: this.#walkList(node.clause.commands, joint, around),
        body: this.#walkList(node.then.commands, 'then', inside),
      },
      ...node.elif.map((elif) => ({
        condition: this.#walkList(elif.clause.commands, 'then', inside),
        body: this.#walkList(elif.then.commands, 'then', inside),
      })),
    ];
    const otherwise = node.else === undefined ? null : this.#walkList(node.else.commands, 'then', inside);
    return { kind: 'if', branches, otherwise };
  }

  #walkCase(node: Case, joint: Joint, inside: Surroundings): ShellNode {
    const word = this.#readWord(node.word, inside);
    const items = node.items.map((item) => ({
      patterns: item.pattern.map((pattern) => this.#readWord(pattern, inside)),
      body: this.#walkList(item.body.commands, joint, inside),
    }));
    return { kind: 'case', word, items };
  }

  #readTest(expression: TestExpression, around: Surroundings): ShellTest {
    switch (expression.type) {
      case 'TestUnary':
        return {
          kind: 'question',
          operator: expression.operator,
          operands: [this.#readWord(expression.operand, around)],
        };
      case 'TestBinary':
        return {
          kind: 'question',
          operator: expression.operator,
          operands: [this.#readWord(expression.left, around), this.#readWord(expression.right, around)],
        };
      case 'TestLogical':
        return {
          kind: expression.operator === '&&' ? 'and' : 'or',
          tests: expression.operands.map((operand) => this.#readTest(operand, around)),
        };
      case 'TestNot':
        return expression.negations.length % 2 === 0
          ? this.#readTest(expression.operand, around)
          : { kind: 'not', test: this.#readTest(expression.operand, around) };
      case 'TestGroup':
        return this.#readTest(expression.expression, around);
    }
  }

  #walkSubstitution(
    node: SyntaxNode & { readonly script: ParsedScript | undefined; readonly pos: number; readonly end: number },
    around: Surroundings,
  ): ShellNode {
    if (node.script === undefined) return { kind: 'other', parts: [] };
    // A script in backquotes with escapes in it is decoded first: its positions are not those of the text.
    const decoded = node.script.source !== undefined;
    const within = around.within ?? (decoded ? this.#locate(node.pos, node.end, around) : null);
    return this.#walkScript(node.script, { ...around, subshell: around.subshell + 1, within });
  }

  #addCommand(command: Command, joint: Joint, around: Surroundings): ShellNode {
    const { name, pos, end } = command;
    const assignments = command.prefix.filter((part) => part.type === 'Assignment');
    const nameWord = name === undefined || isLiteral(name) ? null : this.#readWord(name, around);
    const read: ShellCommand = {
      name: name === undefined ? '' : name.value,
      ...(nameWord === null ? {} : { nameWord }),
      nameRange: name === undefined ? this.#locate(pos, pos, around) : this.#locate(name.pos, name.end, around),
      words: command.args.map((argument) => this.#readArgument(argument, around)),
      range: this.#locate(pos, end, around),
      assignments: assignments.map((assignment) => ({
        name: assignment.name,
        value: assignment.value.type === 'Word' ? this.#readWord(assignment.value, around) : null,
        range: this.#locate(assignment.pos, assignment.end, around),
      })),
      redirections: this.#readRedirections(command.redirects, around),
      joint,
      conditional: around.conditional,
      subshell: around.subshell,
    };
    this.#commands.push(read);
    return { kind: 'command', command: read };
  }

  #readArgument(argument: Word | Assignment, around: Surroundings): ShellWord {
    if (argument.type === 'Word') return this.#readWord(argument, around);
    const { text, pos, end, value } = argument;
    const range = this.#locate(pos, end, around);
    if (value.type !== 'Word') {
      this.#walkChildren(value, 'first', around);
      return { text, source: text, range, literal: false };
    }
    const head = text.slice(0, Math.max(value.pos - pos, 0));
    const { parts, ...word } = this.#readWord(value, around);
    return {
      text: head + word.text,
      source: text,
      range,
      literal: word.literal,
      ...(parts === undefined ? {} : { parts: [{ kind: 'text', text: head, quoted: true }, ...parts] }),
    };
  }

  #readWord(word: Word, around: Surroundings): ShellWord {
    const range = this.#locate(word.pos, word.end, around);
    const literal = isLiteral(word);
    if (literal) return { text: word.value, source: word.text, range, literal };
    const parts = readParts(word, {
      readScript: (node) => this.#walkSubstitution(node, around),
      readWord: (operand) => this.#readWord(operand, around),
      visit: (node) => {
        this.#walkChildren(node, 'first', around);
      },
    });
    return { text: word.value, source: word.text, range, literal, parts };
  }

  #readRedirections(redirections: readonly Redirection[], around: Surroundings): readonly ShellRedirection[] {
    return redirections.flatMap((redirection) => this.#readRedirection(redirection, around));
  }

  #readRedirection(redirection: Redirection, around: Surroundings): readonly ShellRedirection[] {
    const { operator, pos, end, descriptor } = redirection;
    const range = this.#locate(pos, end, around);
    const written = descriptor?.type === 'FileDescriptor' ? { descriptor: descriptor.value } : {};
    if (redirection.type !== 'HereDoc') {
      const { target } = redirection;
      if (target === undefined) return [];
      const word = this.#readWord(target, around);
      const body = redirection.type === 'HereString' && word.literal ? { body: `${word.text}\n` } : {};
      return [{ operator, target: word, range, ...written, ...body }];
    }
    const { delimiter, body } = redirection;
    this.#walkChildren(body, 'first', around);
    if (delimiter === undefined) return [];
    const target: ShellWord = {
      text: delimiter.value,
      source: delimiter.text,
      range: this.#locate(delimiter.pos, delimiter.end, around),
      literal: true,
    };
    const plain = delimiter.quoted || !/[$`\\]/.test(body.text);
    const text = operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
    return [{ operator, target, range, ...written, body: plain ? text : null }];
  }

  #locate(pos: number, end: number, { within }: Surroundings): SourceRange {
    if (within !== null) return within;
    const range = this.#joined.range(pos, end);
    return { start: this.#start + range.start, end: this.#start + range.end };
  }
}

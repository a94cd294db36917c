import type { Assignment, Command, ParsedScript, Redirection, SyntaxNode, TestExpression, Word } from 'unbash';
import { JoinedText } from '../../lines';
import type { SourceRange } from '../../range';
import type { Joint, ShellCommand, ShellNode, ShellReading, ShellRedirection, ShellTest, ShellWord } from '../../shell';
import type { ShellScript } from '../../types';
import { isLiteral, readParts } from './unbash-words';

/** What surrounds a command. */
export interface Surroundings {
  readonly conditional: boolean;
  readonly subshell: number;
  /** Where everything lies if the positions of a nested script cannot be found in the Dockerfile. */
  readonly within: SourceRange | null;
}

/** A substitution, whose script is read like the one around it. */
export type Substitution = SyntaxNode & {
  readonly script: ParsedScript | undefined;
  readonly pos: number;
  readonly end: number;
};

/** Reads simple commands with their words and redirections; what may be nested in a word is left to the one that walks. */
export abstract class CommandReader {
  protected readonly joined: JoinedText;
  protected readonly commands: ShellCommand[] = [];
  protected readonly problems: ShellReading['problems'][number][] = [];
  readonly #start: number;

  constructor({ text, range, pieces }: ShellScript) {
    const stretches = pieces ?? [range];
    this.#start = range.start;
    this.joined = new JoinedText(
      text,
      stretches.map(({ start, end }) => ({ start: start - range.start, end: end - range.start })),
    );
  }

  protected abstract walkChildren(node: SyntaxNode, joint: Joint, around: Surroundings): readonly ShellNode[];

  protected abstract walkSubstitution(node: Substitution, around: Surroundings): ShellNode;

  protected addCommand(command: Command, joint: Joint, around: Surroundings): ShellNode {
    const { name, pos, end } = command;
    const assignments = command.prefix.filter((part) => part.type === 'Assignment');
    const nameWord = name === undefined || isLiteral(name) ? null : this.readWord(name, around);
    const read: ShellCommand = {
      name: name === undefined ? '' : name.value,
      ...(nameWord === null ? {} : { nameWord }),
      nameRange: name === undefined ? this.locate(pos, pos, around) : this.locate(name.pos, name.end, around),
      words: command.args.map((argument) => this.#readArgument(argument, around)),
      range: this.locate(pos, end, around),
      assignments: assignments.map((assignment) => ({
        name: assignment.name,
        value: assignment.value.type === 'Word' ? this.readWord(assignment.value, around) : null,
        range: this.locate(assignment.pos, assignment.end, around),
      })),
      redirections: this.readRedirections(command.redirects, around),
      joint,
      conditional: around.conditional,
      subshell: around.subshell,
    };
    this.commands.push(read);
    return { kind: 'command', command: read };
  }

  #readArgument(argument: Word | Assignment, around: Surroundings): ShellWord {
    if (argument.type === 'Word') return this.readWord(argument, around);
    const { text, pos, end, value } = argument;
    const range = this.locate(pos, end, around);
    if (value.type !== 'Word') {
      this.walkChildren(value, 'first', around);
      return { text, source: text, range, literal: false };
    }
    const head = text.slice(0, Math.max(value.pos - pos, 0));
    const { parts, ...word } = this.readWord(value, around);
    return {
      text: head + word.text,
      source: text,
      range,
      literal: word.literal,
      ...(parts === undefined ? {} : { parts: [{ kind: 'text', text: head, quoted: true }, ...parts] }),
    };
  }

  protected readWord(word: Word, around: Surroundings): ShellWord {
    const range = this.locate(word.pos, word.end, around);
    const literal = isLiteral(word);
    if (literal) return { text: word.value, source: word.text, range, literal };
    const parts = readParts(word, {
      readScript: (node) => this.walkSubstitution(node, around),
      readWord: (operand) => this.readWord(operand, around),
      visit: (node) => {
        this.walkChildren(node, 'first', around);
      },
    });
    return { text: word.value, source: word.text, range, literal, parts };
  }

  protected readRedirections(redirections: readonly Redirection[], around: Surroundings): readonly ShellRedirection[] {
    return redirections.flatMap((redirection) => this.#readRedirection(redirection, around));
  }

  #readRedirection(redirection: Redirection, around: Surroundings): readonly ShellRedirection[] {
    const { operator, pos, end, descriptor } = redirection;
    const range = this.locate(pos, end, around);
    const written = descriptor?.type === 'FileDescriptor' ? { descriptor: descriptor.value } : {};
    if (redirection.type !== 'HereDoc') {
      const { target } = redirection;
      if (target === undefined) return [];
      const word = this.readWord(target, around);
      const body = redirection.type === 'HereString' && word.literal ? { body: `${word.text}\n` } : {};
      return [{ operator, target: word, range, ...written, ...body }];
    }
    const { delimiter, body } = redirection;
    this.walkChildren(body, 'first', around);
    if (delimiter === undefined) return [];
    const target: ShellWord = {
      text: delimiter.value,
      source: delimiter.text,
      range: this.locate(delimiter.pos, delimiter.end, around),
      literal: true,
    };
    const plain = delimiter.quoted || !/[$`\\]/.test(body.text);
    const text = operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
    return [{ operator, target, range, ...written, body: plain ? text : null }];
  }

  protected locate(pos: number, end: number, { within }: Surroundings): SourceRange {
    if (within !== null) return within;
    const range = this.joined.range(pos, end);
    return { start: this.#start + range.start, end: this.#start + range.end };
  }

  protected readTest(expression: TestExpression, around: Surroundings): ShellTest {
    switch (expression.type) {
      case 'TestUnary':
        return {
          kind: 'question',
          operator: expression.operator,
          operands: [this.readWord(expression.operand, around)],
        };
      case 'TestBinary':
        return {
          kind: 'question',
          operator: expression.operator,
          operands: [this.readWord(expression.left, around), this.readWord(expression.right, around)],
        };
      case 'TestLogical':
        return {
          kind: expression.operator === '&&' ? 'and' : 'or',
          tests: expression.operands.map((operand) => this.readTest(operand, around)),
        };
      case 'TestNot':
        return expression.negations.length % 2 === 0
          ? this.readTest(expression.operand, around)
          : { kind: 'not', test: this.readTest(expression.operand, around) };
      case 'TestGroup':
        return this.readTest(expression.expression, around);
    }
  }

  /** Where the text goes on at or after `pos`; the last character where it does not. */
  protected placeOfProblem(pos: number): number {
    const { text } = this.joined;
    let place = pos;
    while (text[place] === ' ' || text[place] === '\t') place++;
    return Math.max(Math.min(place < text.length ? place : pos, text.length - 1), 0);
  }
}

import type { Joint, ShellCommand, ShellFeatures, ShellNode, ShellReading, ShellRedirection } from '../shell';
import type { ShellScript } from '../types';
import { closeBrace, closeParenthesis, isNamePart, openParenthesis, space, tab } from './characters';
import { CompoundReader } from './compound-reader';
import { isClosingKeyword } from './keywords';

/** What a script says, and what it asks of its shell. */
export interface WholeReading {
  readonly reading: ShellReading;
  readonly features: ShellFeatures;
}

/** Empty lists of the reader itself are not handed out: it goes on with them. */
const none: readonly never[] = [];

export const noFeatures: ShellFeatures = { variables: none, extensions: none };

/** Whether a command stands behind the one before it, as all do but for those within the words of another. */
function standsBehind({ range, subshell }: ShellCommand, at: number, commands: readonly ShellCommand[]): boolean {
  const before = commands[at - 1];
  if (before === undefined || before.range.start < range.start) return true;
  return before.range.start === range.start && before.subshell <= subshell;
}

/**
 * Reads a script in one pass: POSIX Shell Command Language, 2.10, with the compound commands of bash. What the grammar
 * refuses is reported, and the reader goes on as far as it can.
 */
export class ShellReader extends CompoundReader {
  /** Throws where the script is nested too deeply. */
  read(source: ShellScript): WholeReading {
    this.begin(source);
    this.pending = [];
    const script = this.readScript(-1);
    const { commands, problems, variables, extensions } = this;
    // Nested scripts in decoded backquotes lie at one place: the outer one comes first.
    if (!commands.every(standsBehind))
      commands.sort((a, b) => a.range.start - b.range.start || a.subshell - b.subshell);
    if (problems.length > 1) problems.sort((a, b) => a.range.start - b.range.start);
    if (variables.length > 1) variables.sort((a, b) => a.range.start - b.range.start);
    if (extensions.length > 1) extensions.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
    const reading = { commands, script, problems: problems.length === 0 ? none : problems };
    if (variables.length === 0 && extensions.length === 0) return { reading, features: noFeatures };
    return {
      reading,
      features: {
        variables: variables.length === 0 ? none : variables,
        extensions: extensions.length === 0 ? none : extensions,
      },
    };
  }

  protected override readSubstituted(closing: number): ShellNode {
    const { pending, closing: outer } = this;
    this.pending = [];
    this.closing = closing;
    this.enter();
    this.subshell++;
    const script = closing === closeBrace ? this.readList('first') : this.readScript(closing);
    this.subshell--;
    this.leave();
    this.closing = outer;
    // A here-document that no newline follows in its script is empty.
    this.pending = pending;
    return script;
  }

  protected override readFunction(name: string, joint: Joint, takesAny: boolean): ShellNode {
    this.skipNewlines();
    const { position, conditional } = this;
    this.conditional = true;
    const body = this.readCommand(joint);
    this.conditional = conditional;
    const isCompound = body !== null && body.kind !== 'command' && body.kind !== 'function';
    if (!isCompound && !(takesAny && body !== null))
      this.refuse(position, 'the body of a function is missing, as in `{ …; }`');
    return { kind: 'function', name, body: body ?? { kind: 'list', parts: [] } };
  }

  protected override readParenthesis(joint: Joint): ShellNode {
    const start = this.position;
    if (this.codeAt(start + 1) === openParenthesis) {
      const close = this.findArithmeticEnd(start + 2);
      if (close >= 0) return this.#readArithmeticCommand(close);
    }
    this.position++;
    this.subshell++;
    const body = this.readBody('(', joint);
    this.subshell--;
    this.closeWith(closeParenthesis, '`)` is missing, which closes the subshell');
    return this.#readTrailing({ kind: 'subshell', body });
  }

  #readArithmeticCommand(close: number): ShellNode {
    const start = this.position;
    this.readArithmetic(start + 2, close);
    this.position = close + 2;
    this.addExtension('arithmetic-command', start);
    const text = this.text.slice(start, this.position);
    return this.#readTrailing({ kind: 'extended-test', range: this.locate(start, this.position), text });
  }

  protected override readCompound(keyword: string, joint: Joint): ShellNode {
    const start = this.position;
    this.position += keyword.length;
    switch (keyword) {
      case '{':
        return this.#readTrailing(this.readGroup(joint));
      case 'if':
        return this.#readTrailing(this.readIf(joint));
      case 'while':
      case 'until':
        return this.#readTrailing(this.readWhile(keyword, joint));
      case 'for':
      case 'select':
        return this.#readTrailing(this.readFor(keyword, start, joint));
      case 'case':
        return this.#readTrailing(this.readCase(joint));
      case '[[': {
        const test = this.readTest();
        this.addExtension('double-bracket', start);
        const text = this.text.slice(start, this.position);
        return this.#readTrailing({ kind: 'extended-test', range: this.locate(start, this.position), text, test });
      }
      case 'function':
        return this.#readNamedFunction(start, joint);
      default:
        return this.#readCoprocess(joint);
    }
  }

  /** Redirections behind a compound command hold for all of it. */
  #readTrailing(body: ShellNode): ShellNode {
    let redirections: ShellRedirection[] | null = null;
    for (;;) {
      const { position } = this;
      this.skipBlanks();
      if (!this.isAtRedirection()) {
        this.position = position;
        break;
      }
      const redirection = this.readRedirection();
      redirections ??= [];
      if (redirection !== null) redirections.push(redirection);
    }
    return redirections === null ? body : { kind: 'group', body, redirections };
  }

  /** `function name …`, parentheses allowed. */
  #readNamedFunction(start: number, joint: Joint): ShellNode {
    const name = this.readRequiredWord('function');
    const after = this.position;
    this.skipBlanks();
    if (this.codeAt(this.position) === openParenthesis) {
      let close = this.position + 1;
      while (this.codeAt(close) === space || this.codeAt(close) === tab) close++;
      if (this.codeAt(close) === closeParenthesis) this.position = close + 1;
    } else this.position = after;
    const node = this.readFunction(name, joint, false);
    this.addExtension('function-keyword', start);
    return node;
  }

  #isAtCompound(): boolean {
    const keyword = this.peekKeyword();
    return this.codeAt(this.position) === openParenthesis || (keyword !== '' && !isClosingKeyword(keyword));
  }

  /** `coproc [name] command`. */
  #readCoprocess(joint: Joint): ShellNode {
    this.skipBlanks();
    const start = this.position;
    if (this.peekKeyword() === '') {
      while (isNamePart(this.codeAt(this.position)) && this.position < this.end) this.position++;
      const isWord = this.position > start && this.endsWord(this.position);
      this.skipBlanks();
      if (!isWord || !this.#isAtCompound()) this.position = start;
    }
    const body = this.readCommand(joint);
    if (body === null) this.refuse(this.position, 'a command is missing after `coproc`');
    return { kind: 'other', parts: body === null ? [] : [body] };
  }
}

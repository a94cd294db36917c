import type { Joint, ShellCommand, ShellNode, ShellRedirection, ShellWord } from '../shell';
import {
  closeBracket,
  closeParenthesis,
  dollar,
  doubleQuote,
  equals,
  hash,
  isDelimiter,
  isNamePart,
  isNameStart,
  newline,
  openBracket,
  openParenthesis,
  plus,
  singleQuote,
  space,
  tab,
} from './characters';
import { arithmetic } from './operand-reader';
import { RedirectionReader } from './redirection-reader';
import { WordBuilder } from './word-builder';

type Assignment = ShellCommand['assignments'][number];

const noAssignments: readonly Assignment[] = [];
const noRedirections: readonly ShellRedirection[] = [];

/** Builtins whose arguments are read as assignments. */
const declares = new Set(['alias', 'declare', 'export', 'local', 'readonly', 'typeset']);

/** Reads simple commands: POSIX Shell Command Language, 2.9.1. */
export abstract class CommandReader extends RedirectionReader {
  /** Reads the body of a function whose name and parentheses are behind the reader. */
  protected abstract readFunction(name: string, joint: Joint): ShellNode;

  /** A simple command, or the definition of a function that begins like one. */
  protected readSimpleCommand(joint: Joint): ShellNode {
    const start = this.position;
    let last = start;
    let assignments: Assignment[] | null = null;
    let redirections: ShellRedirection[] | null = null;
    for (;;) {
      if (this.isAtRedirection()) {
        const redirection = this.readRedirection();
        redirections ??= [];
        if (redirection !== null) redirections.push(redirection);
      } else {
        const sign = this.#findAssignment();
        if (sign < 0) break;
        assignments ??= [];
        assignments.push(this.#readAssignment(sign));
      }
      last = this.position;
      this.skipBlanks();
    }
    const name = this.isAtWord() ? this.readWord() : null;
    const words: ShellWord[] = [];
    if (name !== null) {
      last = this.position;
      this.skipBlanks();
      if (this.codeAt(this.position) === openParenthesis) {
        if (this.#takeParentheses()) return this.readFunction(name.text, joint);
        this.refuse(this.position, '`(` cannot stand here');
        this.position++;
        this.skipBlanks();
      }
      const assigns = declares.has(name.source);
      for (;;) {
        if (this.isAtRedirection()) {
          const redirection = this.readRedirection();
          redirections ??= [];
          if (redirection !== null) redirections.push(redirection);
        } else if (this.isAtWord()) words.push(assigns ? this.#readDeclared() : this.readWord());
        else break;
        last = this.position;
        this.skipBlanks();
      }
    }
    const command = this.#makeCommand(name, start, last, words, joint, assignments, redirections);
    this.commands.push(command);
    this.position = last;
    return { kind: 'command', command };
  }

  #makeCommand(
    name: ShellWord | null,
    start: number,
    end: number,
    words: readonly ShellWord[],
    joint: Joint,
    assignments: readonly Assignment[] | null,
    redirections: readonly ShellRedirection[] | null,
  ): ShellCommand {
    const { conditional, subshell } = this;
    const range = this.locate(start, end);
    const nameRange = name === null ? this.locate(start, start) : name.range;
    const given = assignments ?? noAssignments;
    const sent = redirections ?? noRedirections;
    if (name === null || name.literal) {
      const text = name === null ? '' : name.text;
      return {
        name: text,
        nameRange,
        words,
        range,
        assignments: given,
        redirections: sent,
        joint,
        conditional,
        subshell,
      };
    }
    return {
      name: name.text,
      nameWord: name,
      nameRange,
      words,
      range,
      assignments: given,
      redirections: sent,
      joint,
      conditional,
      subshell,
    };
  }

  /** Passes over `()`, blanks between allowed; `false`, and nothing read, where something stands in them. */
  #takeParentheses(): boolean {
    let position = this.position + 1;
    while (this.codeAt(position) === space || this.codeAt(position) === tab) position++;
    if (this.codeAt(position) !== closeParenthesis) return false;
    this.position = position + 1;
    return true;
  }

  /** Where the value begins of the assignment that stands here; -1 where none does. */
  #findAssignment(): number {
    let position = this.position;
    if (!isNameStart(this.codeAt(position))) return -1;
    while (position < this.end && isNamePart(this.text.charCodeAt(position))) position++;
    if (this.codeAt(position) === openBracket) position = this.#findSubscriptEnd(position);
    if (position >= 0 && this.codeAt(position) === plus) position++;
    return position >= 0 && this.codeAt(position) === equals ? position + 1 : -1;
  }

  /** One past the `]` of a subscript; -1 where an operator or the end comes first. */
  #findSubscriptEnd(start: number): number {
    let depth = 0;
    for (let position = start; position < this.end; position++) {
      const code = this.text.charCodeAt(position);
      if (code === openBracket) depth++;
      else if (code === closeBracket && --depth === 0) return position + 1;
      else if (code === singleQuote || code === doubleQuote) position = this.findQuoteEnd(position, code);
      else if (code === dollar && this.codeAt(position + 1) === openParenthesis) position++;
      else if (isDelimiter(code) && code !== space && code !== closeParenthesis) return -1;
    }
    return -1;
  }

  #readAssignment(valueStart: number): Assignment {
    const start = this.position;
    const name = this.#readTarget(valueStart);
    const value = this.codeAt(valueStart) === openParenthesis ? this.#readArray() : this.readWord(true);
    return { name, value, range: this.locate(start, this.position) };
  }

  /** The name before `=`; the reader goes on at the value, with what a subscript expands read. */
  #readTarget(valueStart: number): string {
    const start = this.position;
    let end = start;
    while (isNamePart(this.text.charCodeAt(end))) end++;
    if (this.codeAt(end) === openBracket) {
      this.position = end + 1;
      this.readOperand(new WordBuilder(), closeBracket, openBracket, arithmetic);
    }
    this.position = valueStart;
    return this.text.slice(start, end);
  }

  /** `(…)` behind `NAME=`: words over any number of lines. It has no value that a word could tell. */
  #readArray(): null {
    const start = this.position;
    this.enter();
    this.position++;
    for (;;) {
      this.skipBlanks();
      const code = this.codeAt(this.position);
      if (code === newline) this.takeNewline();
      else if (this.isAtWord()) this.readWord();
      else {
        if (code < 0 || code === hash) {
          this.refuse(start, '`)` is missing, which closes the array');
          break;
        }
        this.position++;
        if (code === closeParenthesis) break;
        this.refuse(this.position - 1, `\`${String.fromCharCode(code)}\` cannot stand in an array`);
      }
    }
    this.leave();
    this.addExtension('array', start);
    return null;
  }

  /** An argument of `export` and its kin: `NAME=value` is one word; braces in it are expanded. */
  #readDeclared(): ShellWord {
    const start = this.position;
    const valueStart = this.#findAssignment();
    if (valueStart < 0) return this.readWord();
    this.#readTarget(valueStart);
    const isArray = this.codeAt(valueStart) === openParenthesis;
    const value = isArray ? this.#readArray() : this.readWord();
    const source = this.text.slice(start, this.position);
    const range = this.locate(start, this.position);
    if (value === null) return { text: source, source, range, literal: false };
    const head = this.text.slice(start, valueStart);
    const text = head + value.text;
    if (value.parts === undefined) return { text, source, range, literal: true };
    return { text, source, range, literal: false, parts: [{ kind: 'text', text: head, quoted: true }, ...value.parts] };
  }
}

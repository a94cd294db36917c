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

/** A simple command as far as it is read; `null` for lists that most commands do not need. */
interface Draft {
  readonly start: number;
  /** One past the last word or redirection. */
  end: number;
  readonly words: ShellWord[];
  assignments: Assignment[] | null;
  redirections: ShellRedirection[] | null;
}

const noAssignments: readonly Assignment[] = [];
const noRedirections: readonly ShellRedirection[] = [];

/** UTF-16 units in which a subscript is sought: our own bound, for every word of `declare` may begin with one. */
const longestSubscript = 1000;

/**
 * Builtins whose arguments may be assignments: whether a value is read as in an assignment, or only an array in
 * parentheses, which bash takes there.
 */
const declares: ReadonlyMap<string, boolean> = new Map([
  ['alias', true],
  ['declare', true],
  ['eval', false],
  ['export', true],
  ['let', false],
  ['local', true],
  ['readonly', true],
  ['typeset', true],
]);

/** Reads simple commands: POSIX Shell Command Language, 2.9.1. */
export abstract class CommandReader extends RedirectionReader {
  /**
   * Reads the body of a function whose name and parentheses are behind the reader. POSIX wants a compound command, and so
   * does bash; dash and busybox take any, which `takesAny` allows.
   */
  protected abstract readFunction(name: string, joint: Joint, takesAny: boolean): ShellNode;

  /** A simple command, or the definition of a function that begins like one. */
  protected readSimpleCommand(joint: Joint): ShellNode {
    const draft: Draft = { start: this.position, end: this.position, words: [], assignments: null, redirections: null };
    this.#readPrefix(draft);
    const name = this.isAtWord() ? this.readWord() : null;
    if (name !== null) {
      draft.end = this.position;
      this.skipBlanks();
      if (this.codeAt(this.position) === openParenthesis) {
        const isFirst = draft.assignments === null && draft.redirections === null;
        if (isFirst && this.#takeParentheses()) return this.readFunction(name.text, joint, isPortableName(name.source));
        this.refuse(this.position, '`(` cannot stand here');
        this.position++;
        this.skipBlanks();
      }
      this.#readArguments(draft, declares.get(name.source));
    }
    const command = this.#makeCommand(name, draft, joint);
    this.commands.push(command);
    this.position = draft.end;
    return { kind: 'command', command };
  }

  /** Reads the assignments and redirections before the name. */
  #readPrefix(draft: Draft): void {
    for (;;) {
      if (!this.#takeRedirection(draft)) {
        const valueStart = this.#findAssignment();
        if (valueStart < 0) return;
        draft.assignments ??= [];
        draft.assignments.push(this.#readAssignment(valueStart));
      }
      draft.end = this.position;
      this.skipBlanks();
    }
  }

  /** Reads the words and redirections behind the name; those of `export` and its kin may be assignments. */
  #readArguments(draft: Draft, takesValues: boolean | undefined): void {
    for (;;) {
      if (!this.#takeRedirection(draft)) {
        if (!this.isAtWord()) return;
        draft.words.push(takesValues === undefined ? this.readWord() : this.#readDeclared(takesValues));
      }
      draft.end = this.position;
      this.skipBlanks();
    }
  }

  #takeRedirection(draft: Draft): boolean {
    if (!this.isAtRedirection()) return false;
    const redirection = this.readRedirection();
    draft.redirections ??= [];
    if (redirection !== null) draft.redirections.push(redirection);
    return true;
  }

  #makeCommand(name: ShellWord | null, draft: Draft, joint: Joint): ShellCommand {
    const { conditional, subshell } = this;
    const { start, end, words } = draft;
    const range = this.locate(start, end);
    const assignments = draft.assignments ?? noAssignments;
    const redirections = draft.redirections ?? noRedirections;
    if (name === null || name.literal) {
      const text = name === null ? '' : name.text;
      const nameRange = name === null ? this.locate(start, start) : name.range;
      return { name: text, nameRange, words, range, assignments, redirections, joint, conditional, subshell };
    }
    return {
      name: name.text,
      nameWord: name,
      nameRange: name.range,
      words,
      range,
      assignments,
      redirections,
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

  /** One past the `]` of a subscript; -1 where an operator, the end or our own bound comes first. */
  #findSubscriptEnd(start: number): number {
    const limit = Math.min(start + longestSubscript, this.end);
    let depth = 0;
    for (let position = start; position < limit; position++) {
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
  #readDeclared(takesValues: boolean): ShellWord {
    const start = this.position;
    const valueStart = this.#findAssignment();
    const isArray = valueStart >= 0 && this.codeAt(valueStart) === openParenthesis;
    if (valueStart < 0 || !(isArray || takesValues)) return this.readWord();
    this.#readTarget(valueStart);
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

/** Whether every shell takes a function of this name: POSIX, 3.216. */
function isPortableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z_0-9]*$/.test(name);
}

import type { Joint, ShellNode } from '../shell';
import {
  ampersand,
  backslash,
  closeBrace,
  closeParenthesis,
  doubleQuote,
  exclamation,
  isDelimiter,
  newline,
  openBracket,
  openParenthesis,
  pipe,
  semicolon,
  singleQuote,
} from './characters';
import { isClosingKeyword, isKeyword } from './keywords';
import { TestReader } from './test-reader';

const longestKeyword = 8;

/** Reads lists of commands and what joins them: POSIX Shell Command Language, 2.9.2 and 2.9.3. */
export abstract class ListReader extends TestReader {
  /** Reads the compound command that a reserved word begins. */
  protected abstract readCompound(keyword: string, joint: Joint): ShellNode;

  protected abstract readParenthesis(joint: Joint): ShellNode;

  /** The reserved word that stands here; empty without one. */
  protected peekKeyword(): string {
    const { text, position } = this;
    const first = this.codeAt(position);
    if (first < 0x61 && first !== exclamation && first !== openBracket) return '';
    if (first === closeBrace && this.closing === closeBrace) return '}';
    const limit = Math.min(position + longestKeyword + 1, this.end);
    let end = position + 1;
    let code = this.codeAt(end);
    while (end < limit && !isDelimiter(code) && code !== backslash) code = this.codeAt(++end);
    if (end - position > longestKeyword || (code === backslash && !this.endsWord(end))) return '';
    const word = text.slice(position, end);
    return isKeyword(word) ? word : '';
  }

  /** Passes over a reserved word behind blanks; `false`, and a problem, where another thing stands. */
  protected takeKeyword(keyword: string, what: string): boolean {
    if (this.peekKeyword() === keyword) {
      this.position += keyword.length;
      return true;
    }
    this.refuse(this.position, what);
    return false;
  }

  /** Passes over blanks, comments and newlines. */
  protected skipNewlines(): void {
    this.skipBlanks();
    while (this.codeAt(this.position) === newline) {
      this.takeNewline();
      this.skipBlanks();
    }
  }

  /** Reads a whole script up to `closing`, which is left; -1 reads to the end. */
  protected readScript(closing: number): ShellNode {
    const parts: ShellNode[] = [];
    let joint: Joint = 'first';
    for (;;) {
      this.readStatements(parts, joint);
      joint = 'then';
      const code = this.codeAt(this.position);
      if (code < 0 || code === closing) break;
      const keyword = this.peekKeyword();
      this.refuse(this.position, `${quote(this.#peekToken(keyword))} cannot stand here`);
      if (!this.#skipClosing(keyword)) {
        if (closing === closeParenthesis) this.#skipToParenthesis();
        else this.position = this.end;
        break;
      }
    }
    if (this.pending.length > 0 && this.position >= this.end) this.takeDocuments();
    return join(parts);
  }

  #peekToken(keyword: string): string {
    if (keyword !== '') return keyword;
    const { text, position } = this;
    const first = text.charAt(position);
    const second = text.charAt(position + 1);
    return first === second || (first === ';' && second === '&') ? first + second : first;
  }

  /** Passes over what closes nothing, where a new statement follows: the reader goes on there. */
  #skipClosing(keyword: string): boolean {
    const code = this.codeAt(this.position);
    const isDoubled = code === semicolon && [semicolon, ampersand].includes(this.codeAt(this.position + 1));
    if (keyword !== '' && (isClosingKeyword(keyword) || keyword === 'in')) this.position += keyword.length;
    else if (isDoubled) this.position += 2;
    else if (code === closeParenthesis) this.position++;
    else return false;
    this.skipBlanks();
    const before = this.position;
    for (;;) {
      const next = this.codeAt(this.position);
      if (next === newline) this.takeNewline();
      else if (next === semicolon || next === ampersand) this.position++;
      else break;
      this.skipBlanks();
    }
    return this.position > before;
  }

  /** Passes over a script that cannot be read, up to the parenthesis that closes it. */
  #skipToParenthesis(): void {
    let depth = 0;
    for (; this.position < this.end; this.position++) {
      const code = this.text.charCodeAt(this.position);
      if (code === openParenthesis) depth++;
      else if (code === closeParenthesis && depth-- === 0) return;
      else if (code === backslash) this.position++;
      else if (code === singleQuote || code === doubleQuote) {
        this.position = this.findQuoteEnd(this.position, code);
      }
    }
    this.position = this.end;
  }

  /** Reads the statements up to what ends the list they stand in. */
  protected readList(joint: Joint): ShellNode {
    const parts: ShellNode[] = [];
    this.readStatements(parts, joint);
    return join(parts);
  }

  protected readStatements(parts: ShellNode[], first: Joint): void {
    let joint = first;
    this.skipNewlines();
    for (;;) {
      const node = this.#readAndOr(joint);
      if (node === null) return;
      const code = this.codeAt(this.position);
      const next = code === semicolon ? this.codeAt(this.next(this.position)) : -1;
      const isBackground = code === ampersand;
      parts.push(isBackground ? { kind: 'background', body: node } : node);
      if (code === newline) this.takeNewline();
      else if (isBackground || (code === semicolon && next !== semicolon && next !== ampersand)) this.position++;
      else return;
      joint = isBackground ? 'background' : 'then';
      this.skipNewlines();
    }
  }

  #readAndOr(joint: Joint): ShellNode | null {
    const first = this.#readPipeline(joint);
    if (first === null) return null;
    this.skipBlanks();
    let operator = this.#takeAndOr();
    if (operator === null) return first;
    const parts = [first];
    const operators: ('&&' | '||')[] = [];
    for (; operator !== null; operator = this.#takeAndOr()) {
      const after = this.position;
      this.skipNewlines();
      const { conditional } = this;
      if (operator === '||') this.conditional = true;
      const next = this.#readPipeline(operator === '||' ? 'or' : 'and');
      this.conditional = conditional;
      if (next === null) {
        this.refuse(after, `a command is missing after \`${operator}\``);
        break;
      }
      operators.push(operator);
      parts.push(next);
      this.skipBlanks();
    }
    return { kind: 'and-or', parts, operators };
  }

  /** Passes over `&&` or `||`; `null`, and nothing passed, where another thing stands. */
  #takeAndOr(): '&&' | '||' | null {
    const code = this.codeAt(this.position);
    if (code !== ampersand && code !== pipe) return null;
    const second = this.next(this.position);
    if (this.codeAt(second) !== code) return null;
    this.position = second + 1;
    return code === ampersand ? '&&' : '||';
  }

  #readPipeline(joint: Joint): ShellNode | null {
    const start = this.position;
    const negations = this.#readPrefixes();
    const first = this.readCommand(joint);
    if (first === null) return negations < 0 ? null : this.#endEmptyPipeline(negations);
    const parts = [first];
    let last = this.position;
    let joinsStreams = false;
    this.skipBlanks();
    while (this.codeAt(this.position) === pipe) {
      const second = this.next(this.position);
      if (this.codeAt(second) === pipe) break;
      const both = this.codeAt(second) === ampersand;
      this.position = both ? second + 1 : second;
      const after = this.position;
      this.skipNewlines();
      const next = this.readCommand('pipe');
      if (next === null) {
        this.refuse(after, 'a command is missing after `|`');
        break;
      }
      joinsStreams ||= both;
      parts.push(next);
      last = this.position;
      this.skipBlanks();
    }
    if (joinsStreams) {
      const { position } = this;
      this.position = last;
      this.addExtension('joined-streams', start);
      this.position = position;
    }
    if (negations < 0 && parts.length === 1) return first;
    return { kind: 'pipeline', parts, negated: negations % 2 === 1 };
  }

  /** In bash `!` and `time` may stand alone, but not before another operator. */
  #endEmptyPipeline(negations: number): ShellNode {
    const code = this.codeAt(this.position);
    const mayEnd = code < 0 || code === newline || (code === semicolon && this.codeAt(this.position + 1) !== semicolon);
    if (!mayEnd) this.refuse(this.position, 'a command is missing after `!` or `time`');
    return { kind: 'pipeline', parts: [], negated: negations % 2 === 1 };
  }

  /** Number of `!` before a pipeline, `time` passed over; -1 where neither stands. */
  #readPrefixes(): number {
    let negations = -1;
    for (let keyword = this.peekKeyword(); keyword === '!' || keyword === 'time'; keyword = this.peekKeyword()) {
      negations = Math.max(negations, 0);
      if (keyword === '!') negations++;
      this.position += keyword.length;
      this.skipBlanks();
      if (keyword === 'time') this.#skipOptions();
    }
    return negations;
  }

  /** `time -p --`. */
  #skipOptions(): void {
    for (const option of ['-p', '--']) {
      if (!this.text.startsWith(option, this.position) || !this.endsWord(this.position + 2)) continue;
      this.position += 2;
      this.skipBlanks();
    }
  }

  /** Reads one command with all that belongs to it; the reader ends right behind it. `null` where none begins. */
  protected readCommand(joint: Joint): ShellNode | null {
    const keyword = this.peekKeyword();
    if (isClosingKeyword(keyword) || keyword === 'in' || keyword === '!') return null;
    this.enter();
    const node = this.#readAnyCommand(keyword, joint);
    this.leave();
    return node;
  }

  #readAnyCommand(keyword: string, joint: Joint): ShellNode | null {
    if (keyword !== '' && keyword !== 'time') return this.readCompound(keyword, joint);
    if (this.codeAt(this.position) === openParenthesis) return this.readParenthesis(joint);
    return this.isAtWord() || this.isAtRedirection() ? this.readSimpleCommand(joint) : null;
  }
}

/** Several nodes as one. */
function join(parts: readonly ShellNode[]): ShellNode {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'list', parts };
}

/** A token as it is shown in a sentence. */
function quote(token: string): string {
  return `\`${token}\``;
}

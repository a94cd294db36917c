import type { ShellRedirection, ShellWord } from '../shell';
import {
  ampersand,
  backslash,
  closeBrace,
  closeParenthesis,
  doubleQuote,
  greaterThan,
  isDelimiter,
  isDigit,
  isNamePart,
  isNameStart,
  lessThan,
  minus,
  newline,
  openBrace,
  openParenthesis,
  pipe,
  singleQuote,
  tab,
} from './characters';
import { WordBuilder } from './word-builder';
import { WordReader } from './word-reader';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A here-document whose content begins at the next newline. */
interface PendingDocument {
  readonly redirection: Writable<ShellRedirection>;
  readonly delimiter: string;
  /** Part of the delimiter is quoted: nothing in the content is expanded. */
  readonly quoted: boolean;
  readonly conditional: boolean;
}

/** Reads redirections: POSIX Shell Command Language, 2.7; bash reference manual, Redirections. */
export abstract class RedirectionReader extends WordReader {
  protected pending: PendingDocument[] = [];

  /** Whether a redirection begins here, its descriptor included. */
  protected isAtRedirection(): boolean {
    const { position } = this;
    const code = this.codeAt(position);
    if (code === ampersand) return this.codeAt(this.next(position)) === greaterThan;
    const operator = isDigit(code) || code === openBrace ? this.#findDescriptorEnd(position, code) : position;
    const sign = this.codeAt(operator);
    if (sign !== lessThan && sign !== greaterThan) return false;
    return this.codeAt(operator + 1) !== openParenthesis;
  }

  /** One past the descriptor, `2` or `{name}`, that may stand at `start`; `start` where it is none. */
  #findDescriptorEnd(start: number, code: number): number {
    let end = start + 1;
    if (code !== openBrace) {
      while (isDigit(this.codeAt(end))) end++;
      return end;
    }
    if (!isNameStart(this.codeAt(end))) return start;
    while (end < this.end && isNamePart(this.text.charCodeAt(end))) end++;
    return this.codeAt(end) === closeBrace ? end + 1 : start;
  }

  /** Reads a redirection; without a target there is none, and a problem says so. */
  protected readRedirection(): ShellRedirection | null {
    const start = this.position;
    const operatorStart = this.#findDescriptorEnd(start, this.codeAt(start));
    const isNumber = isDigit(this.codeAt(start));
    this.position = isNumber || this.codeAt(start) === openBrace ? operatorStart : start;
    const descriptor = isNumber ? Number.parseInt(this.text.slice(start, operatorStart), 10) : null;
    const operator = this.#readOperator();
    this.skipBlanks();
    if (operator === '<<' || operator === '<<-') return this.#readDocument(start, operator, descriptor);
    const target = this.isAtWord() && !this.#isAtDescriptor() ? this.readWord() : null;
    if (target === null) this.refuse(this.position, `\`${operator}\` has no target`);
    if (operator === '<<<') this.addExtension('here-string', start);
    else if (operator.startsWith('&')) this.addExtension('joined-streams', start);
    if (target === null) return null;
    const redirection: Writable<ShellRedirection> = { operator, target, range: this.locate(start, this.position) };
    if (descriptor !== null) redirection.descriptor = descriptor;
    if (operator === '<<<' && target.literal) redirection.body = `${target.text}\n`;
    return redirection;
  }

  /** Whether another redirection begins here with a number, as in `> 2>&1`. */
  #isAtDescriptor(): boolean {
    return isDigit(this.codeAt(this.position)) && this.isAtRedirection();
  }

  #readOperator(): string {
    const { position } = this;
    const secondPlace = this.next(position);
    const thirdPlace = this.next(secondPlace);
    const first = this.text.charCodeAt(position);
    const second = this.codeAt(secondPlace);
    const third = this.codeAt(thirdPlace);
    let length = 1;
    if (first === ampersand) length = third === greaterThan ? 3 : 2;
    else if (first === lessThan && second === lessThan) length = third === lessThan || third === minus ? 3 : 2;
    else if (second === ampersand || second === greaterThan) length = 2;
    else if (first === greaterThan && second === pipe) length = 2;
    this.position = (length === 1 ? position : length === 2 ? secondPlace : thirdPlace) + 1;
    return this.text.slice(position, this.position).replaceAll('\\\n', '');
  }

  #readDocument(start: number, operator: string, descriptor: number | null): ShellRedirection | null {
    const target = this.#readDelimiter();
    if (target === null) {
      this.refuse(this.position, `\`${operator}\` names no word that ends the here-document`);
      return null;
    }
    const redirection: Writable<ShellRedirection> = { operator, target, range: this.locate(start, this.position) };
    if (descriptor !== null) redirection.descriptor = descriptor;
    redirection.body = '';
    const quoted = /["'\\]/.test(target.source);
    this.pending.push({ redirection, delimiter: target.text, quoted, conditional: this.conditional });
    return redirection;
  }

  /** The word that ends a here-document, as it is written but for quotes: nothing in it is expanded. */
  #readDelimiter(): ShellWord | null {
    const { text, position: start } = this;
    if (!this.isAtWord() || isDelimiter(this.codeAt(start))) return null;
    let word = '';
    let position = start;
    while (position < this.end && !isDelimiter(text.charCodeAt(position))) {
      const code = text.charCodeAt(position);
      if (code === singleQuote || code === doubleQuote) {
        const close = this.findQuoteEnd(position, code);
        const content = text.slice(position + 1, Math.min(close, this.end));
        if (close >= this.end) this.refuse(position, 'the quote is not closed');
        word += code === doubleQuote ? content.replace(/\\([$`"\\])/g, '$1') : content;
        position = close;
      } else if (code === backslash && position + 1 < this.end) {
        position++;
        if (text.charCodeAt(position) !== newline) word += text.charAt(position);
      } else word += text.charAt(position);
      position++;
    }
    this.position = Math.min(position, this.end);
    const range = this.locate(start, this.position);
    return { text: word, source: text.slice(start, this.position), range, literal: true };
  }

  /** Passes over a newline; the here-documents of the line before it follow. */
  protected takeNewline(): void {
    this.position++;
    if (this.pending.length > 0) this.takeDocuments();
  }

  protected takeDocuments(): void {
    const { pending } = this;
    this.pending = [];
    for (const document of pending) this.#takeDocument(document);
  }

  #takeDocument({ redirection, delimiter, quoted, conditional }: PendingDocument): void {
    const start = this.position;
    const stripsTabs = redirection.operator === '<<-';
    const end = this.#findDocumentEnd(delimiter, stripsTabs, quoted);
    const content = this.text.slice(start, end);
    const isPlain = quoted || !/[$`\\]/.test(content);
    if (isPlain) redirection.body = stripsTabs ? content.replace(/^\t+/gm, '') : content;
    else {
      redirection.body = null;
      this.#readContent(start, end, conditional);
    }
  }

  /** Where the content ends that begins here; the reader goes on behind the delimiter. */
  #findDocumentEnd(delimiter: string, stripsTabs: boolean, quoted: boolean): number {
    const { text } = this;
    let first = this.position;
    // What the lines hold that a backslash joins with the next one, from `first` on.
    let joined = '';
    while (this.position < this.end) {
      let start = this.position;
      if (stripsTabs && joined === '') while (this.codeAt(start) === tab) start++;
      let end = start;
      while (end < this.end && text.charCodeAt(end) !== newline) end++;
      const after = this.#findDelimiterEnd(start, end, joined, delimiter);
      if (after >= 0) {
        this.position = after === end ? Math.min(end + 1, this.end) : after;
        return first;
      }
      this.position = Math.min(end + 1, this.end);
      if (!quoted && isEscaped(text, start, end))
        joined += text.slice(start, Math.min(end - 1, start + delimiter.length + 1));
      else {
        joined = '';
        first = this.position;
      }
    }
    return this.position;
  }

  /**
   * Where the delimiter ends if the line [start, end), behind what is joined with it, is one; -1 if it is not. As in bash,
   * what closes a substitution may follow it.
   */
  #findDelimiterEnd(start: number, end: number, joined: string, delimiter: string): number {
    const after = start + delimiter.length - joined.length;
    if (after < start || after > end || !delimiter.startsWith(joined)) return -1;
    if (!this.text.startsWith(delimiter.slice(joined.length), start)) return -1;
    const isClosed = this.closing === closeParenthesis && this.text.charCodeAt(after) === closeParenthesis;
    return after === end || isClosed ? after : -1;
  }

  /** Reads what is expanded in the content of a here-document. */
  #readContent(start: number, end: number, conditional: boolean): void {
    const outer = { position: this.position, end: this.end, conditional: this.conditional, deferred: this.deferred };
    this.deferred = true;
    this.position = start;
    this.end = end;
    this.conditional = conditional;
    this.readExpanded(new WordBuilder(), -1);
    this.position = outer.position;
    this.end = outer.end;
    this.conditional = outer.conditional;
    this.deferred = outer.deferred;
  }
}

/** Whether an odd number of backslashes stands before `end`. */
function isEscaped(text: string, start: number, end: number): boolean {
  let first = end;
  while (first > start && text.charCodeAt(first - 1) === backslash) first--;
  return (end - first) % 2 === 1;
}

import type { ShellWord } from '../shell';
import { BraceSearch } from './brace-search';
import {
  asterisk,
  at,
  backslash,
  caret,
  closeBrace,
  closeBracket,
  closeParenthesis,
  colon,
  comma,
  dot,
  doubleQuote,
  exclamation,
  greaterThan,
  hash,
  isDelimiter,
  isPlain,
  lessThan,
  newline,
  openBrace,
  openBracket,
  openParenthesis,
  plus,
  question,
  singleQuote,
  tilde,
} from './characters';
import { ExpansionReader } from './expansion-reader';
import { operandText } from './operand-reader';
import { WordBuilder } from './word-builder';

/** Of `[:name:]`, `[:xdigit:]` has the longest name. */
const longestClass = 6;

/** Reads words: POSIX Shell Command Language, 2.3; bash reference manual, Brace Expansion and Pattern Matching. */
export abstract class WordReader extends ExpansionReader {
  /** Whether a word that goes up to `position` is at its end there, joined lines passed over. */
  protected override endsWord(position: number): boolean {
    if (position >= this.end) return true;
    const code = this.text.charCodeAt(position);
    return isDelimiter(code) || (code === backslash && this.#endsBehindJoined(position));
  }

  #endsBehindJoined(position: number): boolean {
    let end = position;
    while (this.codeAt(end) === backslash && this.codeAt(end + 1) === newline) end += 2;
    return end >= this.end || isDelimiter(this.text.charCodeAt(end));
  }

  /** Whether a word begins here; blanks and comments are behind the reader. */
  protected isAtWord(): boolean {
    const code = this.codeAt(this.position);
    if (code < 0 || code === hash) return false;
    return !isDelimiter(code) || this.isProcessSubstitution(code);
  }

  protected isProcessSubstitution(code: number): boolean {
    return (code === lessThan || code === greaterThan) && this.codeAt(this.position + 1) === openParenthesis;
  }

  /** Reads the word that begins here. In the value of an assignment braces stand for themselves. */
  protected readWord(inAssignment = false): ShellWord {
    const { text, end, position: start } = this;
    const first = this.codeAt(start);
    if (first === singleQuote || first === doubleQuote) {
      const word = this.readWholeQuoted(first);
      if (word !== null) return word;
    }
    let position = start;
    while (position < end && isPlain(text.charCodeAt(position))) position++;
    if (first !== tilde && this.endsWord(position) && !this.#goesOn(start, position)) {
      const source = text.slice(start, position);
      this.position = position;
      return { text: source, source, range: this.locate(start, position), literal: true };
    }
    const word = new WordBuilder();
    this.#readParts(word, start, inAssignment);
    return word.finish(text.slice(start, this.position), this.locate(start, this.position));
  }

  /** Whether a parenthesis at the end of plain text belongs to the word: `@(…)`, `a<(…)`. */
  #goesOn(start: number, position: number): boolean {
    const code = this.codeAt(position);
    if (code === openParenthesis) return position > start && isPatternSign(this.text.charCodeAt(position - 1));
    return (code === lessThan || code === greaterThan) && this.codeAt(position + 1) === openParenthesis;
  }

  #readParts(word: WordBuilder, first: number, inAssignment: boolean): void {
    const braces = new BraceSearch();
    while (this.position < this.end) {
      const code = this.text.charCodeAt(this.position);
      if (isPlain(code)) this.#readPlain(word, code, braces);
      else if (code === openBrace) this.#readOpenBrace(word, inAssignment ? null : braces);
      else if (!isDelimiter(code)) this.#readSpecial(word, code);
      else if (!this.#readParenthesis(word, code, first)) break;
    }
    this.#replaceBraces(word, braces);
  }

  #readPlain(word: WordBuilder, code: number, braces: BraceSearch): void {
    const start = this.position;
    if (code === openBracket) this.#take(word, this.#findBracketEnd(start));
    else if (code === closeBrace) {
      this.#take(word, start + 1);
      if (braces.close(start + 1)) word.endRun();
    } else {
      if (code === comma || (code === dot && this.codeAt(start + 1) === dot)) braces.part();
      this.#take(word, this.#findPlainEnd(start + 1));
    }
  }

  #readOpenBrace(word: WordBuilder, braces: BraceSearch | null): void {
    const start = this.position;
    word.endRun();
    braces?.open(start, this.codeAt(start + 1));
    this.#take(word, start + 1);
  }

  #readSpecial(word: WordBuilder, code: number): void {
    if (code === backslash) this.#readEscape(word);
    else if (code === asterisk || code === question) {
      if (this.codeAt(this.position + 1) === openParenthesis) this.#readPatternGroup(word);
      else this.#readPattern(word);
    } else if (!this.readPart(word, code, false)) this.takeCharacter(word);
  }

  /** Reads `@(…)` and `<(…)`; `false`, and nothing read, where the word ends. */
  #readParenthesis(word: WordBuilder, code: number, first: number): boolean {
    const start = this.position;
    if (
      code === openParenthesis &&
      start > first &&
      isPatternSign(this.text.charCodeAt(start - 1)) &&
      word.dropLast()
    ) {
      this.position--;
      this.#readPatternGroup(word);
      return true;
    }
    if (!this.isProcessSubstitution(code)) return false;
    this.readProcessSubstitution(word);
    return true;
  }

  /** Takes the text up to `end` as it is. */
  #take(word: WordBuilder, end: number): void {
    word.addPlain(this.text.slice(this.position, end), this.position);
    this.position = end;
  }

  /** Where the next character stands that a word does not take as it is. */
  #findPlainEnd(start: number): number {
    let position = start;
    while (position < this.end) {
      const code = this.text.charCodeAt(position);
      if (!isPlain(code) || code === openBracket || code === closeBrace || code === comma || code === dot) break;
      position++;
    }
    return position;
  }

  #readEscape(word: WordBuilder): void {
    const start = this.position;
    this.position = Math.min(start + 2, this.end);
    if (start + 1 >= this.end) word.addPlain('\\', start);
    else if (this.text.charCodeAt(start + 1) !== newline) word.addPlain(this.text.charAt(start + 1), start);
  }

  /** `?`, or one or more `*`. */
  #readPattern(word: WordBuilder): void {
    const start = this.position;
    this.position++;
    if (this.text.charCodeAt(start) === asterisk) {
      while (this.codeAt(this.position) === asterisk && this.codeAt(this.position + 1) !== openParenthesis) {
        this.position++;
      }
    }
    const written = this.text.slice(start, this.position);
    word.add({ kind: 'pattern', text: written, quoted: false }, written, start);
  }

  /** `@(…)`, `!(…)` and their kin, from the sign before the parenthesis on. */
  #readPatternGroup(word: WordBuilder): void {
    const start = this.position;
    this.enter();
    this.position += 2;
    this.readOperand(new WordBuilder(), closeParenthesis, openParenthesis, operandText);
    if (this.position < this.end) this.position++;
    else this.refuse(start, '`)` is missing, which closes the pattern');
    this.leave();
    const written = this.text.slice(start, this.position);
    word.add({ kind: 'unknown', text: written, quoted: false }, written, start);
  }

  /**
   * One past the bracket that closes a pattern of plain characters; one past `start` where there is none. Such a
   * pattern counts as text: where no file matches it, the shell hands it on as written.
   */
  #findBracketEnd(start: number): number {
    if (start < this.unclosedPattern) return start + 1;
    let position = start + 1;
    const sign = this.codeAt(position);
    if (sign === exclamation || sign === caret) position++;
    if (this.codeAt(position) === closeBracket) position++;
    for (; position < this.end; position++) {
      const code = this.text.charCodeAt(position);
      if (code === closeBracket) return position + 1;
      const isMember = isPlain(code) || code === asterisk || code === question;
      if (!isMember) break;
      if (code === openBracket && this.codeAt(position + 1) === colon) {
        const end = this.text.slice(position + 2, position + longestClass + 4).indexOf(':]');
        if (end < 0) break;
        position += end + 3;
      }
    }
    this.unclosedPattern = position;
    return start + 1;
  }

  #replaceBraces(word: WordBuilder, { found }: BraceSearch): void {
    if (found.length === 0) return;
    word.replaceAll(found, this.text);
    const last = this.position;
    for (const { start, end } of found) {
      this.position = end;
      this.addExtension('brace-expansion', start);
    }
    this.position = last;
  }
}

/** Before a parenthesis it begins a pattern: `?`, `*`, `+`, `@`, `!`. */
function isPatternSign(code: number): boolean {
  return code === at || code === plus || code === exclamation || code === question || code === asterisk;
}

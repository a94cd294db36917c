import type { ShellWord } from '../shell';
import { BraceSearch } from './brace-search';
import {
  asterisk,
  at,
  backquote,
  backslash,
  caret,
  closeBrace,
  closeBracket,
  closeParenthesis,
  colon,
  comma,
  dollar,
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

/** Reads words: POSIX Shell Command Language, 2.3; bash reference manual, Brace Expansion and Pattern Matching. */
export abstract class WordReader extends ExpansionReader {
  protected override endsWord(position: number): boolean {
    return position >= this.end || isDelimiter(this.text.charCodeAt(position));
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
    const { text, end } = this;
    const braces = new BraceSearch();
    while (this.position < end) {
      const start = this.position;
      const code = text.charCodeAt(start);
      switch (code) {
        case backslash:
          this.#readEscape(word);
          continue;
        case singleQuote:
          this.readSingleQuoted(word);
          continue;
        case doubleQuote:
          this.readDoubleQuoted(word);
          continue;
        case backquote:
          this.readBackquotes(word, false, false);
          continue;
        case dollar:
          if (!this.readDollar(word, false, false)) this.#take(word, start + 1);
          continue;
        case asterisk:
        case question:
          if (this.codeAt(start + 1) === openParenthesis) this.#readPatternGroup(word);
          else this.#readPattern(word);
          continue;
        case openBracket:
          this.#take(word, this.#findBracketEnd(start));
          continue;
        case openBrace:
          word.endRun();
          if (!inAssignment) braces.open(start, this.codeAt(start + 1));
          this.#take(word, start + 1);
          continue;
        case closeBrace:
          this.#take(word, start + 1);
          if (braces.close(start + 1)) word.endRun();
          continue;
      }
      if (code === openParenthesis && start > first && isPatternSign(text.charCodeAt(start - 1)) && word.dropLast()) {
        this.position--;
        this.#readPatternGroup(word);
      } else if (isDelimiter(code)) {
        if (!this.isProcessSubstitution(code)) break;
        this.readProcessSubstitution(word);
      } else {
        if (code === comma || (code === dot && this.codeAt(start + 1) === dot)) braces.part();
        this.#take(word, this.#findPlainEnd(start + 1));
      }
    }
    this.#replaceBraces(word, braces);
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
      const isMember = isPlain(code) || code === asterisk || code === question || code === openBrace;
      if (!isMember) break;
      if (code === openBracket && this.codeAt(position + 1) === colon) {
        const end = this.text.indexOf(':]', position + 2);
        if (end < 0 || end > position + 12) break;
        position = end + 1;
      }
    }
    this.unclosedPattern = position;
    return start + 1;
  }

  #replaceBraces(word: WordBuilder, { found }: BraceSearch): void {
    const last = this.position;
    for (const { start, end } of found) {
      word.replace(start, end, this.text.slice(start, end));
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

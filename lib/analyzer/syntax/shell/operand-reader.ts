import {
  asterisk,
  backquote,
  backslash,
  closeBrace,
  closeParenthesis,
  dollar,
  doubleQuote,
  greaterThan,
  lessThan,
  newline,
  openParenthesis,
  question,
  singleQuote,
} from './characters';
import { QuoteReader } from './quote-reader';
import { WordBuilder } from './word-builder';

/** How the text within an expansion is read. */
export interface OperandKind {
  /** In double quotes: a single quote stands for itself, and so does a backslash before most characters. */
  readonly inQuotes: boolean;
  /** `*` and `?` are patterns, and `<(…)` is a substitution. */
  readonly words: boolean;
  /** A closing brace ends it as well: the parameter around it ends there. */
  readonly endsAtBrace: boolean;
}

/** Outside quotes. */
export const operandText: OperandKind = { inQuotes: false, words: true, endsAtBrace: false };
export const quotedOperandText: OperandKind = { inQuotes: true, words: false, endsAtBrace: false };
export const arithmetic: OperandKind = { inQuotes: false, words: false, endsAtBrace: false };
/** The index in `${NAME[…]}`. */
export const parameterIndex: OperandKind = { inQuotes: false, words: false, endsAtBrace: true };

/** Reads what stands within an expansion: operands, patterns and arithmetic. */
export abstract class OperandReader extends QuoteReader {
  protected abstract readProcessSubstitution(word: WordBuilder): void;

  /** Reads the expansions in the arithmetic of [start, end). */
  protected readArithmetic(start: number, end: number): void {
    const outer = this.end;
    this.enter();
    this.position = start;
    this.end = end;
    this.readOperand(new WordBuilder(), -1, -1, arithmetic);
    this.end = outer;
    this.leave();
  }

  /** Where the `))` of arithmetic stands whose `((` ends at `start`; -1 where the parentheses are none of arithmetic. */
  protected findArithmeticEnd(start: number): number {
    let depth = 0;
    for (let position = start; position < this.end; position++) {
      const code = this.text.charCodeAt(position);
      if (code === backslash) position++;
      else if (code === openParenthesis) depth++;
      else if (code === closeParenthesis) {
        if (depth === 0) return this.codeAt(position + 1) === closeParenthesis ? position : -1;
        depth--;
      } else if (code === singleQuote || code === doubleQuote) {
        position = this.findQuoteEnd(position, code);
      }
    }
    return -1;
  }

  /** Where the quote is closed that stands at `start`; the end where it is not. */
  protected findQuoteEnd(start: number, quote: number): number {
    let position = start + 1;
    while (position < this.end && this.text.charCodeAt(position) !== quote) {
      position += quote === doubleQuote && this.text.charCodeAt(position) === backslash ? 2 : 1;
    }
    return position;
  }

  /**
   * Reads text in which blanks and operators stand for themselves, up to `closing` or the end. `opening` is what asks
   * for a `closing` of its own; -1 for none.
   */
  protected readOperand(word: WordBuilder, closing: number, opening: number, kind: OperandKind): void {
    let depth = 0;
    while (this.position < this.end) {
      const code = this.text.charCodeAt(this.position);
      if (code === closing && depth-- === 0) return;
      if (code === closeBrace && kind.endsAtBrace) return;
      if (code === opening) depth++;
      if (code === backslash) this.#readEscape(word, kind.inQuotes);
      else if (!this.readPart(word, code, kind.inQuotes) && !(kind.words && this.#readWordSign(word, code))) {
        this.takeCharacter(word);
      }
    }
  }

  /** Reads `*`, `?` and `<(…)`; `false`, and nothing read, where another thing stands. */
  #readWordSign(word: WordBuilder, code: number): boolean {
    if (code === asterisk || code === question) {
      const sign = String.fromCharCode(code);
      word.add({ kind: 'pattern', text: sign, quoted: false }, sign, this.position);
      this.position++;
      return true;
    }
    if ((code !== lessThan && code !== greaterThan) || this.codeAt(this.position + 1) !== openParenthesis) return false;
    this.readProcessSubstitution(word);
    return true;
  }

  #readEscape(word: WordBuilder, inQuotes: boolean): void {
    const start = this.position;
    const next = this.codeAt(start + 1);
    const isEscaped = next === dollar || next === backquote || next === doubleQuote || next === backslash;
    this.position = Math.min(start + 2, this.end);
    if (next === newline) return;
    const keepsBackslash = inQuotes && !isEscaped && next !== closeBrace;
    if (keepsBackslash || next < 0) word.addPlain(this.text.slice(start, this.position), start);
    else word.addPlain(this.text.charAt(start + 1), start);
  }
}

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
}

/** Outside quotes. */
export const operandText: OperandKind = { inQuotes: false, words: true };
export const quotedOperandText: OperandKind = { inQuotes: true, words: false };
export const arithmetic: OperandKind = { inQuotes: false, words: false };

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
  protected readOperand(word: WordBuilder, closing: number, opening: number, { inQuotes, words }: OperandKind): void {
    let depth = 0;
    while (this.position < this.end) {
      const start = this.position;
      const code = this.text.charCodeAt(start);
      if (code === closing && depth-- === 0) return;
      if (code === opening) depth++;
      if (code === backslash) this.#readEscape(word, inQuotes);
      else if (code === singleQuote && !inQuotes) this.readSingleQuoted(word);
      else if (code === doubleQuote) this.readDoubleQuoted(word);
      else if (code === backquote) this.readBackquotes(word, false, inQuotes);
      else if (code === dollar && this.readDollar(word, false, inQuotes)) continue;
      else if (words && (code === lessThan || code === greaterThan) && this.codeAt(start + 1) === openParenthesis) {
        this.readProcessSubstitution(word);
      } else if (words && (code === asterisk || code === question)) {
        word.add({ kind: 'pattern', text: String.fromCharCode(code), quoted: false }, String.fromCharCode(code), start);
        this.position++;
      } else {
        word.addPlain(this.text.charAt(start), start);
        this.position++;
      }
    }
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

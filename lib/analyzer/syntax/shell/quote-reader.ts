import type { SourceRange } from '../range';
import type { ShellNode, ShellWord } from '../shell';
import { decodeAnsiQuotes } from './ansi-quotes';
import { backquote, backslash, dollar, doubleQuote, newline, singleQuote } from './characters';
import { ShellSource } from './source';
import type { WordBuilder } from './word-builder';

/** Reads quotes and backquotes: POSIX Shell Command Language, 2.2 and 2.6.3. */
export abstract class QuoteReader extends ShellSource {
  /** Reads what begins with `$`; `false`, and nothing read, where the `$` stands for itself. */
  protected abstract readDollar(word: WordBuilder, quoted: boolean, inQuotes: boolean): boolean;

  /** Reads the script of a substitution up to what closes it. */
  protected abstract readSubstituted(closing: number): ShellNode;

  /** A word that is one pair of quotes around plain text; `null` where it is more. */
  protected readWholeQuoted(quote: number): ShellWord | null {
    const { text, position } = this;
    const close = text.indexOf(quote === singleQuote ? "'" : '"', position + 1);
    if (close < 0 || close >= this.end) return null;
    const content = text.slice(position + 1, close);
    if (quote === doubleQuote && (content.includes('$') || content.includes('\\') || content.includes('`')))
      return null;
    if (!this.endsWord(close + 1)) return null;
    this.position = close + 1;
    const range = this.locate(position, close + 1);
    return { text: content, source: text.slice(position, close + 1), range, literal: true };
  }

  protected abstract endsWord(position: number): boolean;

  /** Reads the quotes or the expansion that begin here; `false`, and nothing read, where neither does. */
  protected readPart(word: WordBuilder, code: number, inQuotes: boolean): boolean {
    switch (code) {
      case singleQuote:
        if (inQuotes) return false;
        this.readSingleQuoted(word);
        return true;
      case doubleQuote:
        this.readDoubleQuoted(word);
        return true;
      case backquote:
        this.readBackquotes(word, false, inQuotes);
        return true;
      case dollar:
        return this.readDollar(word, false, inQuotes);
      default:
        return false;
    }
  }

  /** Takes the character that stands here as it is. */
  protected takeCharacter(word: WordBuilder): void {
    word.addPlain(this.text.charAt(this.position), this.position);
    this.position++;
  }

  /** Reads from a single quote to the next one. */
  protected readSingleQuoted(word: WordBuilder): void {
    const start = this.position;
    const close = this.text.indexOf("'", start + 1);
    const closed = close >= 0 && close < this.end;
    if (!closed) this.refuse(start, 'the single quote is not closed');
    word.addQuoted(this.text.slice(start + 1, closed ? close : this.end), start);
    this.position = closed ? close + 1 : this.end;
  }

  /** Reads `$'…'` from its dollar sign on. */
  protected readAnsiQuoted(word: WordBuilder): void {
    const start = this.position;
    let close = start + 2;
    while (close < this.end && this.text.charCodeAt(close) !== singleQuote) {
      close += this.text.charCodeAt(close) === backslash ? 2 : 1;
    }
    if (close >= this.end) this.refuse(start + 1, 'the single quote is not closed');
    const content = Math.min(close, this.end);
    word.addQuoted(decodeAnsiQuotes(this.text.slice(start + 2, content)), start);
    this.position = Math.min(close + 1, this.end);
    this.addExtension('ansi-quotes', start);
  }

  /** Reads a double quote, what it holds, and the quote that closes it. */
  protected readDoubleQuoted(word: WordBuilder): void {
    const start = this.position;
    const { length } = word;
    this.position++;
    this.readExpanded(word, doubleQuote);
    // Quotes around nothing are a word all the same.
    if (word.length === length) word.addQuoted('', start);
    if (this.position < this.end) this.position++;
    else this.refuse(start, 'the double quote is not closed');
  }

  /** Reads text in which only `$`, backquotes and backslashes mean something, up to `closing` or the end. */
  protected readExpanded(word: WordBuilder, closing: number): void {
    word.endRun();
    while (this.position < this.end) {
      const code = this.text.charCodeAt(this.position);
      if (code === closing) return;
      if (code === backquote) this.readBackquotes(word, true, true);
      else if (code !== dollar || !this.readDollar(word, true, true)) this.#readQuotedText(word, closing);
    }
  }

  /** Reads the character that stands here, and the text behind it up to what means something. */
  #readQuotedText(word: WordBuilder, closing: number): void {
    const { text, end, position: start } = this;
    let position = start;
    let code = text.charCodeAt(position);
    let read = '';
    let taken = start;
    do {
      if (code === backslash) {
        const dropped = this.#countDropped(position, closing);
        if (dropped > 0) {
          read += text.slice(taken, position);
          taken = position + dropped;
        }
        position++;
      }
      position++;
      code = text.charCodeAt(position);
    } while (position < end && code !== closing && code !== dollar && code !== backquote);
    this.position = Math.min(position, end);
    read += text.slice(taken, this.position);
    if (read !== '') word.addQuoted(read, start);
  }

  /** Number of characters that a backslash takes out of quoted text: itself, or it and a newline; 0 where it stays. */
  #countDropped(position: number, closing: number): number {
    const next = this.codeAt(position + 1);
    if (next === newline) return 2;
    return next === dollar || next === backquote || next === backslash || (next === closing && next > 0) ? 1 : 0;
  }

  /** Reads a script in backquotes. One with escapes in it is decoded first, so its positions are not those of the text. */
  protected readBackquotes(word: WordBuilder, quoted: boolean, inQuotes: boolean): void {
    const { text, end, position: start } = this;
    let close = start + 1;
    let escaped = false;
    while (close < end && text.charCodeAt(close) !== backquote) {
      if (text.charCodeAt(close) === backslash) {
        escaped = true;
        close++;
      }
      close++;
    }
    if (close >= end) this.refuse(start, 'the backquote is not closed');
    const last = Math.min(close, end);
    const after = Math.min(close + 1, end);
    this.position = start + 1;
    this.end = last;
    const script = escaped ? this.#readDecoded(inQuotes, this.locate(start, after)) : this.readSubstituted(-1);
    this.end = end;
    this.position = after;
    word.add({ kind: 'substitution', script, quoted }, text.slice(start, after), start);
  }

  /** Reads the script from here to the end, of which escapes are decoded first: all of it lies at `range`. */
  #readDecoded(inQuotes: boolean, range: SourceRange): ShellNode {
    const { text, within, unclosedArithmetic, unclosedScripts, unclosedPattern } = this;
    this.text = decodeBackquotes(text.slice(this.position, this.end), inQuotes);
    this.position = 0;
    this.end = this.text.length;
    this.within = range;
    this.unclosedArithmetic = new Set();
    this.unclosedScripts = new Set();
    this.unclosedPattern = -1;
    const script = this.readSubstituted(-1);
    this.text = text;
    this.within = within;
    this.unclosedArithmetic = unclosedArithmetic;
    this.unclosedScripts = unclosedScripts;
    this.unclosedPattern = unclosedPattern;
    return script;
  }
}

/** In backquotes a backslash escapes `$`, a backquote and itself; in double quotes around them also the quote. */
function decodeBackquotes(written: string, inQuotes: boolean): string {
  return written.replace(inQuotes ? /\\([$`\\"])/g : /\\([$`\\])/g, '$1');
}

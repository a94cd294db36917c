import type { ShellExtensionKind, ShellWord, ShellWordPart } from '../shell';
import {
  ampersand,
  backslash,
  caret,
  closeBrace,
  closeBracket,
  closeParenthesis,
  colon,
  comma,
  doubleQuote,
  equals,
  exclamation,
  hash,
  isDigit,
  isNamePart,
  isNameStart,
  isSpecialParameter,
  minus,
  newline,
  openBrace,
  openBracket,
  openParenthesis,
  percent,
  pipe,
  plus,
  question,
  semicolon,
  singleQuote,
  slash,
  space,
  tab,
} from './characters';
import { OperandReader, operandText, parameterIndex, quotedOperandText } from './operand-reader';
import { WordBuilder } from './word-builder';

/** Reads what `$` begins: POSIX Shell Command Language, 2.6; bash reference manual, Shell Parameter Expansion. */
export abstract class ExpansionReader extends OperandReader {
  protected readDollar(word: WordBuilder, quoted: boolean, inQuotes: boolean): boolean {
    const start = this.position;
    const next = this.codeAt(start + 1);
    if (isNameStart(next)) {
      let end = start + 2;
      while (isNamePart(this.text.charCodeAt(end)) && end < this.end) end++;
      if (this.codeAt(end) === backslash) end = this.#findJoinedNameEnd(end);
      return this.#addParameter(word, end, quoted);
    }
    switch (next) {
      case openBrace:
        return this.#readBraces(word, quoted, inQuotes);
      case openParenthesis:
        if (!this.#readArithmetic(word, quoted)) this.#readSubstitution(word, 2, closeParenthesis, quoted);
        return true;
      case openBracket:
        return this.#readBracketArithmetic(word, quoted);
      case singleQuote:
        if (quoted) return false;
        this.readAnsiQuoted(word);
        return true;
      case doubleQuote:
        if (quoted) return false;
        this.position++;
        this.readDoubleQuoted(word);
        return true;
      default:
        return isSpecialParameter(next) && this.#addParameter(word, start + 2, quoted);
    }
  }

  /** Where a name ends that may go on in the next line: `$NA\⏎ME`. */
  #findJoinedNameEnd(start: number): number {
    let end = start;
    let place = this.next(start - 1);
    while (place < this.end && isNamePart(this.text.charCodeAt(place))) {
      end = place + 1;
      place = this.next(place);
    }
    return end;
  }

  /** `$NAME`, `$1`, `$@`. */
  #addParameter(word: WordBuilder, end: number, quoted: boolean): boolean {
    const start = this.position;
    const written = this.text.slice(start, end);
    const name = written.includes('\\') ? written.slice(1).replaceAll('\\\n', '') : written.slice(1);
    this.position = end;
    if (isNameStart(name.charCodeAt(0))) this.addVariable(name, start, false);
    word.add({ kind: 'variable', name, operator: null, operand: null, quoted }, written, start);
    return true;
  }

  /** Reads `$(…)` or `${ …; }`, whose script begins `skipped` characters from here. */
  #readSubstitution(word: WordBuilder, skipped: number, closing: number, quoted: boolean): void {
    const start = this.position;
    this.position += skipped;
    const script = this.readSubstituted(closing);
    if (this.codeAt(this.position) === closing) this.position++;
    else {
      this.refuse(start, `\`${String.fromCharCode(closing)}\` is missing, which closes the substitution`);
      this.readOperand(new WordBuilder(), closing, -1, operandText);
      if (this.position < this.end) this.position++;
    }
    word.add({ kind: 'substitution', script, quoted }, this.text.slice(start, this.position), start);
  }

  /** Reads `<(…)` or `>(…)`. */
  protected readProcessSubstitution(word: WordBuilder): void {
    const start = this.position;
    this.position += 2;
    this.readSubstituted(closeParenthesis);
    if (this.position < this.end) this.position++;
    else this.refuse(start, '`)` is missing, which closes the substitution');
    this.addExtension('process-substitution', start);
    const written = this.text.slice(start, this.position);
    word.add({ kind: 'unknown', text: written, quoted: false }, written, start);
  }

  /** `$((…))`; `false`, and nothing read, where it is a substitution that begins with a subshell. */
  #readArithmetic(word: WordBuilder, quoted: boolean): boolean {
    const start = this.position;
    if (this.codeAt(start + 2) !== openParenthesis) return false;
    const close = this.findArithmeticEnd(start + 3);
    if (close < 0) return false;
    this.#addArithmetic(word, start + 3, close, 2, quoted);
    return true;
  }

  /** `$[…]`, the old way to write `$((…))` in bash. */
  #readBracketArithmetic(word: WordBuilder, quoted: boolean): boolean {
    const start = this.position;
    if (this.unclosedArithmetic.has(this.end)) return false;
    let depth = 1;
    let close = start + 2;
    for (; close < this.end; close++) {
      const code = this.text.charCodeAt(close);
      if (code === openBracket) depth++;
      else if (code === closeBracket && --depth === 0) break;
    }
    if (close >= this.end) {
      this.unclosedArithmetic.add(this.end);
      return false;
    }
    this.#addArithmetic(word, start + 2, close, 1, quoted);
    return true;
  }

  #addArithmetic(word: WordBuilder, from: number, close: number, closing: number, quoted: boolean): void {
    const start = this.position;
    this.readArithmetic(from, close);
    this.position = close + closing;
    const written = this.text.slice(start, this.position);
    word.add({ kind: 'unknown', text: written, quoted }, written, start);
  }

  /** `${…}`. */
  #readBraces(word: WordBuilder, quoted: boolean, inQuotes: boolean): boolean {
    const first = this.codeAt(this.position + 2);
    if (first === space || first === tab || first === newline || first === pipe) {
      if (this.#holdsScript(this.position + 2)) {
        this.#readSubstitution(word, first === pipe ? 3 : 2, closeBrace, quoted);
        return true;
      }
      this.refuse(this.position, 'a name is missing after `${`', false);
    }
    this.enter();
    this.#readParameter(word, quoted, inQuotes);
    this.leave();
    return true;
  }

  /** Whether what ends the last command stands before the closing brace, as in the `${ …; }` of bash 5.3. */
  #holdsScript(start: number): boolean {
    if (this.unclosedScripts.has(this.end)) return false;
    let depth = 0;
    let position = start;
    for (; position < this.end; position++) {
      const code = this.text.charCodeAt(position);
      if (code === backslash) position++;
      else if (code === openBrace) depth++;
      else if (code === closeBrace && depth-- === 0) break;
      else if (code === singleQuote || code === doubleQuote) position = this.findQuoteEnd(position, code);
    }
    if (position >= this.end) this.unclosedScripts.add(this.end);
    do position--;
    while (position > start && (this.codeAt(position) === space || this.codeAt(position) === tab));
    const last = this.codeAt(position);
    return last === semicolon || last === ampersand || last === newline;
  }

  #readParameter(word: WordBuilder, quoted: boolean, inQuotes: boolean): void {
    const start = this.position;
    const isIndirect = this.codeAt(start + 2) === exclamation && this.codeAt(start + 3) !== closeBrace;
    const isLength = !isIndirect && this.#isLength(start + 2);
    const nameStart = start + (isIndirect || isLength ? 3 : 2);
    this.position = this.#findNameEnd(nameStart);
    const name = this.text.slice(nameStart, this.position);
    const hasIndex = name !== '' && this.codeAt(this.position) === openBracket && this.#skipIndex();
    const operator = this.#readOperator();
    const operand = operator === '' ? null : this.#readOperandWord(operator, inQuotes);
    if (this.position < this.end) this.position++;
    else this.refuse(start, '`}` is missing, which closes the parameter');
    const kind = isIndirect ? 'indirection' : hasIndex ? 'array' : (extensions[operator] ?? null);
    if (kind !== null) this.addExtension(kind, start);
    if (isNameStart(name.charCodeAt(0))) this.addVariable(name, start, isDefault(operator));
    const written = this.text.slice(start, this.position);
    const isPlainName = name !== '' && !isIndirect && !isLength && !hasIndex;
    const part: ShellWordPart =
      isPlainName && isPortable(operator)
        ? { kind: 'variable', name, operator: operator === '' ? null : operator, operand, quoted }
        : { kind: 'unknown', text: written, quoted };
    word.add(part, written, start);
  }

  /** `${#NAME}` and `${#NAME[…]}`, but not `${#}` nor an operator behind `#`. */
  #isLength(position: number): boolean {
    if (this.codeAt(position) !== hash) return false;
    const end = this.#findNameEnd(position + 1);
    const after = this.codeAt(end);
    return end > position + 1 && (after === closeBrace || after === openBracket);
  }

  /** One past the name that begins at `start`: letters, digits, or one special character. */
  #findNameEnd(start: number): number {
    const first = this.codeAt(start);
    let end = start + 1;
    if (isNameStart(first)) while (isNamePart(this.codeAt(end)) && end < this.end) end++;
    else if (isDigit(first)) while (isDigit(this.codeAt(end))) end++;
    else if (!isSpecialParameter(first)) return start;
    return end;
  }

  /** Passes over `[…]` behind a name. */
  #skipIndex(): boolean {
    this.position++;
    this.readOperand(new WordBuilder(), closeBracket, openBracket, parameterIndex);
    if (this.codeAt(this.position) === closeBracket) this.position++;
    return true;
  }

  /** Reads the operator behind the name; empty before the closing brace, `@` for all that is read no further. */
  #readOperator(): string {
    const { position } = this;
    const code = this.codeAt(position);
    const next = this.codeAt(position + 1);
    if (code === closeBrace || code < 0) return '';
    let length =
      [slash, colon, hash, percent, caret, comma].includes(code) || isDefault(this.text.charAt(position)) ? 1 : 0;
    if (code === colon && (next === minus || next === equals || next === plus || next === question)) length = 2;
    else if (code === next && [hash, percent, caret, comma].includes(code)) length = 2;
    else if (code === slash && (next === slash || next === hash || next === percent)) length = 2;
    this.position += length;
    return length === 0 ? '@' : this.text.slice(position, position + length);
  }

  /** Reads what stands behind the operator, up to the closing brace. */
  #readOperandWord(operator: string, inQuotes: boolean): ShellWord {
    const start = this.position;
    const kind = inQuotes && isDefault(operator) ? quotedOperandText : operandText;
    const word = new WordBuilder();
    this.readOperand(word, closeBrace, -1, kind);
    return word.finish(this.text.slice(start, this.position), this.locate(start, this.position));
  }
}

/** The operators of `${NAME…}` that only bash knows. */
const extensions: Readonly<Record<string, ShellExtensionKind>> = {
  '/': 'replacement',
  '//': 'replacement',
  '/#': 'replacement',
  '/%': 'replacement',
  ':': 'slice',
  '^': 'case-modification',
  '^^': 'case-modification',
  ',': 'case-modification',
  ',,': 'case-modification',
};

/** `-`, `=`, `+` and `?`, each with or without a colon. */
function isDefault(operator: string): boolean {
  return /^:?[-=+?]$/.test(operator);
}

/** None, a default, or the removal of a prefix or suffix: what every shell knows. */
function isPortable(operator: string): boolean {
  return operator === '' || isDefault(operator) || /^(?:##?|%%?)$/.test(operator);
}

import type { ShellTest, ShellWord } from '../shell';
import {
  ampersand,
  backslash,
  closeParenthesis,
  greaterThan,
  isDelimiter,
  lessThan,
  newline,
  openParenthesis,
  pipe,
} from './characters';
import { CommandReader } from './command-reader';
import { WordBuilder } from './word-builder';

const unaryOperators = /^-[abcdefghknoprstuvwxzGLNORS]$/;
const binaryOperators = /^(?:==?|!=|=~|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))$/;

/** Reads what `[[ … ]]` asks: bash reference manual, Conditional Constructs. */
export abstract class TestReader extends CommandReader {
  /** Reads from behind `[[` to behind `]]`. */
  protected readTest(): ShellTest {
    const { deferred } = this;
    this.deferred = true;
    const test = this.#readOr();
    if (this.#isAtEnd()) this.position += 2;
    else this.refuse(this.position, '`]]` is missing, which closes the test');
    this.deferred = deferred;
    return test;
  }

  #skipGap(): void {
    this.skipBlanks();
    while (this.codeAt(this.position) === newline) {
      this.takeNewline();
      this.skipBlanks();
    }
  }

  #isAtEnd(): boolean {
    this.#skipGap();
    return this.text.startsWith(']]', this.position) && this.endsWord(this.position + 2);
  }

  #takeSign(sign: number): boolean {
    this.#skipGap();
    if (this.codeAt(this.position) !== sign || this.codeAt(this.position + 1) !== sign) return false;
    this.position += 2;
    return true;
  }

  #readOr(): ShellTest {
    const first = this.#readAnd();
    const tests = [first];
    while (this.#takeSign(pipe)) tests.push(this.#readAnd());
    return tests.length === 1 ? first : { kind: 'or', tests };
  }

  #readAnd(): ShellTest {
    const first = this.#readNot();
    const tests = [first];
    while (this.#takeSign(ampersand)) tests.push(this.#readNot());
    return tests.length === 1 ? first : { kind: 'and', tests };
  }

  #readNot(): ShellTest {
    let isNegated = false;
    this.#skipGap();
    while (this.text.charAt(this.position) === '!' && this.endsWord(this.position + 1) && this.position < this.end) {
      isNegated = !isNegated;
      this.position++;
      this.#skipGap();
    }
    const test = this.codeAt(this.position) === openParenthesis ? this.#readGroup() : this.#readQuestion();
    return isNegated ? { kind: 'not', test } : test;
  }

  #readGroup(): ShellTest {
    this.enter();
    this.position++;
    const test = this.#readOr();
    this.#skipGap();
    if (this.codeAt(this.position) === closeParenthesis) this.position++;
    else this.refuse(this.position, '`)` is missing, which closes the group');
    this.leave();
    return test;
  }

  /** An operator and its operand, an operator between two, or a word alone, which must not be empty. */
  #readQuestion(): ShellTest {
    const first = this.#readTestWord();
    if (unaryOperators.test(first.source)) {
      return { kind: 'question', operator: first.source, operands: [this.#readOperand()] };
    }
    this.skipBlanks();
    if (this.codeAt(this.position) === newline)
      this.refuse(this.position, 'a line ends behind the first word of a test');
    if (this.#isAtEnd()) return { kind: 'question', operator: '-n', operands: [first] };
    const operator = this.#readBinaryOperator();
    if (operator === '') return { kind: 'question', operator: '-n', operands: [first] };
    const second = operator === '=~' ? this.#readExpression() : this.#readOperand();
    return { kind: 'question', operator, operands: [first, second] };
  }

  /** Outside quotes `<` and `>` compare; empty, and nothing read, where no operator stands. */
  #readBinaryOperator(): string {
    const start = this.position;
    const code = this.codeAt(start);
    if ((code === lessThan || code === greaterThan) && !this.isProcessSubstitution(code)) {
      this.position++;
      return code === lessThan ? '<' : '>';
    }
    let end = start;
    while (end < this.end && !isDelimiter(this.text.charCodeAt(end))) end++;
    const operator = this.text.slice(start, end);
    if (!binaryOperators.test(operator)) return '';
    this.position = end;
    return operator;
  }

  /** The word behind an operator, which stands on the same line. */
  #readOperand(): ShellWord {
    this.skipBlanks();
    if (this.codeAt(this.position) === newline)
      this.refuse(this.position, 'a word is missing behind an operator of the test');
    return this.#readTestWord();
  }

  #readTestWord(): ShellWord {
    if (!this.#isAtEnd() && this.isAtWord()) return this.readWord();
    this.refuse(this.position, 'a word is missing in the test');
    const range = this.locate(this.position, this.position);
    return { text: '', source: '', range, literal: true };
  }

  /** The regular expression behind `=~`: groups may hold blanks and operators, and `|` ends nothing. */
  #readExpression(): ShellWord {
    this.#skipGap();
    const start = this.position;
    const word = new WordBuilder();
    let depth = 0;
    while (this.position < this.end) {
      const { position } = this;
      const code = this.text.charCodeAt(position);
      if (code === openParenthesis) depth++;
      else if (code === closeParenthesis && depth > 0) depth--;
      else if (depth === 0 && isDelimiter(code) && code !== pipe && !this.isProcessSubstitution(code)) break;
      if (code === backslash) {
        word.addPlain(this.text.slice(position + 1, position + 2), position);
        this.position = Math.min(position + 2, this.end);
      } else if (!this.readPart(word, code, false)) this.takeCharacter(word);
    }
    return word.finish(this.text.slice(start, this.position), this.locate(start, this.position));
  }
}

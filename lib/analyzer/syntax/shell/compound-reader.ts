import type { Joint, ShellNode, ShellWord } from '../shell';
import { ampersand, closeParenthesis, openParenthesis, pipe, semicolon } from './characters';
import { ListReader } from './list-reader';

type CaseItem = Extract<ShellNode, { kind: 'case' }>['items'][number];

/** Reads conditions, loops and cases: POSIX Shell Command Language, 2.9.4; bash reference manual, Compound Commands. */
export abstract class CompoundReader extends ListReader {
  /** A list that must not be empty. */
  protected readBody(keyword: string, joint: Joint): ShellNode {
    const start = this.position;
    const body = this.readList(joint);
    if (body.kind === 'list' && body.parts.length === 0 && this.position < this.end) {
      this.refuse(Math.max(start, this.position), `a command is missing after \`${keyword}\``);
    }
    return body;
  }

  #readConditionalBody(keyword: string, joint: Joint): ShellNode {
    const { conditional } = this;
    this.conditional = true;
    const body = this.readBody(keyword, joint);
    this.conditional = conditional;
    return body;
  }

  protected closeWith(code: number, what: string): void {
    if (this.codeAt(this.position) === code) this.position++;
    else this.refuse(this.position, what);
  }

  protected readGroup(joint: Joint): ShellNode {
    const body = this.readBody('{', joint);
    this.takeKeyword('}', '`}` is missing, which closes the group');
    return { kind: 'group', body, redirections: [] };
  }

  protected readIf(joint: Joint): ShellNode {
    const branches = [this.#readBranch('if', joint)];
    while (this.peekKeyword() === 'elif') {
      this.position += 4;
      const { conditional } = this;
      this.conditional = true;
      branches.push(this.#readBranch('elif', 'then'));
      this.conditional = conditional;
    }
    let otherwise: ShellNode | null = null;
    if (this.peekKeyword() === 'else') {
      this.position += 4;
      otherwise = this.#readConditionalBody('else', 'then');
    }
    this.takeKeyword('fi', '`fi` is missing, which closes the `if`');
    return { kind: 'if', branches, otherwise };
  }

  #readBranch(keyword: string, joint: Joint): { condition: ShellNode; body: ShellNode } {
    const condition = this.readBody(keyword, joint);
    this.takeKeyword('then', `\`then\` is missing after the condition of \`${keyword}\``);
    return { condition, body: this.#readConditionalBody('then', 'then') };
  }

  protected readWhile(keyword: 'while' | 'until', joint: Joint): ShellNode {
    const condition = this.#readConditionalBody(keyword, joint);
    const body = this.#readDo(keyword, 'then');
    return { kind: 'while', condition, body, until: keyword === 'until' };
  }

  /** `do …; done`. */
  #readDo(keyword: string, joint: Joint): ShellNode {
    const hasDo = this.takeKeyword('do', `\`do\` is missing in the \`${keyword}\` loop`);
    const body = hasDo ? this.#readConditionalBody('do', joint) : this.#readUnopened(joint);
    this.takeKeyword('done', `\`done\` is missing, which closes the \`${keyword}\` loop`);
    return body;
  }

  #readUnopened(joint: Joint): ShellNode {
    const { conditional } = this;
    this.conditional = true;
    const body = this.readList(joint);
    this.conditional = conditional;
    return body;
  }

  protected readFor(keyword: 'for' | 'select', start: number, joint: Joint): ShellNode {
    this.skipBlanks();
    if (keyword === 'for' && this.codeAt(this.position) === openParenthesis) {
      return this.#readArithmeticFor(start, joint);
    }
    const name = this.readRequiredWord(keyword);
    this.skipNewlines();
    let words: ShellWord[] | null = null;
    if (this.peekKeyword() === 'in') {
      this.position += 2;
      words = this.#readLoopWords();
    }
    if (this.codeAt(this.position) === semicolon) this.position++;
    const body = this.#readLoopBody(keyword, joint);
    if (keyword === 'for') return { kind: 'for', name, words, body };
    this.addExtension('select', start);
    return { kind: 'other', parts: [body] };
  }

  #readLoopWords(): ShellWord[] {
    const { conditional } = this;
    const words: ShellWord[] = [];
    this.conditional = true;
    this.skipBlanks();
    while (this.isAtWord()) {
      words.push(this.readWord());
      this.skipBlanks();
    }
    this.conditional = conditional;
    return words;
  }

  /** `do …; done`, or a group, which bash allows as well. */
  #readLoopBody(keyword: string, joint: Joint): ShellNode {
    this.skipNewlines();
    if (this.peekKeyword() !== '{') return this.#readDo(keyword, joint);
    this.position++;
    const body = this.#readConditionalBody('{', joint);
    this.takeKeyword('}', '`}` is missing, which closes the group');
    return body;
  }

  /** `for ((…; …; …))`. */
  #readArithmeticFor(start: number, joint: Joint): ShellNode {
    const close = this.codeAt(this.position + 1) === openParenthesis ? this.findArithmeticEnd(this.position + 2) : -1;
    if (close < 0) this.refuse(this.position, 'a name is missing after `for`');
    else {
      this.readArithmetic(this.position + 2, close);
      this.position = close + 2;
    }
    this.skipBlanks();
    if (this.codeAt(this.position) === semicolon) this.position++;
    const body = this.#readLoopBody('for', joint);
    this.addExtension('arithmetic-command', start);
    return { kind: 'other', parts: [body] };
  }

  protected readRequiredWord(keyword: string): string {
    this.skipBlanks();
    if (this.isAtWord()) return this.readWord().text;
    this.refuse(this.position, `a word is missing after \`${keyword}\``);
    return '';
  }

  protected readCase(joint: Joint): ShellNode {
    const { conditional } = this;
    this.conditional = true;
    this.skipBlanks();
    if (!this.isAtWord()) this.refuse(this.position, 'a word is missing after `case`');
    const word = this.readWord();
    this.skipNewlines();
    this.takeKeyword('in', '`in` is missing after the word of `case`');
    const items: CaseItem[] = [];
    for (this.skipNewlines(); this.position < this.end; this.skipNewlines()) {
      if (this.peekKeyword() === 'esac') break;
      const before = this.position;
      items.push(this.#readItem(joint));
      if (this.position === before) break;
    }
    this.takeKeyword('esac', '`esac` is missing, which closes the `case`');
    this.conditional = conditional;
    return { kind: 'case', word, items };
  }

  /** `pattern | pattern) …;;`. */
  #readItem(joint: Joint): CaseItem {
    const patterns: ShellWord[] = [];
    if (this.codeAt(this.position) === openParenthesis) this.position++;
    for (;;) {
      this.skipBlanks();
      if (this.isAtWord()) patterns.push(this.readWord());
      else this.refuse(this.position, 'a pattern is missing in the `case`');
      this.skipBlanks();
      if (this.codeAt(this.position) !== pipe) break;
      this.position++;
    }
    this.closeWith(closeParenthesis, '`)` is missing, which closes the pattern');
    const body = this.readList(joint);
    this.#endItem();
    return { patterns, body };
  }

  /** Passes over `;;`, `;&` or `;;&`, without which only the last item may be. */
  #endItem(): void {
    this.skipBlanks();
    const isSemicolon = this.codeAt(this.position) === semicolon;
    const second = this.next(this.position);
    const sign = isSemicolon ? this.codeAt(second) : -1;
    if (sign === semicolon || sign === ampersand) {
      const third = this.next(second);
      this.position = sign === semicolon && this.codeAt(third) === ampersand ? third + 1 : second + 1;
    } else if (isSemicolon) {
      this.refuse(this.position, '`;` cannot stand here');
      this.position++;
    } else if (this.position < this.end && this.peekKeyword() !== 'esac') {
      this.refuse(this.position, '`;;` is missing, which ends the case');
    }
  }
}

import { isSpace } from './characters';
import { applyOperator, ExpansionError, replaceMatches } from './substitution';

/** The value of a variable; `undefined` where it is not set. */
export type VariableLookup = (name: string) => string | undefined;

/** What a word or several become, or why BuildKit refuses them: a sentence part without a full stop. */
export type Expansion = { readonly value: string } | { readonly error: string };
export type WordsExpansion = { readonly value: readonly string[] } | { readonly error: string };

/** The longest result, in UTF-16 units: `ENV A=$A$A`, repeated, doubles it every time. */
const longestResult = 65_536;
const deepestNesting = 50;

interface LexerOptions {
  /** Leave variables that are not set as they are written. */
  readonly keepUnset?: boolean;
  /** Leave quotes and escape characters in the result. */
  readonly raw?: boolean;
}

/** Told of every variable that a word refers to. */
type Witness = (name: string, set: boolean) => void;

/** Expands the variables of one word and resolves its quotes, as BuildKit does. Never throws. */
export function expandWord(text: string, lookup: VariableLookup, escapeCharacter: string): Expansion {
  if (!needsExpansion(text, escapeCharacter)) return { value: text };
  const result = new WordLexer(text, lookup, escapeCharacter).run();
  return 'error' in result ? result : { value: result.value };
}

/** Expands as `expandWord` does and splits the result at its unquoted spaces. */
export function expandWords(text: string, lookup: VariableLookup, escapeCharacter: string): WordsExpansion {
  const result = new WordLexer(text, lookup, escapeCharacter).run();
  return 'error' in result ? result : { value: result.words };
}

/** Splits at unquoted spaces; quotes, escape characters and variables stay as written. BuildKit finds heredocs so. */
export function splitRawWords(text: string, escapeCharacter: string): WordsExpansion {
  const result = new WordLexer(text, () => undefined, escapeCharacter, { keepUnset: true, raw: true }).run();
  return 'error' in result ? result : { value: result.words };
}

/** Why no environment whatever makes the word readable; `null` where one may. */
export function wordError(text: string, escapeCharacter: string): string | null {
  if (!needsExpansion(text, escapeCharacter)) return null;
  const result = new WordLexer(text, () => undefined, escapeCharacter, { keepUnset: true }).run();
  return 'error' in result ? result.error : null;
}

/**
 * The names of the variables that a word refers to, nested ones included, each once, in the order of the text; up to
 * the first error. `undefinedOnly` leaves out those for which `lookup` has a value.
 */
export function variablesIn(
  text: string,
  escapeCharacter: string,
  lookup: VariableLookup = () => undefined,
  undefinedOnly = false,
): string[] {
  if (!text.includes('$')) return [];
  const names = new Set<string>();
  new WordLexer(text, lookup, escapeCharacter, { keepUnset: true }, (name, set) => {
    if (!(undefinedOnly && set)) names.add(name);
  }).run();
  return [...names];
}

function needsExpansion(text: string, escapeCharacter: string): boolean {
  return text.includes('$') || text.includes('"') || text.includes("'") || text.includes(escapeCharacter);
}

/** Gathers characters into words. Spaces end a word only where they come unquoted. */
class WordGatherer {
  readonly words: string[] = [];
  #word = '';

  addUnquoted(text: string): void {
    let start = 0;
    for (let position = 0; position < text.length; position++) {
      if (!isSpace(text.charCodeAt(position))) continue;
      this.#word += text.slice(start, position);
      this.finish();
      start = position + 1;
    }
    this.#word += text.slice(start);
  }

  addQuoted(text: string): void {
    this.#word += text;
  }

  finish(): void {
    if (this.#word !== '') this.words.push(this.#word);
    this.#word = '';
  }
}

class WordLexer {
  readonly #text: string;
  readonly #lookup: VariableLookup;
  readonly #escape: string;
  readonly #keepUnset: boolean;
  readonly #rawQuotes: boolean;
  readonly #witness: Witness | undefined;
  #position = 0;
  #depth = 0;

  constructor(
    text: string,
    lookup: VariableLookup,
    escapeCharacter: string,
    options: LexerOptions = {},
    witness?: Witness,
  ) {
    this.#text = text;
    this.#lookup = lookup;
    this.#escape = escapeCharacter;
    this.#keepUnset = options.keepUnset ?? false;
    this.#rawQuotes = options.raw ?? false;
    this.#witness = witness;
  }

  run(): { value: string; words: string[] } | { error: string } {
    try {
      return this.#readUntil('', this.#rawQuotes);
    } catch (error) {
      if (error instanceof ExpansionError) return { error: error.message };
      throw error;
    }
  }

  /** The character here; empty at the end. */
  #peek(): string {
    const code = this.#text.codePointAt(this.#position);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #next(): string {
    const character = this.#peek();
    this.#position += character.length;
    return character;
  }

  /** Reads up to `stop` and past it; an empty `stop` is the end of the text. */
  #readUntil(stop: string, rawEscapes: boolean): { value: string; words: string[] } {
    if (++this.#depth > deepestNesting) throw new ExpansionError('variables are nested too deeply');
    const words = new WordGatherer();
    let value = '';
    for (let character = this.#peek(); ; character = this.#peek()) {
      if (character === '') {
        if (stop !== '') throw new ExpansionError(`no closing ${stop}`);
        break;
      }
      if (character === stop) {
        this.#position += stop.length;
        break;
      }
      const piece = this.#readPiece(character, stop, rawEscapes);
      value += piece.text;
      if (value.length > longestResult) throw new ExpansionError('the result is longer than 65,536 characters');
      if (piece.quoted) words.addQuoted(piece.text);
      else words.addUnquoted(piece.text);
    }
    words.finish();
    this.#depth--;
    return { value, words: words.words };
  }

  #readPiece(character: string, stop: string, rawEscapes: boolean): { text: string; quoted: boolean } {
    if (character === "'") return { text: this.#readSingleQuoted(), quoted: true };
    if (character === '"') return { text: this.#readDoubleQuoted(rawEscapes), quoted: true };
    if (character === '$') return { text: this.#readVariable(), quoted: false };
    this.#position += character.length;
    if (character !== this.#escape) return { text: character + this.#readPlain(stop), quoted: false };
    return { text: (rawEscapes ? character : '') + this.#next(), quoted: true };
  }

  /** What comes before the next character that means something; empty where one stands here. */
  #readPlain(stop: string): string {
    const start = this.#position;
    for (; this.#position < this.#text.length; this.#position++) {
      const character = this.#text.charAt(this.#position);
      if (character === "'" || character === '"' || character === '$') break;
      if (character === this.#escape || character === stop) break;
    }
    return this.#text.slice(start, this.#position);
  }

  #readSingleQuoted(): string {
    const close = this.#text.indexOf("'", this.#position + 1);
    if (close < 0) throw new ExpansionError('a single quote is not closed');
    const text = this.#text.slice(this.#position + (this.#rawQuotes ? 0 : 1), close + (this.#rawQuotes ? 1 : 0));
    this.#position = close + 1;
    return text;
  }

  #readDoubleQuoted(rawEscapes: boolean): string {
    this.#position++;
    let value = this.#rawQuotes ? '"' : '';
    for (;;) {
      const character = this.#peek();
      if (character === '') throw new ExpansionError('a double quote is not closed');
      if (character === '$') {
        value += this.#readVariable();
        continue;
      }
      this.#position += character.length;
      if (character === '"') return this.#rawQuotes ? `${value}"` : value;
      value += character === this.#escape ? this.#readQuotedEscape(rawEscapes) : character + this.#readPlain('"');
    }
  }

  /** What follows an escape character in double quotes; it stays, but before a quote, a `$` and itself. */
  #readQuotedEscape(rawEscapes: boolean): string {
    const kept = rawEscapes ? this.#escape : '';
    const escaped = this.#peek();
    if (escaped === '') return kept;
    return kept + (escaped === '"' || escaped === '$' || escaped === this.#escape ? this.#next() : this.#escape);
  }

  #readVariable(): string {
    this.#position++;
    if (this.#peek() !== '{') {
      const name = this.#readName();
      return name === '' ? '$' : this.#valueOf(name, `$${name}`);
    }
    this.#position++;
    const first = this.#peek();
    if (first === '') throw new ExpansionError('no closing }');
    if ('{}:'.includes(first)) throw new ExpansionError('a name is missing after ${');
    const name = this.#readName();
    return this.#readSubstitution(name);
  }

  #valueOf(name: string, written: string): string {
    const value = this.#get(name);
    return value ?? (this.#keepUnset ? written : '');
  }

  #get(name: string): string | undefined {
    const value = this.#lookup(name);
    this.#witness?.(name, value !== undefined);
    return value;
  }

  /** A name, a run of digits, or one special parameter such as `@`; empty where none stands here. */
  #readName(): string {
    const name = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;
    name.lastIndex = this.#position;
    const found = name.exec(this.#text)?.[0] ?? '';
    this.#position += found.length;
    return found;
  }

  /** What follows the name in `${name…}`. */
  #readSubstitution(name: string): string {
    let operator = this.#next();
    if (operator === '}') return this.#valueOf(name, `\${${name}}`);
    if (operator === '/') return this.#readReplacement(name);
    const emptyIsUnset = operator === ':';
    if (emptyIsUnset) operator = this.#next();
    if (operator === '') throw new ExpansionError('no closing }');
    const written = emptyIsUnset ? `:${operator}` : operator;
    if (!(emptyIsUnset ? '-+?' : '-+?#%').includes(operator)) {
      throw new ExpansionError(`\${${name}${written}…} is a form that Docker does not know`);
    }
    const value = this.#get(name);
    const operand = this.#readUntil('}', operator === '#' || operator === '%').value;
    if (value === undefined && this.#keepUnset) return `\${${name}${written}${operand}}`;
    return applyOperator(operator, name, value, operand, emptyIsUnset);
  }

  #readReplacement(name: string): string {
    const value = this.#get(name);
    const all = this.#peek() === '/';
    if (all) this.#position++;
    const pattern = this.#readUntil('/', true).value;
    const replacement = this.#readUntil('}', true).value;
    if (value === undefined && this.#keepUnset) return `\${${name}/${pattern}/${replacement}}`;
    const result = replaceMatches(pattern, value ?? '', replacement, all);
    if (result.length > longestResult) throw new ExpansionError('the result is longer than 65,536 characters');
    return result;
  }
}

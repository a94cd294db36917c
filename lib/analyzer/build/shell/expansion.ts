import type { ShellNode, ShellWord, ShellWordPart } from '../../syntax/shell';
import type { Argument } from '../invocation';
import type { Variables } from '../variables';

/** What a word is expanded with. */
export interface Scope {
  /** The value of a variable; `undefined` where nobody knows. */
  readonly variables: Variables;
  /** Sets a variable, as `${NAME:=value}` does; absent where nothing lasts. */
  readonly assign?: (name: string, value: string | null) => void;
  /** Whether a variable without a value is certainly unset, which reads as empty. */
  readonly isUnset: (name: string) => boolean;
  /** `$1`, `$2` and so on; `null` where nobody knows them. */
  readonly positional: () => readonly Argument[] | null;
  /** What a command substitution prints; `null` where only a run would know. */
  readonly substitute: (script: ShellNode) => string | null;
}

/** A piece of an expanded word. */
interface Piece {
  readonly text: string;
  readonly known: boolean;
  readonly quoted: boolean;
}

/** A word as one argument, whatever blanks are in it: as in an assignment, a pattern or a redirection. */
export function expandText(word: ShellWord, scope: Scope): Argument {
  if (word.parts === undefined) return { text: readTilde(word, scope), known: true, range: word.range };
  const pieces = word.parts.map((part) => expandPart(part, scope));
  const text = pieces.map((piece) => piece.text).join('');
  return { text: untilde(text, word, scope), known: pieces.every((piece) => piece.known), range: word.range };
}

/** A word as the arguments that the program gets: what is not in quotes is split at blanks. */
export function expandWord(word: ShellWord, scope: Scope): readonly Argument[] {
  if (word.parts === undefined) return [expandText(word, scope)];
  const fields: { text: string; known: boolean }[] = [];
  let open = false;
  const put = (text: string, known: boolean) => {
    const last = fields.at(-1);
    if (!open || last === undefined) fields.push({ text, known });
    else {
      last.text += text;
      last.known &&= known;
    }
    open = true;
  };
  for (const part of word.parts) {
    const arguments_ = readArguments(part, scope);
    if (arguments_ !== null) {
      for (const [index, argument] of arguments_.entries()) {
        if (index > 0) open = false;
        put(argument.text, argument.known);
      }
      continue;
    }
    const piece = expandPart(part, scope);
    if (piece.quoted || !piece.known || part.kind === 'text' || part.kind === 'pattern') {
      put(piece.text, piece.known);
      continue;
    }
    if (/^\s/.test(piece.text)) open = false;
    for (const field of piece.text.split(/\s+/).filter((text) => text !== '')) {
      put(field, true);
      open = false;
    }
    if (piece.text !== '') open = !/\s$/.test(piece.text);
  }
  return fields.map(({ text, known }, index) => ({
    text: index === 0 ? untilde(text, word, scope) : text,
    known,
    range: word.range,
  }));
}

/** Words one after the other as the arguments that the program gets, behind those before. */
export function expandWords(
  words: readonly ShellWord[],
  scope: Scope,
  before: readonly Argument[] = [],
): readonly Argument[] {
  const expanded = [...before];
  for (const word of words) {
    if (word.parts === undefined) expanded.push(expandText(word, scope));
    else expanded.push(...expandWord(word, scope));
  }
  return expanded;
}

/** `$@` and `$*` as the arguments that they stand for; `null` for any other part, or where nobody knows them. */
function readArguments(part: ShellWordPart, scope: Scope): readonly Argument[] | null {
  if (part.kind !== 'variable' || part.operator !== null) return null;
  const all = part.name === '@' || (part.name === '*' && !part.quoted);
  return all ? scope.positional() : null;
}

function readTilde(word: ShellWord, scope: Scope): string {
  return untilde(word.text, word, scope);
}

/** `~` and `~/…` at the head of a word outside quotes. */
function untilde(text: string, word: ShellWord, scope: Scope): string {
  if (!word.source.startsWith('~') || !/^~(?=\/|$)/.test(text)) return text;
  return `${scope.variables('HOME') ?? '~'}${text.slice(1)}`;
}

function expandPart(part: ShellWordPart, scope: Scope): Piece {
  switch (part.kind) {
    case 'text':
      return { text: part.text, known: true, quoted: part.quoted };
    case 'pattern':
      return { text: part.text, known: true, quoted: false };
    case 'substitution': {
      const text = scope.substitute(part.script);
      return { text: text?.replace(/\n+$/, '') ?? '$(…)', known: text !== null, quoted: part.quoted };
    }
    case 'unknown':
      return { text: part.text, known: false, quoted: part.quoted };
    case 'variable':
      return expandVariable(part, scope);
  }
}

/** `${NAME:-value}`, and `${NAME:=value}`, which keeps the value. */
function giveDefault(
  { name, operator, quoted }: Extract<ShellWordPart, { kind: 'variable' }>,
  { text, known }: Pick<Argument, 'text' | 'known'>,
  scope: Scope,
): Piece {
  if (operator?.endsWith('=') === true) scope.assign?.(name, known ? text : null);
  return { text, known, quoted };
}

function expandVariable(part: Extract<ShellWordPart, { kind: 'variable' }>, scope: Scope): Piece {
  const { name, operator, quoted } = part;
  const value = scope.variables(name) ?? (scope.isUnset(name) ? '' : undefined);
  const unset = scope.variables(name) === undefined;
  const operand = () => (part.operand === null ? { text: '', known: true } : expandText(part.operand, scope));
  const give = (text: string | undefined, known = true): Piece =>
    text === undefined ? { text: `$${name}`, known: false, quoted } : { text, known, quoted };
  switch (operator) {
    case null:
      return give(value);
    case ':-':
    case ':=':
    case '-':
    case '=': {
      const isGiven = value !== undefined && !unset && (value !== '' || !operator.startsWith(':'));
      return isGiven ? give(value) : giveDefault(part, operand(), scope);
    }
    case ':+':
    case '+': {
      if (value === undefined) return give(undefined);
      const { text, known } = operand();
      return unset || (value === '' && operator === ':+') ? give('') : give(text, known);
    }
    case ':?':
    case '?':
      return give(value === '' ? undefined : value);
    default: {
      const { text, known } = operand();
      return value === undefined || !known ? give(undefined) : give(trim(value, operator, text));
    }
  }
}

/** `${NAME#pattern}` and its kin. */
function trim(value: string, operator: string, pattern: string): string | undefined {
  const expression = translate(pattern);
  if (expression === null) return undefined;
  const longest = operator.length === 2;
  const ends = Array.from({ length: value.length + 1 }, (_, index) => index);
  const atHead = operator.startsWith('#');
  // The shortest head ends first, the shortest tail begins last.
  const order = longest === atHead ? ends.toReversed() : ends;
  for (const index of order) {
    const part = atHead ? value.slice(0, index) : value.slice(index);
    if (expression.test(part)) return atHead ? value.slice(index) : value.slice(0, index);
  }
  return value;
}

/** A shell pattern as a regular expression for the whole text; `null` where it is longer or odder than is worth it. */
export function translate(pattern: string): RegExp | null {
  if (pattern.length > 200 || pattern.includes('[')) return null;
  const source = pattern
    .replace(/[.+^${}()|\\\]]/g, '\\$&')
    .replace(/\*+/g, '[^]*')
    .replace(/\?/g, '[^]');
  return new RegExp(`^${source}$`);
}

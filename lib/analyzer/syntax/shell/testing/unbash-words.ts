import type { DoubleQuotedPart, LocaleStringPart, ParameterExpansionPart, SyntaxNode, Word, WordPart } from 'unbash';
import type { ShellNode, ShellWord, ShellWordPart } from '../../shell';

type ScriptNode = Extract<SyntaxNode, { readonly type: 'CommandExpansion' | 'ProcessSubstitution' }>;

/** How the parts of a word that hold more than text are read. */
export interface WordReader {
  readonly readScript: (node: ScriptNode) => ShellNode;
  readonly readWord: (word: Word) => ShellWord;
  /** Reads the commands nested in a part of which only that is of interest. */
  readonly visit: (node: SyntaxNode) => void;
}

/**
 * Whether the program gets the word as `text` says. A bracket pattern counts as literal: where no file matches it, as
 * with `uvicorn[standard]`, the shell hands it on as written.
 */
export function isLiteral(word: Word): boolean {
  if (word.text.startsWith('~')) return false;
  return (word.parts ?? []).every((part) => {
    switch (part.type) {
      case 'Literal':
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        return true;
      case 'Glob':
        return part.kind === 'bracket';
      case 'DoubleQuoted':
      case 'LocaleString':
        return part.parts.every((child) => child.type === 'Literal');
      default:
        return false;
    }
  });
}

/** The parts of a word, in order. */
export function readParts(word: Word, reader: WordReader): readonly ShellWordPart[] {
  if (word.parts === undefined) return [{ kind: 'text', text: word.value, quoted: false }];
  return word.parts.flatMap((part) => readPart(part, false, reader));
}

function readPart(part: WordPart, quoted: boolean, reader: WordReader): readonly ShellWordPart[] {
  switch (part.type) {
    case 'Literal':
      return [{ kind: 'text', text: part.value, quoted }];
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [{ kind: 'text', text: part.value, quoted: true }];
    case 'DoubleQuoted':
    case 'LocaleString':
      return readQuoted(part, reader);
    case 'Glob':
      return part.kind === 'bracket'
        ? [{ kind: 'text', text: part.value, quoted }]
        : [{ kind: 'pattern', text: part.text, quoted: false }];
    case 'SimpleExpansion':
      return [{ kind: 'variable', name: part.text.slice(1), operator: null, operand: null, quoted }];
    case 'ParameterExpansion':
      return [readParameter(part, quoted, reader)];
    case 'CommandExpansion':
      return [{ kind: 'substitution', script: reader.readScript(part), quoted }];
    case 'ProcessSubstitution':
      reader.readScript(part);
      return [{ kind: 'unknown', text: part.text, quoted }];
    default:
      reader.visit(part);
      return [{ kind: 'unknown', text: part.text, quoted }];
  }
}

/** Quotes around nothing are a word all the same. */
function readQuoted(part: DoubleQuotedPart | LocaleStringPart, reader: WordReader): readonly ShellWordPart[] {
  if (part.parts.length === 0) return [{ kind: 'text', text: '', quoted: true }];
  return part.parts.flatMap((child) => readPart(child, true, reader));
}

function readParameter(part: ParameterExpansionPart, quoted: boolean, reader: WordReader): ShellWordPart {
  const { parameter, prefix, index, operation } = part;
  if (prefix !== undefined || index !== undefined) {
    reader.visit(part);
    return { kind: 'unknown', text: part.text, quoted };
  }
  if (operation === undefined) return { kind: 'variable', name: parameter, operator: null, operand: null, quoted };
  if (operation.type === 'Default' || operation.type === 'Remove') {
    const operand = reader.readWord(operation.operand);
    return { kind: 'variable', name: parameter, operator: operation.operator, operand, quoted };
  }
  reader.visit(part);
  return { kind: 'unknown', text: part.text, quoted };
}

import { forEachChild, type ParameterExpansionPart, type ParsedScript, parse, type SyntaxNode } from 'unbash';
import { JoinedText } from '../../lines';
import type { SourceRange } from '../../range';
import type { ShellExtension, ShellExtensionKind, ShellFeatures, ShellVariable } from '../../shell';
import type { ShellScript } from '../../types';

const none: ShellFeatures = { variables: [], extensions: [] };

/** A script without any of these has neither variables nor extensions: most need no second look. */
const signs = /[$`{]|\[\[|\(\(|<<<|&>|\|&|[<>]\(|=\(|\bfunction\b|\bselect\b/;

/** UTF-16 units of a script that are read: our own bound. */
const longestScript = 131_072;

const known = new WeakMap<ShellScript, ShellFeatures>();

/**
 * Reads which variables a script asks for, and what of it only bash understands; ranges are offsets in the Dockerfile.
 * Never throws: a script that cannot be read has none. Each script is read once.
 */
export function readShellFeatures(script: ShellScript): ShellFeatures {
  if (script.text.length > longestScript || !signs.test(script.text)) return none;
  const read = known.get(script);
  if (read !== undefined) return read;
  let features = none;
  try {
    features = new FeatureWalk(script).read();
  } catch {
    // Nested too deeply: the reader of commands tells of it.
  }
  known.set(script, features);
  return features;
}

class FeatureWalk {
  readonly #joined: JoinedText;
  readonly #start: number;
  readonly #variables: ShellVariable[] = [];
  readonly #extensions: ShellExtension[] = [];

  constructor({ text, range, pieces }: ShellScript) {
    const stretches = pieces ?? [range];
    this.#start = range.start;
    this.#joined = new JoinedText(
      text,
      stretches.map(({ start, end }) => ({ start: start - range.start, end: end - range.start })),
    );
  }

  read(): ShellFeatures {
    this.#visit(parse(this.#joined.text), null);
    const inOrder = (a: { readonly range: SourceRange }, b: { readonly range: SourceRange }) =>
      a.range.start - b.range.start;
    return { variables: this.#variables.sort(inOrder), extensions: this.#extensions.sort(inOrder) };
  }

  /** `within` is where everything lies if the positions of a nested script cannot be found in the Dockerfile. */
  #visit(node: SyntaxNode | ParsedScript, within: SourceRange | null): void {
    const kind = extensionOf(node, this.#joined.text);
    if (kind !== null) this.#extensions.push({ kind, range: this.#locate(node, within) });
    if (node.type === 'SimpleExpansion' || node.type === 'ParameterExpansion') this.#addVariable(node, within);
    if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') {
      // A script in backquotes with escapes in it is decoded first: its positions are not those of the text.
      const isDecoded = node.script?.source !== undefined;
      if (node.script !== undefined) this.#visit(node.script, isDecoded ? this.#locate(node, within) : within);
      return;
    }
    forEachChild(node, (child) => this.#visit(child, within));
  }

  #addVariable(
    node: ParameterExpansionPart | Extract<SyntaxNode, { type: 'SimpleExpansion' }>,
    within: SourceRange | null,
  ) {
    const name = node.type === 'SimpleExpansion' ? node.text.slice(1) : node.parameter;
    if (!/^[A-Za-z_]\w*$/.test(name)) return;
    const guarded = node.type === 'ParameterExpansion' && node.operation?.type === 'Default';
    this.#variables.push({ name, range: this.#locate(node, within), guarded });
  }

  #locate({ pos, end }: { readonly pos: number; readonly end: number }, within: SourceRange | null): SourceRange {
    if (within !== null) return within;
    const range = this.#joined.range(pos, end);
    return { start: this.#start + range.start, end: this.#start + range.end };
  }
}

/** The operations of `${NAME…}` that only bash knows. */
const operations: Readonly<Record<string, ShellExtensionKind>> = {
  Replace: 'replacement',
  Slice: 'slice',
  CaseModification: 'case-modification',
};

function kindOfExpansion({ operation, prefix, index }: ParameterExpansionPart): ShellExtensionKind | null {
  if (prefix === '!') return 'indirection';
  if (index !== undefined) return 'array';
  return operation === undefined ? null : (operations[operation.type] ?? null);
}

/** Which extension of bash a node is, its children left out; `null` where every shell knows it. */
function extensionOf(node: SyntaxNode, text: string): ShellExtensionKind | null {
  switch (node.type) {
    case 'TestCommand':
      return 'double-bracket';
    case 'ArrayValue':
      return 'array';
    case 'BraceExpansion':
      return 'brace-expansion';
    case 'HereString':
      return 'here-string';
    case 'ProcessSubstitution':
      return 'process-substitution';
    case 'AnsiCQuoted':
      return 'ansi-quotes';
    case 'ArithmeticCommand':
    case 'ArithmeticFor':
      return 'arithmetic-command';
    case 'Select':
      return 'select';
    case 'Function':
      return /^function\b/.test(text.slice(node.pos, node.pos + 9)) ? 'function-keyword' : null;
    case 'Redirect':
      return node.operator.startsWith('&>') ? 'joined-streams' : null;
    case 'Pipeline':
      return node.operators.includes('|&') ? 'joined-streams' : null;
    case 'ParameterExpansion':
      return kindOfExpansion(node);
    default:
      return null;
  }
}

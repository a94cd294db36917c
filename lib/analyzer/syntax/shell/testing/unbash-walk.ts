import {
  type AndOr,
  type Case,
  forEachChild,
  type If,
  type ParsedScript,
  type Pipeline,
  parse,
  type Statement,
  type SyntaxNode,
} from 'unbash';
import type { Joint, ShellNode, ShellReading } from '../../shell';
import { CommandReader, type Substitution, type Surroundings } from './unbash-command-reader';

/** A script on its way to commands and the tree of them; the nodes of both are the same. */
export class UnbashWalk extends CommandReader {
  read(): ShellReading {
    const script = this.#walkScript(parse(this.joined.text), { conditional: false, subshell: 0, within: null });
    return {
      // Nested scripts in decoded backquotes lie at one place: the outer one comes first.
      commands: this.commands.sort((a, b) => a.range.start - b.range.start || a.subshell - b.subshell),
      script,
      problems: this.problems.sort((a, b) => a.range.start - b.range.start),
    };
  }

  #walkScript(script: ParsedScript, around: Surroundings): ShellNode {
    for (const { message, pos } of script.errors ?? []) {
      const place = this.placeOfProblem(pos);
      const range = this.locate(place, Math.min(place + 1, this.joined.text.length), around);
      this.problems.push({ message: `The shell cannot read this: ${message}.`, range, certain: true });
    }
    return this.#walkList(script.commands, 'first', around);
  }

  #walkList(statements: readonly Statement[], first: Joint, around: Surroundings): ShellNode {
    let joint = first;
    const parts = statements.map((statement): ShellNode => {
      const node = this.#walk(statement.command, joint, around);
      joint = statement.background === true ? 'background' : 'then';
      return statement.background === true ? { kind: 'background', body: node } : node;
    });
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'list', parts };
  }

  #walk(node: SyntaxNode, joint: Joint, around: Surroundings): ShellNode {
    const inside = { ...around, conditional: true };
    switch (node.type) {
      case 'Command':
        return this.addCommand(node, joint, around);
      case 'AndOr':
        return this.#walkAndOr(node, joint, around);
      case 'Pipeline':
        return this.#walkPipeline(node, joint, around);
      case 'If':
        return this.#walkIf(node, joint, around);
      case 'While': {
        const condition = this.#walkList(node.clause.commands, joint, inside);
        const body = this.#walkList(node.body.commands, 'then', inside);
        return { kind: 'while', condition, body, until: node.kind === 'until' };
      }
      case 'Subshell': {
        const deeper = { ...around, subshell: around.subshell + 1 };
        return { kind: 'subshell', body: this.#walkList(node.body.commands, joint, deeper) };
      }
      case 'BraceGroup':
        return { kind: 'group', body: this.#walkList(node.body.commands, joint, around), redirections: [] };
      case 'CompoundList':
        return this.#walkList(node.commands, joint, around);
      case 'Redirected': {
        const body = this.#walk(node.command, joint, around);
        return { kind: 'group', body, redirections: this.readRedirections(node.redirects, around) };
      }
      case 'For': {
        const words = node.wordlist?.map((word) => this.readWord(word, inside)) ?? null;
        const body = this.#walkList(node.body.commands, joint, inside);
        return { kind: 'for', name: node.name.value, words, body };
      }
      case 'Case':
        return this.#walkCase(node, joint, inside);
      case 'Function':
        return { kind: 'function', name: node.name.value, body: this.#walk(node.body, joint, inside) };
      case 'TestCommand': {
        const range = this.locate(node.pos, node.end, around);
        const text = this.joined.text.slice(node.pos, node.end);
        return { kind: 'extended-test', range, text, test: this.readTest(node.expression, around) };
      }
      case 'ArithmeticCommand': {
        this.walkChildren(node, joint, around);
        const range = this.locate(node.pos, node.end, around);
        return { kind: 'extended-test', range, text: this.joined.text.slice(node.pos, node.end) };
      }
      case 'CommandExpansion':
      case 'ProcessSubstitution':
        return this.walkSubstitution(node, around);
      case 'Select':
      case 'ArithmeticFor':
        return { kind: 'other', parts: this.walkChildren(node, joint, inside) };
      default:
        return { kind: 'other', parts: this.walkChildren(node, joint, around) };
    }
  }

  protected walkChildren(node: SyntaxNode, joint: Joint, around: Surroundings): readonly ShellNode[] {
    const parts: ShellNode[] = [];
    forEachChild(node, (child) => {
      parts.push(this.#walk(child, joint, around));
    });
    return parts;
  }

  #walkAndOr(node: AndOr, joint: Joint, around: Surroundings): ShellNode {
    const parts = node.commands.map((command, index) => {
      const operator = node.operators[index - 1];
      if (operator === undefined) return this.#walk(command, joint, around);
      return operator === '&&'
        ? this.#walk(command, 'and', around)
        : this.#walk(command, 'or', { ...around, conditional: true });
    });
    return { kind: 'and-or', parts, operators: node.operators };
  }

  #walkPipeline({ commands, prefixes }: Pipeline, joint: Joint, around: Surroundings): ShellNode {
    const parts = commands.map((command, index) => this.#walk(command, index === 0 ? joint : 'pipe', around));
    const negations = prefixes.filter((prefix) => prefix.type === 'Negation').length;
    return { kind: 'pipeline', parts, negated: negations % 2 === 1 };
  }

  #walkIf(node: If, joint: Joint, around: Surroundings): ShellNode {
    const inside = { ...around, conditional: true };
    const branches = [
      {
        condition: this.#walkList(node.clause.commands, joint, around),
        body: this.#walkList(node.then.commands, 'then', inside),
      },
      ...node.elif.map((elif) => ({
        condition: this.#walkList(elif.clause.commands, 'then', inside),
        body: this.#walkList(elif.then.commands, 'then', inside),
      })),
    ];
    const otherwise = node.else === undefined ? null : this.#walkList(node.else.commands, 'then', inside);
    return { kind: 'if', branches, otherwise };
  }

  #walkCase(node: Case, joint: Joint, inside: Surroundings): ShellNode {
    const word = this.readWord(node.word, inside);
    const items = node.items.map((item) => ({
      patterns: item.pattern.map((pattern) => this.readWord(pattern, inside)),
      body: this.#walkList(item.body.commands, joint, inside),
    }));
    return { kind: 'case', word, items };
  }

  protected walkSubstitution(node: Substitution, around: Surroundings): ShellNode {
    if (node.script === undefined) return { kind: 'other', parts: [] };
    // A script in backquotes with escapes in it is decoded first: its positions are not those of the text.
    const decoded = node.script.source !== undefined;
    const within = around.within ?? (decoded ? this.locate(node.pos, node.end, around) : null);
    return this.#walkScript(node.script, { ...around, subshell: around.subshell + 1, within });
  }
}

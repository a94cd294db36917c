import type { SourceRange } from './range';
import type { ShellScript } from './types';

/** A piece of a shell word: text, or what the shell puts there. */
export type ShellWordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  /** `$NAME` or `${NAME…}`; `operator` and `operand` as in `${NAME:-operand}`; `#` alone is the length. */
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly operator: string | null;
      readonly operand: ShellWord | null;
      readonly quoted: boolean;
    }
  /** `$(…)` or backquotes. */
  | { readonly kind: 'substitution'; readonly script: ShellNode; readonly quoted: boolean }
  /** `*`, `?` or `[…]` outside quotes. */
  | { readonly kind: 'pattern'; readonly text: string; readonly quoted: false }
  /** Anything else that only a run would know. */
  | { readonly kind: 'unknown'; readonly text: string; readonly quoted: boolean };

/** One word of a shell command. */
export interface ShellWord {
  /** With quotes resolved; a part that only a run would know (`$(…)`, an unset variable) stays as written. */
  readonly text: string;
  /** As written. */
  readonly source: string;
  /** Offsets in the Dockerfile. */
  readonly range: SourceRange;
  /** No expansion in it: `text` is what the program gets. */
  readonly literal: boolean;
  /** What the word is made of; absent where it is literal. */
  readonly parts?: readonly ShellWordPart[];
}

/** How a command is joined to the one before it. */
export type Joint = 'first' | 'and' | 'or' | 'then' | 'pipe' | 'background';

export interface ShellRedirection {
  readonly operator: string;
  readonly target: ShellWord;
  readonly range: SourceRange;
  /** The file descriptor written before the operator, as in `2>`. */
  readonly descriptor?: number;
  /** The content of a here-document or here-string, as far as it is plain text; `null` where it is expanded. */
  readonly body?: string | null;
}

/** One simple command of a RUN script, wherever it is nested, in the order of the text. */
export interface ShellCommand {
  /** The program, as written (`/usr/bin/python3` stays whole); empty for a bare assignment or redirection. */
  readonly name: string;
  /** The first word itself, where it is more than plain text. */
  readonly nameWord?: ShellWord;
  /** Arguments after the name. */
  readonly words: readonly ShellWord[];
  readonly nameRange: SourceRange;
  readonly range: SourceRange;
  readonly assignments: readonly {
    readonly name: string;
    readonly value: ShellWord | null;
    readonly range: SourceRange;
  }[];
  readonly redirections: readonly ShellRedirection[];
  readonly joint: Joint;
  /** Inside `if`, `for`, `while`, `case`, a function or the right side of `||`: it may not run, or more than once. */
  readonly conditional: boolean;
  /** Depth of subshells and command substitutions around it. */
  readonly subshell: number;
}

/** A script as the shell runs it: its simple commands with what joins and surrounds them. */
export type ShellNode =
  | { readonly kind: 'command'; readonly command: ShellCommand }
  /** Parted by `;` or newlines. */
  | { readonly kind: 'list'; readonly parts: readonly ShellNode[] }
  | { readonly kind: 'and-or'; readonly parts: readonly ShellNode[]; readonly operators: readonly ('&&' | '||')[] }
  | { readonly kind: 'pipeline'; readonly parts: readonly ShellNode[]; readonly negated: boolean }
  | { readonly kind: 'background'; readonly body: ShellNode }
  | { readonly kind: 'subshell'; readonly body: ShellNode }
  | { readonly kind: 'group'; readonly body: ShellNode; readonly redirections: readonly ShellRedirection[] }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly condition: ShellNode; readonly body: ShellNode }[];
      readonly otherwise: ShellNode | null;
    }
  | {
      readonly kind: 'while';
      readonly condition: ShellNode;
      readonly body: ShellNode;
      /** The body runs as long as the condition fails. */
      readonly until: boolean;
    }
  /** `words` is `null` where the loop goes over the script's arguments. */
  | {
      readonly kind: 'for';
      readonly name: string;
      readonly words: readonly ShellWord[] | null;
      readonly body: ShellNode;
    }
  | {
      readonly kind: 'case';
      readonly word: ShellWord;
      readonly items: readonly { readonly patterns: readonly ShellWord[]; readonly body: ShellNode }[];
    }
  | { readonly kind: 'function'; readonly name: string; readonly body: ShellNode }
  /** `[[ … ]]` and `(( … ))`, which only some shells know. */
  | {
      readonly kind: 'extended-test';
      readonly range: SourceRange;
      readonly text: string;
      /** What `[[ … ]]` asks; absent for arithmetic. */
      readonly test?: ShellTest;
    }
  /** Grammar that is read no further. */
  | { readonly kind: 'other'; readonly parts: readonly ShellNode[] };

/** What `[[ … ]]` asks. */
export type ShellTest =
  /** As `test` gets its arguments: an operator and its operand, or an operator between two. */
  | { readonly kind: 'question'; readonly operator: string; readonly operands: readonly ShellWord[] }
  | { readonly kind: 'not'; readonly test: ShellTest }
  | { readonly kind: 'and' | 'or'; readonly tests: readonly ShellTest[] };

/** What the shell grammar refuses. */
export interface ShellProblem {
  readonly message: string;
  readonly range: SourceRange;
  /**
   * Every shell stops at it before it runs anything on the line. `false` in what is read only when it runs, such as
   * backquotes or here-documents, in what only bash reads by rules of its own, and where a bound of ours ended the reading.
   */
  readonly certain: boolean;
}

export interface ShellReading {
  readonly commands: readonly ShellCommand[];
  /** The same commands with what surrounds them; `null` where the script is not a shell's or cannot be read. */
  readonly script: ShellNode | null;
  /** What the shell grammar refuses, with offsets in the Dockerfile. */
  readonly problems: readonly ShellProblem[];
}

/** A variable whose value a script asks for. */
export interface ShellVariable {
  readonly name: string;
  readonly range: SourceRange;
  /** It says what to do without a value: `${NAME:-default}`. */
  readonly guarded: boolean;
}

/** What bash understands and a plain POSIX shell does not. */
export type ShellExtensionKind =
  | 'ansi-quotes'
  | 'arithmetic-command'
  | 'array'
  | 'brace-expansion'
  | 'case-modification'
  | 'double-bracket'
  | 'function-keyword'
  | 'here-string'
  | 'indirection'
  | 'joined-streams'
  | 'process-substitution'
  | 'replacement'
  | 'select'
  | 'slice';

export interface ShellExtension {
  readonly kind: ShellExtensionKind;
  readonly range: SourceRange;
}

/** What a script asks of its shell, wherever it is nested, in the order of the text. */
export interface ShellFeatures {
  readonly variables: readonly ShellVariable[];
  readonly extensions: readonly ShellExtension[];
}

export type ReadShell = (script: ShellScript) => ShellReading;

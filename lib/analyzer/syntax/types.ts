import type { SourceRange } from './range';

/** What Docker's parser knows as an instruction; `UNKNOWN` stands for anything else at a line's start. */
export type Keyword =
  | 'ADD'
  | 'ARG'
  | 'CMD'
  | 'COPY'
  | 'ENTRYPOINT'
  | 'ENV'
  | 'EXPOSE'
  | 'FROM'
  | 'HEALTHCHECK'
  | 'LABEL'
  | 'MAINTAINER'
  | 'ONBUILD'
  | 'RUN'
  | 'SHELL'
  | 'STOPSIGNAL'
  | 'USER'
  | 'VOLUME'
  | 'WORKDIR'
  | 'UNKNOWN';

/**
 * One word of an instruction. `text` is the word as BuildKit hands it on: continuations removed, quotes and
 * variables kept (expansion needs the variables in force; see `expandWord`). In exec form quotes and escapes
 * of JSON are already resolved.
 */
export interface Word {
  readonly text: string;
  readonly range: SourceRange;
}

/** `--name=value` or `--name` in front of an instruction's arguments. */
export interface Flag {
  readonly name: string;
  /** `null` where there is no `=`. */
  readonly value: Word | null;
  readonly range: SourceRange;
}

/** A here-document that belongs to a RUN, COPY or ADD. */
export interface Heredoc {
  readonly name: string;
  /** `false` where the delimiter is quoted: variables stay as written. */
  readonly expand: boolean;
  /** `<<-`: leading tabs are removed from the content. */
  readonly stripTabs: boolean;
  readonly content: string;
  /** The `<<NAME` word. */
  readonly openerRange: SourceRange;
  /** The lines between opener and delimiter. */
  readonly contentRange: SourceRange;
  readonly terminated: boolean;
}

/**
 * A shell-form command. `text` has exactly the length of the source at `range`, so that an offset in it plus
 * `range.start` is an offset in the Dockerfile: Dockerfile comments and blank lines inside continuations are
 * blanked with spaces, and the escape character before a newline reads `\`. For `RUN <<EOF` alone it is the content
 * of the heredoc.
 */
export interface ShellScript {
  readonly form: 'shell';
  readonly text: string;
  readonly range: SourceRange;
  /**
   * The stretches of the Dockerfile that, joined, are exactly what the shell gets (continuations, comments and the tabs
   * that `<<-` strips are gone). Absent: all of `range`.
   */
  readonly pieces?: readonly SourceRange[];
}

/** A JSON array of words: run without a shell. */
export interface ExecCommand {
  readonly form: 'exec';
  readonly words: readonly Word[];
  readonly range: SourceRange;
}

export type Command = ShellScript | ExecCommand;

/** `KEY=value` of ENV, ARG or LABEL. */
export interface Assignment {
  readonly name: Word;
  /** `null` for `ARG NAME` without a default. */
  readonly value: Word | null;
  readonly range: SourceRange;
}

export interface Comment {
  /** Without `#` and the blanks around it. */
  readonly text: string;
  readonly range: SourceRange;
}

interface InstructionBase<K extends Keyword> {
  readonly keyword: K;
  /** Position among the Dockerfile's instructions, from 0; an ONBUILD trigger has its parent's. */
  readonly index: number;
  /** From the keyword to the last character, heredocs included, the final newline not. */
  readonly range: SourceRange;
  readonly keywordRange: SourceRange;
  readonly flags: readonly Flag[];
  readonly heredocs: readonly Heredoc[];
  /** Whole-line comments directly above, in order. */
  readonly leadingComments: readonly Comment[];
}

export interface FromInstruction extends InstructionBase<'FROM'> {
  readonly image: Word;
  readonly alias: Word | null;
  /** The word `AS` itself, in the case in which it was written. */
  readonly asKeyword: Word | null;
}
export interface RunInstruction extends InstructionBase<'RUN'> {
  readonly command: Command;
}
export interface CommandInstruction extends InstructionBase<'CMD' | 'ENTRYPOINT'> {
  readonly command: Command;
}
export interface CopyInstruction extends InstructionBase<'COPY' | 'ADD'> {
  readonly form: 'shell' | 'exec';
  /** Heredoc openers included, as written (`<<EOF`). */
  readonly sources: readonly Word[];
  readonly destination: Word;
}
export interface AssignmentInstruction extends InstructionBase<'ENV' | 'LABEL' | 'ARG'> {
  readonly assignments: readonly Assignment[];
  /** `ENV NAME value` or `LABEL name value`, without `=`. */
  readonly legacyForm: boolean;
}
export interface WordInstruction extends InstructionBase<'WORKDIR' | 'USER' | 'STOPSIGNAL' | 'MAINTAINER'> {
  readonly argument: Word;
}
export interface ListInstruction extends InstructionBase<'EXPOSE' | 'VOLUME' | 'SHELL'> {
  readonly form: 'shell' | 'exec';
  readonly words: readonly Word[];
}
export interface HealthcheckInstruction extends InstructionBase<'HEALTHCHECK'> {
  /** `null` for `HEALTHCHECK NONE`. */
  readonly command: Command | null;
}
export interface OnbuildInstruction extends InstructionBase<'ONBUILD'> {
  readonly trigger: Instruction;
}
/** A keyword nobody knows, or a known one whose arguments cannot be read; a problem says why. */
export interface UnknownInstruction extends InstructionBase<'UNKNOWN'> {
  readonly name: string;
  readonly text: string;
}

export type Instruction =
  | FromInstruction
  | RunInstruction
  | CommandInstruction
  | CopyInstruction
  | AssignmentInstruction
  | WordInstruction
  | ListInstruction
  | HealthcheckInstruction
  | OnbuildInstruction
  | UnknownInstruction;

/** `# name=value` at the head of the file: `syntax`, `escape`, `check`. */
export interface Directive {
  readonly name: string;
  readonly value: string;
  readonly range: SourceRange;
}

/** What BuildKit would refuse, or what we could not read. `fatal`: BuildKit stops with an error there. */
export interface SyntaxProblem {
  /** Stable, kebab-case: `unknown-instruction`, `unterminated-heredoc`, `missing-arguments`. */
  readonly code: string;
  readonly message: string;
  readonly range: SourceRange;
  readonly fatal: boolean;
}

/** A Dockerfile, read. Always there, whatever the text: problems are results. */
export interface Dockerfile {
  readonly text: string;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  /** Empty lines between the parts of an instruction: BuildKit warns of them. */
  readonly emptyContinuations: readonly SourceRange[];
  readonly problems: readonly SyntaxProblem[];
}

import type { SourceRange } from './range';
import type { ShellScript } from './types';

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
}

/** How a command is joined to the one before it. */
export type Joint = 'first' | 'and' | 'or' | 'then' | 'pipe' | 'background';

/** One simple command of a RUN script, wherever it is nested, in the order of the text. */
export interface ShellCommand {
  /** The program, as written (`/usr/bin/python3` stays whole); empty for a bare assignment or redirection. */
  readonly name: string;
  /** Arguments after the name. */
  readonly words: readonly ShellWord[];
  readonly nameRange: SourceRange;
  readonly range: SourceRange;
  readonly assignments: readonly {
    readonly name: string;
    readonly value: ShellWord | null;
    readonly range: SourceRange;
  }[];
  readonly redirections: readonly {
    readonly operator: string;
    readonly target: ShellWord;
    readonly range: SourceRange;
  }[];
  readonly joint: Joint;
  /** Inside `if`, `for`, `while`, `case`, a function or the right side of `||`: it may not run, or more than once. */
  readonly conditional: boolean;
  /** Depth of subshells and command substitutions around it. */
  readonly subshell: number;
}

export interface ShellReading {
  readonly commands: readonly ShellCommand[];
  /** What the shell grammar refuses, with offsets in the Dockerfile. */
  readonly problems: readonly { readonly message: string; readonly range: SourceRange }[];
}

export type ReadShell = (script: ShellScript) => ShellReading;

import type { SourceRange } from '../../syntax/range';
import type { ShellNode } from '../../syntax/shell';
import type { Running } from '../commands/running';
import type { FoundFailure } from '../failures/types';
import type { Argument } from '../invocation';
import type { Builtins } from './builtins';
import type { Dialect } from './dialect';
import type { Scope } from './expansion';
import type { Status } from './status';

/** What runs a program that is neither built in nor a function of the script. */
export type RunProgram = (running: Running) => void;

export interface ShellOptions {
  readonly dialect: Dialect;
  /** Flags of the shell itself, as SHELL gives them: `-e`, `-o pipefail`. */
  readonly flags: readonly string[];
  readonly runProgram: RunProgram;
  /** Scripts around this one. */
  readonly depth: number;
  /** Where everything in the script lies, if it is not part of the Dockerfile. */
  readonly place: SourceRange | null;
}

/** How a script within a script is run. */
export interface NestedScript {
  readonly dialect: Dialect;
  readonly flags: readonly string[];
  /** Where everything in it lies in the Dockerfile. */
  readonly place: SourceRange;
}

/** A shell at work, as its constructs see it: each walks its parts through it. */
export interface Shell extends Builtins {
  readonly options: ShellOptions;
  readonly scope: Scope;
  readonly functions: ReadonlyMap<string, ShellNode>;
  /** The failure that the command at hand has met. */
  failure: FoundFailure | null;
  /** The status of the last command substitution: a bare assignment ends with it. */
  substituted: Status;
  /** Something decides by how commands end: `if`, `||`. */
  readonly isAsked: boolean;
  walkNode(node: ShellNode): Status;
  /** With `set -e` a failure ends the shell, unless something decides on it. */
  settle(status: Status): Status;
  /** Walks a node in a shell of its own: what it sets is gone afterwards. */
  walkApart(node: ShellNode): Status;
  /** Walks something whose failure `set -e` passes over; `asks` where its outcome decides something. */
  conditionally<T>(walk: () => T, asks?: boolean): T;
  /** Walks what may run or may not: what it adds may be there, and its failure decides nothing. */
  perhaps(walk: () => Status): Status;
  /** Walks the body of a function of the script with its arguments. */
  call(body: ShellNode, given: readonly Argument[]): Status;
  /** Walks a script within the script; `null` where it cannot be read or lies too deep. */
  runNested(text: string, how: NestedScript): Status | null;
  /** Counts a command; `false` where the script has too many. */
  countCommand(): boolean;
  /** The failure that the command at hand has met, as the status with which it ends; it is forgotten. */
  takeFailure(): Status;
}

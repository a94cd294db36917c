import type { SourceRange } from '../../syntax/range';
import type { ShellNode } from '../../syntax/shell';
import { readShell } from '../../syntax/shell/commands';
import type { FactsOf, FailureKind, FoundFailure } from '../failures/types';
import type { Argument } from '../invocation';
import type { StageWalk } from '../stage-walk';
import type { Variables } from '../variables';
import type { Dialect } from './dialect';
import type { Scope } from './expansion';
import { walkAndOr, walkList, walkPipeline } from './lists';
import type { NestedScript, Shell, ShellOptions } from './shell';
import { walkCommand } from './simple-command';
import { either, failing, isOver, type Status, success } from './status';

/** Calls of functions and scripts within each other, and commands of one script. */
const deepestCalls = 8;
const mostCommands = 3_000;

/**
 * A shell at work on a script: it walks lists, conditions and loops as far as their outcome is known. Variables and the
 * working directory last from one command to the next, not beyond the step.
 */
export class ShellRun implements Shell {
  readonly walk: StageWalk;
  readonly dialect: Dialect;
  readonly options: ShellOptions;
  readonly scope: Scope;
  readonly functions = new Map<string, ShellNode>();
  workingDirectory: string;
  exitOnError = false;
  pipefail = false;
  /** A file was sourced of which nobody knows what it sets. */
  sourced = false;
  positional: readonly Argument[] | null;
  failure: FoundFailure | null = null;
  substituted: Status = success;
  readonly #outer: Variables;
  /** `null`: set to something that nobody knows. */
  #set = new Map<string, string | null>();
  /** Inside something whose failure `set -e` passes over. */
  #conditions = 0;
  /** Inside something that decides by how commands end: `if`, `||`. */
  #questions = 0;
  #calls = 0;
  #commands = 0;

  constructor(walk: StageWalk, variables: Variables, workingDirectory: string, options: ShellOptions) {
    this.walk = walk;
    this.#outer = variables;
    this.workingDirectory = workingDirectory;
    this.dialect = options.dialect;
    this.options = options;
    // A script that a file holds may be given arguments.
    this.positional = options.depth === 0 ? [] : null;
    this.exitOnError = options.flags.some((flag) => /^-\w*e/.test(flag));
    this.pipefail = options.flags.includes('pipefail');
    this.scope = {
      variables: this.variables,
      isUnset: (name) => this.#isUnset(name),
      positional: () => this.positional,
      assign: (name, value) => this.set(name, value),
      substitute: (script) => walk.shared.tools.substitute(script, this),
    };
  }

  /** Runs a whole script; the status is that of the shell. */
  run(script: ShellNode): Status {
    const outer = this.walk.catchFailure;
    this.walk.catchFailure = (failure) => {
      this.failure ??= this.options.place === null ? failure : { ...failure, range: this.options.place };
    };
    try {
      return this.walkNode(script);
    } finally {
      this.walk.catchFailure = outer;
    }
  }

  readonly variables: Variables = (name) => {
    const own = this.#set.get(name);
    if (own !== undefined) return own ?? undefined;
    if (name.length === 1 && /[\d#]/.test(name)) return this.#readPositional(name);
    return this.#outer(name) ?? this.#implied(name);
  };

  #implied(name: string): string | undefined {
    if (name === 'HOME') return this.walk.homeDirectory();
    return name === 'PWD' ? this.workingDirectory : undefined;
  }

  #readPositional(name: string): string | undefined {
    if (this.positional === null) return undefined;
    if (name === '#') return String(this.positional.length);
    const argument = this.positional[Number(name) - 1];
    return argument?.known === true ? argument.text : undefined;
  }

  /** Nobody has set the variable: neither the script, nor the build, nor a base image that we know. */
  #isUnset(name: string): boolean {
    if (this.#set.has(name) || this.#outer(name) !== undefined) return false;
    const { state, profile } = this.walk;
    if (state.buildArguments.has(name)) return true;
    if (/^[1-9]$/.test(name)) return this.positional !== null && this.positional.length < Number(name);
    if (this.sourced || !/^[A-Za-z_]\w*$/.test(name)) return false;
    if (
      /^(PYTHON|GPG_KEY|LANG|LC_|HOSTNAME|OPTARG|RANDOM|UID|EUID|BASH|SHELL|IFS|OLDPWD|LINENO|PPID)|proxy$/i.test(name)
    )
      return false;
    return this.walk.certain && ['debian', 'ubuntu', 'alpine'].includes(profile.distribution);
  }

  set(name: string, value: string | null): void {
    this.#set.set(name, value);
  }

  fail<Kind extends FailureKind>(kind: Kind, range: SourceRange, ...facts: FactsOf[Kind]): void {
    this.walk.fail(kind, range, ...facts);
  }

  takeFailure(): Status {
    const { failure } = this;
    this.failure = null;
    return failure === null ? success : failing(failure);
  }

  get isAsked(): boolean {
    return this.#questions > 0;
  }

  countCommand(): boolean {
    this.#commands += 1;
    if (this.#commands > mostCommands) this.walk.doubt(`the commands after the first ${mostCommands} of a script`);
    return this.#commands <= mostCommands;
  }

  walkNode(node: ShellNode): Status {
    switch (node.kind) {
      case 'command':
        return walkCommand(node.command, this);
      case 'list':
        return walkList(node, this);
      case 'and-or':
        return walkAndOr(node, this);
      case 'pipeline':
        return walkPipeline(node, this);
      case 'background':
        this.walkApart(node.body);
        return success;
      case 'subshell':
        return { ...this.walkApart(node.body), exits: false };
      case 'group':
        return this.walk.shared.tools.redirect(node.redirections, null, this) ?? this.walkNode(node.body);
      case 'if':
      case 'while':
      case 'for':
      case 'case':
      case 'extended-test':
        return this.walk.shared.tools.walkConstruct(node, this);
      case 'function':
        this.functions.set(node.name, node.body);
        return success;
      case 'other':
        for (const part of node.parts) this.perhaps(() => this.walkNode(part));
        return either;
    }
  }

  settle(status: Status): Status {
    const ends = this.exitOnError && this.#conditions === 0 && !status.exempt;
    return status.outcome === 'failure' && ends ? { ...status, exits: true } : status;
  }

  walkApart(node: ShellNode): Status {
    const before = {
      set: this.#set,
      folder: this.workingDirectory,
      exit: this.exitOnError,
      pipefail: this.pipefail,
      positional: this.positional,
    };
    this.#set = new Map(before.set);
    const { leaves: _, mayLeave: __, ...status } = this.walkNode(node);
    this.#set = before.set;
    this.workingDirectory = before.folder;
    this.exitOnError = before.exit;
    this.pipefail = before.pipefail;
    this.positional = before.positional;
    return status;
  }

  conditionally<T>(walk: () => T, asks = true): T {
    this.#conditions += 1;
    this.#questions += Number(asks);
    const result = walk();
    this.#conditions -= 1;
    this.#questions -= Number(asks);
    return result;
  }

  perhaps(walk: () => Status): Status {
    const before = { maybe: this.walk.maybe, folder: this.workingDirectory };
    this.walk.maybe = true;
    const status = this.conditionally(walk);
    this.walk.maybe = before.maybe;
    this.workingDirectory = before.folder;
    if (!isOver(status)) return status;
    // What goes wrong there is passed over; what goes well may have left what surrounds it.
    return status.outcome === 'failure'
      ? { ...status, exits: false, leaves: undefined }
      : { ...either, mayLeave: true };
  }

  call(body: ShellNode, given: readonly Argument[]): Status {
    if (this.#calls >= deepestCalls) return either;
    this.#calls += 1;
    const { positional } = this;
    this.positional = given;
    const { leaves: _, mayLeave: __, ...status } = this.walkNode(body);
    this.positional = positional;
    this.#calls -= 1;
    return status;
  }

  runNested(text: string, { dialect, flags, place }: NestedScript): Status | null {
    const depth = this.options.depth + 1;
    if (depth > deepestCalls) return null;
    const { script } = readShell({ form: 'shell', text, range: { start: 0, end: text.length } });
    if (script === null) return null;
    const shell = new ShellRun(this.walk, this.variables, this.workingDirectory, {
      ...this.options,
      dialect,
      flags,
      depth,
      place: this.options.place ?? place,
    });
    const status = shell.run(script);
    if (status.outcome === 'failure' && status.failure !== null) this.failure ??= status.failure;
    return status;
  }
}

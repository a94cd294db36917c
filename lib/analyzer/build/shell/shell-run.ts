import { exactly } from '../../estimate';
import type { SourceRange } from '../../syntax/range';
import type { ShellCommand, ShellNode, ShellRedirection, ShellWord } from '../../syntax/shell';
import { readShell } from '../../syntax/shell-commands';
import type { Running } from '../commands/running';
import { fileLabel } from '../contents';
import { type Argument, type Invocation, readInvocation } from '../invocation';
import { parentOf, resolvePath } from '../paths';
import { findProgram } from '../programs';
import type { StageWalk } from '../stage-walk';
import type { Failure } from '../types';
import type { Variables } from '../variables';
import { adviseInstallation } from './advice';
import { type Builtins, findBuiltin } from './builtins';
import { type Dialect, lacksBuiltin } from './dialect';
import { expandText, expandWord, type Scope, translate } from './expansion';
import { isOutside, measureOutput, readOutput } from './output';
import { either, failing, negate, type Status, success } from './status';

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

/** Turns of a loop that are walked, calls of functions within each other, and commands of one script. */
const mostTurns = 40;
const deepestCalls = 8;
const mostCommands = 3_000;

/**
 * A shell at work on a script: it walks lists, conditions and loops as far as their outcome is known. Variables and the
 * working directory last from one command to the next, not beyond the step.
 */
export class ShellRun implements Builtins {
  readonly walk: StageWalk;
  readonly dialect: Dialect;
  readonly options: ShellOptions;
  workingDirectory: string;
  exitOnError = false;
  pipefail = false;
  /** A file was sourced of which nobody knows what it sets. */
  sourced = false;
  readonly #outer: Variables;
  /** `null`: set to something that nobody knows. */
  #set = new Map<string, string | null>();
  readonly #functions = new Map<string, ShellNode>();
  #failure: Failure | null = null;
  /** The status of the last command substitution: a bare assignment ends with it. */
  #substituted: Status = success;
  /** Inside something whose failure `set -e` passes over. */
  #conditions = 0;
  /** Inside something that decides by how commands end: `if`, `||`. */
  #questions = 0;
  #calls = 0;
  #commands = 0;
  readonly #scope: Scope;

  constructor(walk: StageWalk, variables: Variables, workingDirectory: string, options: ShellOptions) {
    this.walk = walk;
    this.#outer = variables;
    this.workingDirectory = workingDirectory;
    this.dialect = options.dialect;
    this.options = options;
    this.exitOnError = options.flags.some((flag) => /^-\w*e/.test(flag));
    this.pipefail = options.flags.includes('pipefail');
    this.#scope = {
      variables: this.variables,
      isUnset: (name) => this.#isUnset(name),
      substitute: (script) => this.#substitute(script),
    };
  }

  /** Runs a whole script; the status is that of the shell. */
  run(script: ShellNode): Status {
    const outer = this.walk.catchFailure;
    this.walk.catchFailure = (failure) => {
      this.#failure ??= this.options.place === null ? failure : { ...failure, range: this.options.place };
    };
    try {
      return this.#run(script);
    } finally {
      this.walk.catchFailure = outer;
    }
  }

  readonly variables: Variables = (name) => {
    const own = this.#set.get(name);
    if (own !== undefined) return own ?? undefined;
    return this.#outer(name) ?? this.#implied(name);
  };

  #implied(name: string): string | undefined {
    if (name === 'HOME') return this.walk.homeDirectory();
    return name === 'PWD' ? this.workingDirectory : undefined;
  }

  /** Nobody has set the variable: neither the script, nor the build, nor a base image that we know. */
  #isUnset(name: string): boolean {
    if (this.#set.has(name) || this.#outer(name) !== undefined) return false;
    const { state, profile } = this.walk;
    if (state.buildArguments.has(name)) return true;
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

  /** A failure that a builtin finds. */
  fail(code: string, message: string, remedy: string, range: SourceRange): void {
    this.walk.fail(code, message, remedy, range);
  }

  #run(node: ShellNode): Status {
    switch (node.kind) {
      case 'command':
        return this.#runCommand(node.command);
      case 'list':
        return this.#runList(node.parts);
      case 'and-or':
        return this.#runAndOr(node.parts, node.operators);
      case 'pipeline':
        return this.#runPipeline(node.parts, node.negated);
      case 'background':
        this.#apart(node.body);
        return success;
      case 'subshell':
        return { ...this.#apart(node.body), exits: false };
      case 'group': {
        const problem = this.#redirect(node.redirections, null);
        return problem ?? this.#run(node.body);
      }
      case 'if':
        return this.#runIf(node.branches, node.otherwise);
      case 'while':
        return this.#runWhile(node.condition, node.body);
      case 'for':
        return this.#runFor(node);
      case 'case':
        return this.#runCase(node);
      case 'function':
        this.#functions.set(node.name, node.body);
        return success;
      case 'extended-test':
        return this.#testExtended(node.text, node.range);
      case 'other':
        for (const part of node.parts) this.#perhaps(() => this.#run(part));
        return either;
    }
  }

  #runList(parts: readonly ShellNode[]): Status {
    let status = success;
    for (const part of parts) {
      status = this.#settle(this.#run(part));
      if (status.exits) return status;
    }
    return status;
  }

  /** With `set -e` a failure ends the shell, unless something decides on it. */
  #settle(status: Status): Status {
    const ends = this.exitOnError && this.#conditions === 0 && !status.exempt;
    return status.outcome === 'failure' && ends ? { ...status, exits: true } : status;
  }

  #runAndOr(parts: readonly ShellNode[], operators: readonly ('&&' | '||')[]): Status {
    let status = success;
    let decided = false;
    for (const [index, part] of parts.entries()) {
      const operator = operators[index - 1];
      const reached = operator === undefined || reaches(status, operator);
      if (reached === false) continue;
      if (reached === null) {
        const other = this.#perhaps(() => this.#run(part));
        status = other.outcome === 'success' && operator === '||' ? success : either;
        continue;
      }
      decided = index === parts.length - 1;
      const asks = operators.indexOf('||', index) >= 0;
      status = decided ? this.#run(part) : this.#conditionally(() => this.#run(part), asks);
      if (status.exits) return status;
    }
    return decided ? status : { ...status, exempt: true };
  }

  #runPipeline(parts: readonly ShellNode[], negated: boolean): Status {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) {
      const status = negated ? this.#conditionally(() => this.#run(only)) : this.#run(only);
      return negated ? negate(status) : status;
    }
    const statuses = parts.map((part) => ({ ...this.#apart(part), exits: false }));
    const failed = this.pipefail ? statuses.findLast((status) => status.outcome === 'failure') : undefined;
    const status = failed ?? statuses.at(-1) ?? success;
    return negated ? negate(status) : status;
  }

  /** In a shell of its own: what it sets is gone afterwards. */
  #apart(node: ShellNode): Status {
    const before = { set: this.#set, folder: this.workingDirectory, exit: this.exitOnError, pipefail: this.pipefail };
    this.#set = new Map(before.set);
    const status = this.#run(node);
    this.#set = before.set;
    this.workingDirectory = before.folder;
    this.exitOnError = before.exit;
    this.pipefail = before.pipefail;
    return status;
  }

  #conditionally<T>(run: () => T, asks = true): T {
    this.#conditions += 1;
    this.#questions += Number(asks);
    const result = run();
    this.#conditions -= 1;
    this.#questions -= Number(asks);
    return result;
  }

  /** Walks what may run or may not: what it adds may be there, and its failure decides nothing. */
  #perhaps(run: () => Status): Status {
    const before = { maybe: this.walk.maybe, folder: this.workingDirectory };
    this.walk.maybe = true;
    const status = this.#conditionally(run);
    this.walk.maybe = before.maybe;
    this.workingDirectory = before.folder;
    return status;
  }

  #runIf(
    branches: readonly { readonly condition: ShellNode; readonly body: ShellNode }[],
    otherwise: ShellNode | null,
  ): Status {
    let open = false;
    for (const { condition, body } of branches) {
      const status = this.#conditionally(() => this.#run(condition));
      if (status.exits) return status;
      if (status.outcome === 'failure') continue;
      if (status.outcome === 'success') {
        if (!open) return this.#run(body);
        this.#perhaps(() => this.#run(body));
        return either;
      }
      open = true;
      this.#perhaps(() => this.#run(body));
    }
    if (otherwise === null) return open ? either : success;
    if (!open) return this.#run(otherwise);
    this.#perhaps(() => this.#run(otherwise));
    return either;
  }

  /** How often a loop turns only a run would know: its body is walked as something that may happen. */
  #runWhile(condition: ShellNode, body: ShellNode): Status {
    this.#perhaps(() => this.#run(condition));
    this.#perhaps(() => this.#run(body));
    return success;
  }

  #runFor({ name, words, body }: Extract<ShellNode, { kind: 'for' }>): Status {
    const items = words?.flatMap((word) => expandWord(word, this.#scope)) ?? null;
    const known = items?.every((item) => item.known && !/[*?]/.test(item.text)) ?? false;
    if (items === null || !known || items.length > mostTurns) {
      this.#set.set(name, null);
      this.#perhaps(() => this.#run(body));
      return success;
    }
    let status = success;
    for (const { text } of items) {
      this.#set.set(name, text);
      status = this.#run(body);
      if (status.exits) return status;
    }
    return status;
  }

  #runCase({ word, items }: Extract<ShellNode, { kind: 'case' }>): Status {
    const value = expandText(word, this.#scope);
    let open = !value.known;
    for (const { patterns, body } of items) {
      const matches = value.known ? this.#matchesAny(value.text, patterns) : null;
      if (matches === false) continue;
      if (matches === true && !open) return this.#run(body);
      open = true;
      this.#perhaps(() => this.#run(body));
      if (matches === true) break;
    }
    return open ? either : success;
  }

  #matchesAny(value: string, patterns: readonly ShellWord[]): boolean | null {
    let result: boolean | null = false;
    for (const pattern of patterns) {
      const { text, known } = expandText(pattern, this.#scope);
      const expression = known ? translate(text) : null;
      if (expression?.test(value)) return true;
      if (expression === null) result = null;
    }
    return result;
  }

  #testExtended(text: string, range: SourceRange): Status {
    const name = text.startsWith('[[') ? '[[' : '((';
    if (name === '[[' && lacksBuiltin(this.dialect, name)) return this.#reportUnknownToShell(name, range);
    return either;
  }

  #reportUnknownToShell(name: string, range: SourceRange): Status {
    this.fail(
      'command-not-found',
      `\`${name}\` is known to bash; \`/bin/sh\` of this image (${this.dialect}) has no such command.`,
      name === 'source'
        ? 'Write `.` in place of `source`, or set SHELL to bash.'
        : 'Write it as a POSIX shell knows it, or set SHELL to bash.',
      range,
    );
    return this.#takeFailure();
  }

  /** The failure that the command at hand has met. */
  #takeFailure(): Status {
    const failure = this.#failure;
    this.#failure = null;
    return failure === null ? success : failing(failure);
  }

  #runCommand(command: ShellCommand): Status {
    this.#commands += 1;
    if (this.#commands > mostCommands) {
      this.walk.doubt(`the commands after the first ${mostCommands} of a script`);
      return either;
    }
    this.#failure = null;
    this.walk.clearFailure();
    this.#substituted = success;
    const name = this.#expandName(command);
    const assigned = new Map<string, string>();
    for (const assignment of command.assignments) {
      const value = assignment.value === null ? null : expandText(assignment.value, this.#scope);
      const text = value?.known === true ? value.text : null;
      if (name.length === 0) this.#set.set(assignment.name, assignment.value === null ? null : text);
      else if (text !== null) assigned.set(assignment.name, text);
    }
    const words = command.words.flatMap((word) => expandWord(word, this.#scope));
    const invocation = readInvocation(command, [...name, ...words], assigned);
    this.#failure = null;
    const problem = this.#redirect(command.redirections, invocation);
    if (problem !== null) return problem;
    if (invocation === null) return command.assignments.length > 0 ? this.#substituted : success;
    return this.#runInvocation(invocation);
  }

  #expandName(command: ShellCommand): readonly Argument[] {
    if (command.nameWord !== undefined) return expandWord(command.nameWord, this.#scope);
    return command.name === '' ? [] : [{ text: command.name, known: true, range: command.nameRange }];
  }

  #runInvocation(invocation: Invocation): Status {
    const body = this.#functions.get(invocation.program);
    if (body !== undefined) return this.#callFunction(body);
    if (lacksBuiltin(this.dialect, invocation.program)) {
      return this.#reportUnknownToShell(invocation.program, invocation.programRange);
    }
    const running: Running = {
      walk: this.walk,
      invocation,
      variables: (name) => invocation.variables.get(name) ?? this.variables(name),
      workingDirectory: this.workingDirectory,
      runScript: (text, place) => this.#runNested(text, place, invocation),
    };
    for (const wrapper of invocation.wrappers) if (this.#reportMissing(wrapper, running)) return this.#takeFailure();
    const builtin = findBuiltin(invocation.name);
    if (builtin !== undefined) {
      const status = builtin(this, running);
      return this.#failure === null ? status : { ...this.#takeFailure(), exits: status.exits };
    }
    const place = { program: invocation.program, range: invocation.programRange };
    if (invocation.programKnown && this.#reportMissing(place, running)) return this.#takeFailure();
    this.options.runProgram(running);
    const status = this.#takeFailure();
    const ends = invocation.command.name === 'exec';
    if (status.outcome === 'success' && this.#questions > 0 && isUndecided(invocation.name)) return either;
    return ends ? { ...status, exits: true } : status;
  }

  #callFunction(body: ShellNode): Status {
    if (this.#calls >= deepestCalls) return either;
    this.#calls += 1;
    const status = this.#run(body);
    this.#calls -= 1;
    return status;
  }

  /** A script within the script: `sh -c`, a file of the project. */
  #runNested(text: string, place: SourceRange, invocation: Invocation): Status | null {
    const depth = this.options.depth + 1;
    if (depth > deepestCalls) return null;
    const { script } = readShell({ form: 'shell', text, range: { start: 0, end: text.length } });
    if (script === null) return null;
    const flags = invocation.words.map((word) => word.text).filter((word) => /^-\w+$/.test(word) && word !== '-c');
    const shell = new ShellRun(this.walk, this.variables, this.workingDirectory, {
      ...this.options,
      dialect: this.options.dialect,
      flags,
      depth,
      place: this.options.place ?? place,
    });
    const status = shell.run(script);
    if (status.outcome === 'failure' && status.failure !== null) this.#failure ??= status.failure;
    return status;
  }

  /** A program that is certainly not in the image stops the step. */
  #reportMissing(at: { readonly program: string; readonly range: SourceRange }, running: Running): boolean {
    const { walk } = this;
    const found = findProgram(at.program, walk, running.variables, this.workingDirectory);
    if (found.kind !== 'missing') return false;
    const byPath = at.program.includes('/');
    walk.fail(
      'command-not-found',
      byPath
        ? `There is no \`${resolvePath(this.workingDirectory, at.program)}\` in this image, so the step stops the build.`
        : `This image has no \`${at.program}\`, so the step stops the build.`,
      adviseInstallation(at.program, walk),
      at.range,
    );
    return true;
  }

  /** Output to a file makes it; where its folder is missing, the command does not run at all. */
  #redirect(redirections: readonly ShellRedirection[], invocation: Invocation | null): Status | null {
    for (const { operator, target, body } of redirections) {
      if (operator.startsWith('<<')) continue;
      const { text, known } = expandText(target, this.#scope);
      if (!known || text.startsWith('/dev/') || /^\d*$|^&|^-$/.test(text)) continue;
      const path = resolvePath(this.workingDirectory, text);
      if (!operator.includes('>')) {
        if (this.walk.lookUp(path) !== 'missing' || body !== undefined) continue;
        this.fail(
          'missing-file',
          `There is no \`${path}\` to read from.`,
          'Correct the path, or copy the file first.',
          target.range,
        );
        return this.#takeFailure();
      }
      const problem = isOutside(path, this.walk);
      if (problem !== null) {
        this.fail(problem.code, problem.message, problem.remedy, target.range);
        return this.#takeFailure();
      }
      this.#write(path, operator, invocation, redirections);
    }
    return null;
  }

  #write(
    path: string,
    operator: string,
    invocation: Invocation | null,
    redirections: readonly ShellRedirection[],
  ): void {
    const { walk } = this;
    if (walk.onMount(path)) return;
    const written = invocation === null ? '' : readOutput(invocation, redirections);
    const before = operator.startsWith('>>') ? walk.files.factsOf(path)?.text : '';
    const text = walk.maybe || before === undefined || before === null || written === null ? null : before + written;
    const executable = walk.files.factsOf(path)?.executable ?? false;
    const bytes = invocation === null ? 0 : measureOutput(invocation, redirections, walk, this.workingDirectory);
    if (bytes !== null && bytes > 0) {
      if (operator.startsWith('>>')) walk.contents.copyUpFile(path, walk.step.id);
      else walk.contents.overwrite(path, walk.step.id);
      const held = operator.startsWith('>>') ? walk.contents.bytesOfFile(path) : 0;
      walk.hold(path, 'code', fileLabel, exactly(held + bytes), 1);
    }
    if (walk.state.files.has(path)) {
      walk.files.note(path, { executable, text });
      walk.step.writes.push(path);
    } else walk.writeFile(path, { executable: walk.lookUp(parentOf(path)) === 'unknown' ? null : false, text });
  }

  /** What a command substitution prints, where it is plain; any other is walked for what it does. */
  #substitute(script: ShellNode): string | null {
    const text = this.#print(script);
    if (text !== null) {
      this.#substituted = success;
      return text;
    }
    const failure = this.#failure;
    const status = this.#apart(script);
    this.#substituted = { ...status, exits: false };
    this.#failure = failure;
    return null;
  }

  #print(script: ShellNode): string | null {
    if (script.kind !== 'command') return null;
    const { command } = script;
    if (command.assignments.length > 0 || command.redirections.some(({ descriptor }) => descriptor !== 2)) return null;
    const words = command.words.flatMap((word) => expandWord(word, this.#scope));
    if (words.some((word) => !word.known)) return null;
    const texts = words.map((word) => word.text);
    switch (command.name) {
      case 'echo':
        return texts.filter((text) => !/^-[neE]+$/.test(text)).join(' ');
      case 'pwd':
        return this.workingDirectory;
      case 'whoami':
        return this.walk.state.user;
      case 'uname':
        return texts.length === 1 && texts[0] === '-m'
          ? 'x86_64'
          : texts.length === 0 || texts[0] === '-s'
            ? 'Linux'
            : null;
      case 'dpkg':
        return texts.includes('--print-architecture') ? 'amd64' : null;
      case 'arch':
        return 'x86_64';
      case 'cat': {
        const [file, ...more] = texts;
        return file === undefined || more.length > 0
          ? null
          : (this.walk.readText(resolvePath(this.workingDirectory, file)) ?? null);
      }
      default:
        return null;
    }
  }
}

/** Whether the command after an operator runs; `null` where only a run would know. */
function reaches({ outcome }: Status, operator: '&&' | '||'): boolean | null {
  return outcome === 'either' ? null : (outcome === 'success') === (operator === '&&');
}

/** Programs whose exit code is an answer, where something asks for one. */
function isUndecided(name: string): boolean {
  return /^(grep|egrep|fgrep|zgrep|rg|diff|cmp|pgrep|pidof|id|getent|expr|dpkg-query|dpkg|nc|ping|ls)$/.test(name);
}

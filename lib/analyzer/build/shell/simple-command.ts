import type { SourceRange } from '../../syntax/range';
import type { ShellCommand } from '../../syntax/shell';
import type { Running } from '../commands/running';
import { type Argument, type Invocation, readInvocation } from '../invocation';
import { findProgram } from '../programs';
import { findBuiltin } from './builtins';
import { type Dialect, lacksBuiltin, readDialect } from './dialect';
import { expandText, expandWord, expandWords } from './expansion';
import { reportUnknownToShell } from './report-unknown';
import type { Shell } from './shell';
import { either, type Status, success } from './status';

/** Walks one simple command: assignments, expansions, redirections, then the program. */
export function walkCommand(command: ShellCommand, shell: Shell): Status {
  if (!shell.countCommand()) return either;
  shell.failure = null;
  shell.walk.clearFailure();
  shell.substituted = success;
  const name = expandName(command, shell);
  const assigned = assign(command, name.length === 0, shell);
  const invocation = readInvocation(command, expandWords(command.words, shell.scope, name), assigned);
  shell.failure = null;
  if (command.redirections.length > 0) {
    const problem = shell.walk.shared.tools.redirect(command.redirections, invocation, shell);
    if (problem !== null) return problem;
  }
  if (invocation === null) return command.assignments.length > 0 ? shell.substituted : success;
  return runInvocation(invocation, shell);
}

function expandName(command: ShellCommand, { scope }: Shell): readonly Argument[] {
  if (command.nameWord !== undefined) return expandWord(command.nameWord, scope);
  return command.name === '' ? [] : [{ text: command.name, known: true, range: command.nameRange }];
}

const noVariables: ReadonlyMap<string, string> = new Map();

/** Sets the variables of a bare assignment; gives those that hold for one command alone. */
function assign({ assignments }: ShellCommand, bare: boolean, shell: Shell): ReadonlyMap<string, string> {
  if (assignments.length === 0) return noVariables;
  const assigned = new Map<string, string>();
  for (const { name, value } of assignments) {
    const expanded = value === null ? null : expandText(value, shell.scope);
    const text = expanded?.known === true ? expanded.text : null;
    if (bare) shell.set(name, text);
    else if (text !== null) assigned.set(name, text);
  }
  return assigned;
}

function runInvocation(invocation: Invocation, shell: Shell): Status {
  const { walk } = shell;
  const body = shell.functions.get(invocation.program);
  if (body !== undefined) return shell.call(body, invocation.words);
  if (lacksBuiltin(shell.dialect, invocation.program))
    return reportUnknownToShell(invocation.program, invocation.programRange, shell);
  const running: Running = {
    walk,
    invocation,
    variables: (name) => invocation.variables.get(name) ?? shell.variables(name),
    workingDirectory: shell.workingDirectory,
    runScript: (text, place) =>
      shell.runNested(text, { dialect: chooseDialect(invocation, text, shell), flags: readFlags(invocation), place }),
  };
  for (const wrapper of invocation.wrappers) if (reportMissing(wrapper, running)) return shell.takeFailure();
  const builtin = findBuiltin(invocation.name);
  if (builtin !== undefined) {
    const status = builtin(shell, running);
    return shell.failure === null ? status : { ...status, ...readEnd(shell.takeFailure()) };
  }
  const place = { program: invocation.program, range: invocation.programRange };
  if (invocation.programKnown && reportMissing(place, running)) return shell.takeFailure();
  shell.options.runProgram(running);
  const status = shell.takeFailure();
  const ends = invocation.command.name === 'exec';
  if (status.outcome === 'success' && shell.isAsked && isUndecided(invocation.name)) return either;
  return ends ? { ...status, exits: true } : status;
}

/** How a command has ended, but for where the shell goes on. */
function readEnd({ outcome, failure }: Status): Pick<Status, 'outcome' | 'failure'> {
  return { outcome, failure };
}

/** Which shell runs a script: the one that is named, else the one that the script's first line asks for, else this one. */
function chooseDialect({ name }: Invocation, text: string, { dialect, walk }: Shell): Dialect {
  if (/^(ba|da|a|k|z)?sh$/.test(name)) return readDialect(name, walk);
  const line = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(text);
  if (line === null) return dialect;
  const program = line[1]?.endsWith('/env') ? line[2] : line[1];
  return readDialect(program ?? '', walk);
}

/** The flags of `sh -eux -c TEXT`, which hold for that shell. */
function readFlags({ words }: Invocation): readonly string[] {
  return words.map((word) => word.text).filter((word) => /^-\w+$/.test(word) && word !== '-c');
}

/** A program that is certainly not in the image stops the step. */
function reportMissing(at: { readonly program: string; readonly range: SourceRange }, running: Running): boolean {
  const { walk, variables, workingDirectory } = running;
  const found = findProgram(at.program, walk, variables, workingDirectory);
  if (found.kind !== 'missing') return false;
  const { catalog, profile, state } = walk;
  walk.fail('command-not-found', at.range, at.program, workingDirectory, { catalog, profile, state });
  return true;
}

/** Programs whose exit code is an answer, where something asks for one. */
function isUndecided(name: string): boolean {
  return /^(grep|egrep|fgrep|zgrep|rg|diff|cmp|pgrep|pidof|id|getent|expr|dpkg-query|dpkg|nc|ping|ls)$/.test(name);
}

import type { Running } from '../commands/running';
import type { Argument } from '../invocation';
import { resolvePath } from '../paths';
import { findProgram } from '../programs';
import { assign, type Builtin, type Builtins, changeDirectory, isBuiltin } from './builtins';
import { evaluateTest, type Truth } from './conditions';
import { either, failing, type Status, success } from './status';

function fromTruth(truth: Truth): Status {
  return truth === null ? either : truth ? success : failing(null);
}

function test(shell: Builtins, { invocation, walk }: Running): Status {
  const { words, name } = invocation;
  const operands = name === '[' && words.at(-1)?.text === ']' ? words.slice(0, -1) : words;
  const truth = evaluateTest(operands, { walk, workingDirectory: shell.workingDirectory });
  if (truth === false) {
    shell.fail('condition-fails', invocation.command.range);
  }
  return fromTruth(truth);
}

/** Of the files that a shell may source, the activation of an environment is known, and what the project holds. */
function readFile(shell: Builtins, running: Running): Status {
  const { walk, invocation } = running;
  const [file] = invocation.words;
  if (file === undefined) return success;
  const path = resolvePath(shell.workingDirectory, file.text);
  const folder = file.known ? /^(.*)\/bin\/activate$/.exec(path)?.[1] : undefined;
  if (folder !== undefined) {
    if (walk.lookUp(folder) === 'missing') {
      shell.fail('missing-file:environment', invocation.command.range, folder);
    }
    shell.set('VIRTUAL_ENV', folder);
    shell.set('PATH', `${folder}/bin:${shell.variables('PATH') ?? ''}`);
    return success;
  }
  if (path === '/etc/os-release') {
    shell.set('VERSION_CODENAME', walk.profile.release);
    shell.set('ID', walk.profile.distribution);
  } else walk.unknown.add(`what ${file.text} sets`);
  if (file.known && walk.lookUp(path) === 'missing') {
    shell.fail('missing-file:to-source', invocation.command.range, path);
  }
  shell.sourced = true;
  return success;
}

function exit(shell: Builtins, { invocation }: Running): Status {
  const code = invocation.words[0];
  if (code === undefined) return { ...either, exits: true };
  if (!/^\d+$/.test(code.text)) return { ...either, exits: true };
  if (Number(code.text) === 0) return { ...success, exits: true };
  shell.fail('command-fails:exit', invocation.command.range, code.text);
  return { ...failing(null), exits: true };
}

/** `command -v`, `which`, `type`: whether a program is there. */
function look(shell: Builtins, running: Running): Status {
  const names = running.invocation.words.filter((word) => !word.text.startsWith('-'));
  let truth: Truth = true;
  for (const name of names) {
    if (!name.known) return either;
    if (isBuiltin(name.text) && name.text !== 'which') continue;
    const { kind } = findProgram(name.text, running.walk, running.variables, shell.workingDirectory);
    if (kind === 'missing') truth = false;
    else if (kind === 'uncertain' && truth) truth = null;
  }
  if (truth === false) {
    shell.fail(
      'command-not-found:looked-up',
      running.invocation.command.range,
      names.map((name) => name.text),
    );
  }
  return fromTruth(truth);
}

function fail(shell: Builtins, { invocation }: Running): Status {
  shell.fail('command-fails:false', invocation.command.range);
  return failing(null);
}

function unset(shell: Builtins, { invocation }: Running): Status {
  for (const { text } of invocation.words) if (!text.startsWith('-')) shell.set(text, '');
  return success;
}

function read(shell: Builtins, { invocation }: Running): Status {
  for (const { text } of invocation.words) if (!text.startsWith('-')) shell.set(text, null);
  return either;
}

function shift(shell: Builtins, { invocation }: Running): Status {
  const [count] = invocation.words;
  const by = count === undefined ? 1 : Number(count.text);
  if (shell.positional !== null) shell.positional = Number.isInteger(by) ? shell.positional.slice(by) : null;
  return success;
}

/** What activating an environment has put on PATH is taken off again; without one the shell knows no such command. */
function deactivate(shell: Builtins, { invocation }: Running): Status {
  const folder = shell.variables('VIRTUAL_ENV');
  if (folder === undefined || folder === '') {
    shell.fail('command-not-found:deactivate', invocation.programRange);
    return failing(null);
  }
  const path = shell.variables('PATH') ?? '';
  shell.set('PATH', path.startsWith(`${folder}/bin:`) ? path.slice(folder.length + '/bin:'.length) : path);
  shell.set('VIRTUAL_ENV', '');
  return success;
}

/** `eval`: its words are a script. */
function evaluate(_: Builtins, running: Running): Status {
  const words: readonly Argument[] = running.invocation.words;
  const text = words.every((word) => word.known) ? words.map((word) => word.text).join(' ') : null;
  if (text !== null && /^\s*$/.test(text)) return success;
  const status = text === null ? null : running.runScript(text, running.invocation.command.range);
  if (status === null) running.walk.doubt('what `eval` does');
  return status ?? success;
}

const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['pushd', changeDirectory],
  ['local', assign],
  ['readonly', assign],
  ['declare', assign],
  ['typeset', assign],
  ['.', readFile],
  ['source', readFile],
  ['exit', exit],
  ['return', (shell, running) => ({ ...exit(shell, running), exits: false, leaves: 'function' })],
  ['break', () => ({ ...success, leaves: 'loop' })],
  ['continue', () => ({ ...success, leaves: 'turn' })],
  ['shift', shift],
  ['test', test],
  ['[', test],
  ['command', look],
  ['which', look],
  ['type', look],
  ['hash', look],
  ['false', fail],
  ['unset', unset],
  ['read', read],
  ['eval', evaluate],
  ['deactivate', deactivate],
]);

/** Walks a command that is built into a shell and that few scripts call; those that change nothing here end well. */
export function walkRareBuiltin(name: string, shell: Builtins, running: Running): Status {
  return builtins.get(name)?.(shell, running) ?? success;
}

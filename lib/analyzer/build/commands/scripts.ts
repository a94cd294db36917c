import { fault } from '../failures/fault';
import type { Fault } from '../failures/types';
import type { Running } from './running';

/**
 * Runs a script of the project, or one that an earlier step wrote, as far as the shell's grammar goes. `byPath`: it is
 * started by its name, so that it must be executable and name its interpreter. `false` where nobody knows what it does.
 */
export function runScriptFile(running: Running, path: string, byPath: boolean): boolean {
  const { walk, invocation } = running;
  const kind = walk.lookUp(path);
  if (kind === 'missing' && !byPath) {
    walk.fail('missing-script', invocation.command.range, path);
    return true;
  }
  const text = walk.readText(path);
  if (byPath) {
    const problem = findStartProblem(path, text, walk.isExecutable(path));
    if (problem !== null) {
      walk.fail(problem.kind, invocation.programRange, ...problem.facts);
      return true;
    }
  }
  if (text === null || !isShellScript(text, byPath)) return false;
  return running.runScript(text.replaceAll('\r', ''), invocation.command.range) !== null;
}

function isShellScript(text: string, byPath: boolean): boolean {
  const line = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(text);
  if (line === null) return !byPath || !text.startsWith('\u007f');
  const program = line[1]?.endsWith('/env') ? (line[2] ?? '') : (line[1] ?? '');
  return /(^|\/)(ba|da|a)?sh$/.test(program);
}

/** Why a file cannot be started by its name; `null` where it can, or nobody knows. */
export function findStartProblem(path: string, text: string | null, executable: boolean | null): Fault | null {
  if (executable === false) return fault('not-executable', path);
  return text !== null && /^#![^\n]*\r\n/.test(text) ? fault('carriage-return', path) : null;
}

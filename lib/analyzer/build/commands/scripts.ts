import type { Running } from './running';

/**
 * Runs a script of the project, or one that an earlier step wrote, as far as the shell's grammar goes. `byPath`: it is
 * started by its name, so that it must be executable and name its interpreter. `false` where nobody knows what it does.
 */
export function runScriptFile(running: Running, path: string, byPath: boolean): boolean {
  const { walk, invocation } = running;
  const kind = walk.lookUp(path);
  if (kind === 'missing' && !byPath) {
    walk.fail(
      'missing-script',
      `There is no \`${path}\` to run, so the step stops the build.`,
      'Copy the script into the image before this step, or correct the path.',
      invocation.command.range,
    );
    return true;
  }
  const text = walk.readText(path);
  if (byPath) {
    const problem = findStartProblem(path, text, walk.isExecutable(path));
    if (problem !== null) {
      walk.fail(problem.code, problem.message, problem.remedy, invocation.programRange);
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

export interface StartProblem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** Why a file cannot be started by its name; `null` where it can, or nobody knows. */
export function findStartProblem(path: string, text: string | null, executable: boolean | null): StartProblem | null {
  if (executable === false) {
    return {
      code: 'not-executable',
      message: `\`${path}\` is not executable: "permission denied".`,
      remedy: 'Set its execute bit before the build, use `COPY --chmod=755`, or run it through its interpreter.',
    };
  }
  if (text !== null && /^#![^\n]*\r\n/.test(text)) {
    return {
      code: 'carriage-return',
      message: `The first line of \`${path}\` ends in a carriage return, so the system looks for an interpreter of that name: "no such file or directory".`,
      remedy: 'Save the file with LF line endings.',
    };
  }
  return null;
}

import { exactly } from '../../estimate';
import type { ShellRedirection } from '../../syntax/shell';
import { fileLabel } from '../contents';
import { fault } from '../failures/fault';
import type { Fault } from '../failures/types';
import type { Invocation } from '../invocation';
import { parentOf, resolvePath } from '../paths';
import { refuse } from '../permissions';
import type { StageWalk } from '../stage-walk';
import { expandText } from './expansion';
import { measureOutput, readOutput } from './output';
import type { Shell } from './shell';
import type { Status } from './status';

/**
 * Walks the redirections of a command: output to a file makes it. Where its folder is missing, or a file to read from,
 * the command does not run at all, and the status with which it ends comes back; else `null`.
 */
export function redirect(
  redirections: readonly ShellRedirection[],
  invocation: Invocation | null,
  shell: Shell,
): Status | null {
  for (const { operator, target, body } of redirections) {
    if (operator.startsWith('<<')) continue;
    const { text, known } = expandText(target, shell.scope);
    if (!known || text.startsWith('/dev/') || /^\d*$|^&|^-$/.test(text)) continue;
    const path = resolvePath(shell.workingDirectory, text);
    if (!operator.includes('>')) {
      if (shell.walk.lookUp(path) !== 'missing' || body !== undefined) continue;
      shell.fail('missing-file:to-read-from', target.range, path);
      return shell.takeFailure();
    }
    const problem = isOutside(path, shell.walk);
    if (problem !== null) {
      shell.fail(problem.kind, target.range, ...problem.facts);
      return shell.takeFailure();
    }
    write(path, operator, invocation, redirections, shell);
  }
  return null;
}

function write(
  path: string,
  operator: string,
  invocation: Invocation | null,
  redirections: readonly ShellRedirection[],
  { walk, workingDirectory }: Shell,
): void {
  if (walk.onMount(path)) return;
  const appends = operator.startsWith('>>');
  const written = invocation === null ? '' : readOutput(invocation, redirections);
  const before = appends ? walk.files.factsOf(path)?.text : '';
  const text = walk.maybe || before === undefined || before === null || written === null ? null : before + written;
  const executable = walk.files.factsOf(path)?.executable ?? false;
  const bytes = invocation === null ? 0 : measureOutput(invocation, redirections, walk, workingDirectory);
  if (bytes !== null && bytes > 0) {
    if (appends) walk.contents.copyUpFile(path, walk.step.id);
    else walk.contents.overwrite(path, walk.step.id);
    const held = appends ? walk.contents.bytesOfFile(path) : 0;
    walk.hold(path, 'code', fileLabel, exactly(held + bytes));
  }
  if (walk.state.files.has(path)) {
    walk.files.note(path, { executable, text });
    walk.step.writes.push(path);
  } else walk.writeFile(path, { executable: walk.lookUp(parentOf(path)) === 'unknown' ? null : false, text });
}

/** Why nothing can be written at a path: its folder is missing, or the user may not. `null` where it can, or nobody knows. */
function isOutside(path: string, walk: StageWalk): Fault | null {
  const folder = parentOf(path);
  const kind = walk.lookUp(folder);
  if (kind === 'missing') return fault('missing-directory:to-write-in', folder, path);
  if (kind === 'file') return fault('not-a-directory:to-write-in', folder);
  return walk.state.files.has(path) ? refuse(path, path, walk) : refuse(folder, path, walk);
}

import { installedFromLock } from '../../python/lock/install';
import { readSelection } from '../../python/lock/select';
import type { Options } from '../invocation';
import { lastValue } from '../invocation';
import { resolvePath } from '../paths';
import { findEnvironment } from '../programs';
import { listOptions, readLock, type Tool } from './project-lock';
import type { Running } from './running';

/** `uv export -o requirements.txt` and its kin: the pins of the lock as a requirements file. */
export function exportLock(running: Running, tool: Tool, options: Options): void {
  const { walk, workingDirectory } = running;
  const out = findOutput(running, options);
  if (out === undefined || /[$`]/.test(out)) return;
  const path = resolvePath(workingDirectory, out);
  const lock = readLock(running, tool, workingDirectory);
  if (lock === null || /\.toml$/.test(path)) {
    walk.writeFile(path, { executable: false, text: null });
    return;
  }
  const system = findEnvironment('python', walk, running.variables);
  const taken = installedFromLock(lock, {
    ...readSelection(tool, listOptions(options, running, tool)),
    python: system?.python ?? null,
  });
  const text = taken.packages.map(({ name, version }) => (version === null ? name : `${name}==${version}`)).join('\n');
  walk.writeFile(path, { executable: false, text: `${text}\n` });
}

/** The file that a command writes: by an option, or by its shell. */
export function findOutput({ invocation }: Running, options: Options): string | undefined {
  const redirected = invocation.command.redirections.find(
    (entry) => entry.operator.startsWith('>') && entry.descriptor !== 2,
  );
  return lastValue(options, '-o', '--output', '--output-file')?.text ?? redirected?.target.text;
}

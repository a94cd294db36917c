import { installedFromLock } from '../../python/lock/install';
import { type GivenOption, type LockSelection, readSelection } from '../../python/lock/select';
import type { Options } from '../invocation';
import { lastValue } from '../invocation';
import { resolvePath } from '../paths';
import { findEnvironment } from '../programs';
import { listWanted } from './project-install';
import { listOptions, lockNames, readLock, type Tool } from './project-lock';
import { findProject, writeRequirements } from './projects';
import type { Running } from './running';

/** `uv export -o requirements.txt` and its kin: the pins of the lock as a requirements file. */
export function exportLock(running: Running, tool: Tool, options: Options): void {
  const { walk, workingDirectory } = running;
  const out = findOutput(running, options);
  if (out === undefined || /[$`]/.test(out)) return;
  const path = resolvePath(workingDirectory, out);
  const lock = readLock(running, tool, workingDirectory);
  const given = listOptions(options, running, tool);
  if (lock === null || /\.toml$/.test(path)) {
    // Without a lock the tool makes one, of which is known what it must hold.
    const isNew = walk.lookUp(resolvePath(workingDirectory, lockNames[tool])) === 'missing' && !/\.toml$/.test(path);
    const project = isNew ? findProject(running, workingDirectory) : null;
    const wanted = project === null ? null : listWanted(project, selectExport(tool, given), tool);
    walk.writeFile(path, { executable: false, text: wanted === null ? null : writeRequirements(wanted) });
    return;
  }
  const system = findEnvironment('python', walk, running.variables);
  const taken = installedFromLock(lock, {
    ...selectExport(tool, given),
    python: system?.python ?? null,
  });
  const text = taken.packages.map(({ name, version }) => (version === null ? name : `${name}==${version}`)).join('\n');
  walk.writeFile(path, { executable: false, text: `${text}\n` });
}

/** Poetry exports the project's own dependencies, and groups only where they are named. */
function selectExport(tool: Tool, given: readonly GivenOption[]): LockSelection {
  const selection = readSelection(tool, given);
  return tool === 'poetry' ? { ...selection, noDefaultGroups: true } : selection;
}

/** The file that a command writes: by an option, or by its shell. */
export function findOutput({ invocation }: Running, options: Options): string | undefined {
  const redirected = invocation.command.redirections.find(
    (entry) => entry.operator.startsWith('>') && entry.descriptor !== 2,
  );
  return lastValue(options, '-o', '--output', '--output-file')?.text ?? redirected?.target.text;
}

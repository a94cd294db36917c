import { type Argument, hasOption, lastValue, type Options, readOptions } from '../invocation';
import { parentOf, resolvePath } from '../paths';
import { holdBuilt } from './distributions';
import { type RunProgram, runInside } from './inside-environment';
import { exportLock } from './lock-export';
import { chooseEnvironment } from './manager-environment';
import { installLocked, installUnlocked } from './project-install';
import { listOptions, lockNames, readLock, type Tool } from './project-lock';
import { findProject, reportPython } from './projects';
import { isSwitchedOn, type Running } from './running';

const valued = new Set(
  '--extra --group --no-group --only-group --python -p --project --directory -C --cache-dir --link-mode --with --without --only -E --extras -P --categories --index-url --index --no-install-package --package --config-setting -f --format -o --output --output-file -G -L --lockfile --with-requirements --env-file --venv --default-index --extra-index-url --no-install'.split(
    ' ',
  ),
);

/** Walks a call of uv, Poetry, Pipenv or PDM; `false` where nobody knows what it does. */
export function walkManager(running: Running, tool: Tool, run: RunProgram): boolean {
  const { words } = running.invocation;
  const [leading, action, rest] = splitAction(words);
  const options = readOptions([...leading, ...rest], valued);
  if (action === undefined || hasOption(readOptions(leading, valued), '--version', '-V', '--help', '-h')) return true;
  switch (action.text) {
    case 'config':
    case 'self':
    case 'cache':
    case 'plugin':
    case 'check':
    case 'show':
    case 'list':
    case 'about':
    case 'version':
    case 'env':
    case 'use':
      return configure(running, tool, action.text, options);
    case 'export':
    case 'requirements':
      exportLock(running, tool, options);
      return true;
    case 'lock':
      return lockProject(running, tool);
    case 'build':
      holdBuilt(
        running,
        findFolder(running, options),
        lastValue(options, '-o', '--output', '--out-dir', '-d', '--dest'),
      );
      return true;
    case 'run':
      return runScript(running, tool, rest, run);
    case 'install':
    case 'sync':
      if (tool === 'uv' && action.text === 'install') return false;
      return (tool === 'pipenv' || tool === 'poetry') && options.operands.length > 0
        ? false
        : install(running, tool, options, action.text);
    default:
      return false;
  }
}

/** A command line as its general options, its action, and what follows. */
function splitAction(
  words: readonly Argument[],
): readonly [leading: readonly Argument[], action: Argument | undefined, rest: readonly Argument[]] {
  let at = 0;
  while (at < words.length && words[at]?.text.startsWith('-') === true) at += valued.has(words[at]?.text ?? '') ? 2 : 1;
  return [words.slice(0, at), words[at], words.slice(at + 1)];
}

/** `poetry config virtualenvs.create false` holds for all that follows in the stage. */
function configure({ walk }: Running, tool: Tool, action: string, { operands }: Options): boolean {
  const [key, value] = operands.map((word) => word.text);
  if (action !== 'config' || key === undefined || value === undefined) return true;
  walk.settings.set(`${tool}_${key.replace(/[.-]/g, '_')}`.toUpperCase(), value);
  return true;
}

/** A lock is made anew: what it then says, only a run would know. */
function lockProject(running: Running, tool: Tool): boolean {
  const { walk, workingDirectory } = running;
  const path = resolvePath(workingDirectory, lockNames[tool]);
  if (reportMissingFiles(running, tool, workingDirectory, [])) return true;
  if (walk.findFile(path) === undefined) walk.writeFile(path, { executable: false, text: null });
  return true;
}

/** `uv run`, `poetry run`: the command that follows, inside the project's environment; uv brings that up to date first. */
function runScript(running: Running, tool: Tool, words: readonly Argument[], run: RunProgram): boolean {
  let at = 0;
  while (at < words.length && words[at]?.text.startsWith('-') === true && words[at]?.text !== '-m')
    at += valued.has(words[at]?.text ?? '') ? 2 : 1;
  const own = readOptions(words.slice(0, at), valued);
  const [first, ...more] = words.slice(at);
  if (first === undefined) return false;
  const python: Argument = { ...first, text: 'python' };
  const command = first.text === '-m' || first.text.endsWith('.py') ? [python, first, ...more] : [first, ...more];
  if (tool === 'uv' && hasOption(own, '--no-project', '--with', '--isolated', '--script')) return false;
  const folder = findFolder(running, own);
  if (tool === 'uv' && !hasOption(own, '--no-sync') && !isSwitchedOn(running.variables('UV_NO_SYNC'))) {
    if (!install(running, tool, own, 'sync')) return false;
    if (running.walk.hasFailure()) return true;
  }
  return runInside(running, command, chooseEnvironment(running, tool, folder), run);
}

function findFolder({ workingDirectory }: Running, options: Options): string {
  return resolvePath(workingDirectory, lastValue(options, '--project', '--directory', '-C')?.text ?? '.');
}

function install(running: Running, tool: Tool, options: Options, action: string): boolean {
  const { walk, invocation } = running;
  const folder = findFolder(running, options);
  if (reportMissingFiles(running, tool, folder, listNeeded(running, tool, options, action))) return true;
  const project = findProject(running, folder);
  const lock = readLock(running, tool, folder);
  const lockFound = walk.lookUp(resolvePath(folder, lockNames[tool])) !== 'missing';
  if (lock === null && (project === null || lockFound)) return false;
  const environment = chooseEnvironment(running, tool, folder);
  if (environment === null) return false;
  if (project !== null && tool !== 'uv' && reportPython(running, project, environment, invocation.command.range))
    return true;
  const given = listOptions(options, running, tool);
  if (lock !== null) installLocked(running, { tool, options, given, lock, environment });
  else if (project !== null) installUnlocked(running, { tool, options, given, project, environment });
  return true;
}

/** The files that a tool cannot do without. */
function listNeeded(running: Running, tool: Tool, options: Options, action: string): readonly string[] {
  const lock = lockNames[tool];
  if (hasOption(options, '--frozen', '--locked', '--deploy', '--frozen-lockfile')) return [lock];
  if ((tool === 'pipenv' || tool === 'pdm') && action === 'sync') return [lock];
  return tool === 'uv' && isSwitchedOn(running.variables('UV_FROZEN')) ? [lock] : [];
}

/** Reports a file without which the tool stops: the project's own, or one of `more`. */
function reportMissingFiles(running: Running, tool: Tool, folder: string, more: readonly string[]): boolean {
  const { walk, invocation } = running;
  const file = tool === 'pipenv' ? 'Pipfile' : 'pyproject.toml';
  for (const name of [file, ...more]) {
    let place = folder;
    // uv and Poetry look in the folders above as well.
    while (place !== '/' && walk.lookUp(resolvePath(place, name)) === 'missing') place = parentOf(place);
    if (walk.lookUp(resolvePath(place, name)) !== 'missing') continue;
    walk.fail('missing-project:file', invocation.command.range, tool, name, folder);
    return true;
  }
  return false;
}

import { readFigure } from '../../catalog/look-up';
import { type Argument, hasOption, lastValue, readOptions } from '../invocation';
import { type RunProgram, runInside } from './inside-environment';
import { cacheFolder } from './installer';
import { holdManagedPython } from './manager-environment';
import { walkManager } from './managers';
import { uv } from './other-installers';
import { walkPip } from './pip';
import { compileRequirements, syncRequirements } from './pip-tools';
import { installTool } from './pipx';
import type { Running } from './running';
import { walkVenv } from './venv';

/** Walks a call of uv; `false` where nobody knows what it does. */
export function walkUv(running: Running, run: RunProgram): boolean {
  const [action, ...rest] = running.invocation.words;
  switch (action?.text) {
    case 'pip':
      return walkUvPip(running, rest);
    case 'venv':
      walkVenv(running, 'python3', rest, 'uv');
      return true;
    case 'tool':
      return walkTool(running, rest);
    case 'python':
      return walkPython(running, rest);
    case 'cache':
      if (rest[0]?.text === 'clean' || rest[0]?.text === 'prune') running.walk.remove(cacheFolder(running, uv));
      return true;
    case 'tree':
    case 'help':
    case 'format':
      return true;
    default:
      return walkManager(running, 'uv', run);
  }
}

function walkUvPip(running: Running, words: readonly Argument[]): boolean {
  const [action, ...rest] = words;
  if (action?.text === 'compile') compileRequirements(running, rest);
  else if (action?.text === 'sync') syncRequirements(running, rest, uv);
  else walkPip(running, 'uv', words, uv);
  return true;
}

const toolOptions = new Set(['--python', '-p', '--with', '--from', '--index-url', '--index', '--with-requirements']);

/** `uv tool install NAME`: an environment for the tool alone, its programs linked into a folder for all. */
function walkTool(running: Running, words: readonly Argument[]): boolean {
  const { walk, variables } = running;
  const options = readOptions(words, toolOptions);
  const [action, name] = options.operands;
  if (action?.text !== 'install') return /^(list|dir|update-shell|uninstall)$/.test(action?.text ?? 'list');
  if (name === undefined) return false;
  const home = variables('XDG_DATA_HOME') ?? `${walk.homeDirectory()}/.local/share`;
  return installTool(running, {
    tool: 'uv',
    names: [name, ...(options.values.get('--with') ?? []).filter((word) => word !== null)],
    options,
    folder: variables('UV_TOOL_DIR') ?? `${home}/uv/tools`,
    programs: variables('UV_TOOL_BIN_DIR') ?? variables('XDG_BIN_HOME') ?? `${walk.homeDirectory()}/.local/bin`,
  });
}

/** `uv python install 3.13`: Pythons that uv fetches, apart from the system's. */
function walkPython(running: Running, words: readonly Argument[]): boolean {
  const { walk } = running;
  const options = readOptions(words, new Set(['--install-dir', '-i', '--mirror']));
  const [action, ...versions] = options.operands;
  if (action?.text !== 'install') return /^(list|find|pin|dir)$/.test(action?.text ?? 'list');
  const folder = lastValue(options, '--install-dir', '-i');
  if (folder !== null) return false;
  for (const version of versions.length > 0 ? versions.map((word) => word.text) : [null])
    holdManagedPython(running, version);
  // Newer releases link `python3.13` into ~/.local/bin, with --default `python` as well.
  if (!hasOption(options, '--no-bin')) walk.files.doubt(`${walk.homeDirectory()}/.local/bin`);
  return true;
}

/** `uvx TOOL`: an environment in uv's cache, which the run leaves behind. */
export function walkUvx(running: Running, run: RunProgram): boolean {
  const { walk, invocation } = running;
  const options = readOptions(invocation.words, toolOptions);
  if (options.operands.length === 0) return true;
  walk.hold(
    cacheFolder(running, uv),
    'caches',
    `uv's cache of ${options.operands[0]?.text ?? 'a tool'}`,
    readFigure(walk.catalog, 'unknown-wheel'),
  );
  return runInside(running, options.operands, null, run);
}

import { readFigure } from '../../catalog/look-up';
import { type Estimate, exactly, multiply, nothing, scale } from '../../estimate';
import { type Argument, hasOption, lastValue, type Options, readOptions } from '../invocation';
import { parentOf, resolvePath } from '../paths';
import { findEntries, readPackageFile, readScripts } from './package-file';
import { isSwitchedOn, type Running } from './running';
import { holdUnmeasured } from './unmeasured';

const valued = new Set(
  '--prefix -C --cwd --dir --registry --omit --include --only --cache --loglevel --filter -F --workspace -w --network-timeout --cache-folder --modules-folder --store-dir --production-only --mode'.split(
    ' ',
  ),
);

type Tool = 'npm' | 'yarn' | 'pnpm';

/** Walks a call of npm, Yarn or pnpm; `false` where nobody knows what it does. */
export function walkNodeTool(running: Running): boolean {
  const { name, words } = running.invocation;
  const tool: Tool = name === 'yarn' || name === 'pnpm' ? name : 'npm';
  const options = readOptions(words, valued);
  const [action, ...operands] = options.operands;
  const folder = resolvePath(
    running.workingDirectory,
    lastValue(options, '--prefix', '--cwd', '--dir', ...(tool === 'npm' ? [] : ['-C']))?.text ?? '.',
  );
  switch (action?.text) {
    case undefined:
      // Yarn alone is an install; npm and pnpm alone print help.
      return tool !== 'yarn' || hasOption(options, '--version', '-v') || installProject(running, tool, options, folder);
    case 'ci':
    case 'clean-install':
    case 'install-clean':
    case 'i':
    case 'install':
      return operands.length > 0
        ? installNamed(running, options, operands, folder)
        : installProject(running, tool, options, folder);
    case 'add':
      return installNamed(running, options, operands, folder);
    case 'global':
      return operands[0]?.text === 'add' && installGlobally(running, operands.slice(1));
    case 'cache':
      cleanCache(running, tool);
      return true;
    case 'run':
    case 'run-script':
    case 'test':
    case 'build':
      return runScript(
        running,
        tool,
        options,
        action.text === 'build' || action.text === 'test' ? action : operands[0],
        folder,
      );
    case 'prune':
    case 'config':
    case 'set':
    case 'get':
    case 'version':
    case 'pkg':
    case 'audit':
    case 'fund':
    case 'ls':
    case 'store':
    case 'policies':
      return true;
    default:
      return false;
  }
}

/** Where the lock of a tool lies, in the folder or above it, as in a workspace: whether there is certainly none. */
function lacksLock({ walk }: Running, names: readonly string[], folder: string): boolean {
  for (let place = folder; ; place = parentOf(place)) {
    if (names.some((name) => walk.lookUp(resolvePath(place, name)) !== 'missing')) return false;
    if (place === '/') return true;
  }
}

function reportMissingLock(running: Running, tool: Tool, options: Options, folder: string): boolean {
  const { walk, invocation } = running;
  const [action] = options.operands;
  const names =
    tool === 'npm' && /^(ci|clean-install|install-clean)$/.test(action?.text ?? '')
      ? ['package-lock.json', 'npm-shrinkwrap.json']
      : tool === 'pnpm' && hasOption(options, '--frozen-lockfile')
        ? ['pnpm-lock.yaml']
        : [];
  const [name] = names;
  if (name === undefined || !lacksLock(running, names, folder)) return false;
  walk.fail('missing-project:lock', invocation.command.range, tool, name, folder);
  return true;
}

function installProject(running: Running, tool: Tool, options: Options, folder: string): boolean {
  const { walk } = running;
  if (reportMissingLock(running, tool, options, folder)) return true;
  const production =
    hasOption(options, '--production', '--prod', '-P') ||
    lastValue(options, '--omit')?.text === 'dev' ||
    lastValue(options, '--only')?.text?.startsWith('prod') === true ||
    running.variables('NODE_ENV') === 'production';
  const entries = findEntries(walk, folder, production);
  const what = `the size of ${folder}/node_modules`;
  const bytes = measureModules(running, entries);
  holdUnmeasured(walk, { path: `${folder}/node_modules`, kind: 'os-packages', label: 'node packages' }, bytes, what);
  keepCache(running, tool, bytes);
  walk.makeDirectory(`${folder}/node_modules`);
  // Scripts that packages run at their install may write beside them.
  walk.files.doubt(hasOption(options, '--ignore-scripts') ? `${folder}/node_modules` : folder);
  walk.spend(readFigure(walk.catalog, 'node-install-seconds'));
  return true;
}

/** Bytes of `entries` packages, of what so many dependencies come to, or of a project that nobody has read. */
function measureModules({ walk }: Running, entries: ReturnType<typeof findEntries>): Estimate {
  const each = readFigure(walk.catalog, 'node-package');
  switch (entries.kind) {
    case 'packages':
      return entries.count === 0 ? nothing : spread(each, exactly(entries.count));
    case 'dependencies':
      return entries.count === 0
        ? nothing
        : spread(each, scale(readFigure(walk.catalog, 'node-dependencies'), entries.count));
    case 'unknown':
      return readFigure(walk.catalog, 'unknown-node-project');
  }
}

/** Many packages are neither all small nor all large. */
function spread(each: Estimate, count: Estimate): Estimate {
  const whole = multiply(each, count);
  return { ...whole, high: Math.min(whole.high, Math.max(whole.likely * 4, 600_000_000)) };
}

function keepCache(running: Running, tool: Tool, bytes: Estimate): void {
  const { walk } = running;
  // The store of pnpm holds links to the very files of node_modules.
  if (tool === 'pnpm' || isSwitchedOn(running.variables('YARN_DISABLE_CACHE'))) return;
  const ratio = readFigure(walk.catalog, tool === 'npm' ? 'npm-cache-over-modules' : 'yarn-cache-over-modules');
  walk.hold(cacheFolder(running, tool), 'caches', `${tool}'s cache`, multiply(bytes, ratio));
}

function cacheFolder({ walk, variables }: Running, tool: Tool): string {
  if (tool === 'npm')
    return variables('npm_config_cache') ?? variables('NPM_CONFIG_CACHE') ?? `${walk.homeDirectory()}/.npm`;
  return variables('YARN_CACHE_FOLDER') ?? '/usr/local/share/.cache/yarn';
}

function cleanCache(running: Running, tool: Tool): void {
  running.walk.remove(cacheFolder(running, tool));
}

function installNamed(running: Running, options: Options, operands: readonly Argument[], folder: string): boolean {
  if (hasOption(options, '-g', '--global', '--location')) return installGlobally(running, operands);
  const { walk } = running;
  const names = operands.map((word) => word.text).join(', ');
  const bytes = measureModules(running, { kind: 'dependencies', count: operands.length });
  const what = `the size of the node packages ${names}`;
  holdUnmeasured(walk, { path: `${folder}/node_modules`, kind: 'os-packages', label: names.slice(0, 60) }, bytes, what);
  keepCache(running, 'npm', bytes);
  walk.files.doubt(folder);
  walk.spend(readFigure(walk.catalog, 'node-install-seconds'));
  return true;
}

/** `npm install -g`: programs come to PATH, of any name. */
function installGlobally(running: Running, operands: readonly Argument[]): boolean {
  const { walk } = running;
  const names = operands.map((word) => word.text).join(', ');
  const bytes = measureModules(running, { kind: 'dependencies', count: Math.max(1, operands.length) });
  holdUnmeasured(
    walk,
    { path: '/usr/local/lib/node_modules', kind: 'build-tools', label: `node packages ${names}`.slice(0, 60) },
    bytes,
    `the size of the node packages ${names}`,
  );
  keepCache(running, 'npm', bytes);
  for (const place of ['/usr/local/lib/node_modules', '/usr/local/bin', '/usr/lib/node_modules', '/usr/bin'])
    walk.files.doubt(place);
  walk.spend(readFigure(walk.catalog, 'node-install-seconds'));
  return true;
}

/** `npm run build`: what a script of the project writes, nobody knows; that it writes beside it is likely. */
function runScript(
  running: Running,
  tool: Tool,
  options: Options,
  script: Argument | undefined,
  folder: string,
): boolean {
  const { walk, invocation } = running;
  if (script === undefined) return true;
  if (!script.known || hasOption(options, '--workspace', '-w', '--workspaces', '--filter', '-F', '-r')) return false;
  const file = readPackageFile(walk, folder);
  const scripts = file === null ? null : readScripts(file);
  const own = scripts === null || scripts.has(script.text) || /^(start|test|restart|env)$/.test(script.text);
  // Yarn and pnpm run programs of installed packages by the same words.
  if (!own && tool === 'npm' && !hasOption(options, '--if-present')) {
    walk.fail('missing-script:of-npm', script.range, folder, script.text);
    return true;
  }
  const what = `what \`${invocation.name} run ${script.text}\` writes`;
  holdUnmeasured(
    walk,
    { path: folder, kind: 'code', label: `output of ${script.text}` },
    readFigure(walk.catalog, 'front-end-build'),
    what,
  );
  walk.files.doubt(folder);
  walk.spend(readFigure(walk.catalog, 'node-script-seconds'));
  return true;
}

/** `corepack enable`: Yarn and pnpm appear beside node. */
export function walkCorepack({ walk }: Running): boolean {
  for (const place of ['/usr/local/bin', '/usr/bin', `${walk.homeDirectory()}/.cache/node`]) walk.files.doubt(place);
  return true;
}

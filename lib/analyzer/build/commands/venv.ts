import { readFigure } from '../../catalog/look-up';
import { pipItself } from '../initial-state';
import { hasOption, readOptions } from '../invocation';
import { resolvePath } from '../paths';
import { refuse } from '../permissions';
import { findEnvironment } from '../programs';
import type { StageWalk } from '../stage-walk';
import type { PythonEnvironment } from '../types';
import { holdLibraryBytecode } from './bytecode';
import { existingParent } from './file-paths';
import type { Running } from './running';

const valued = new Set(['--prompt', '-p', '--python', '--seeder', '--discovery', '--creator', '--app-data', '--pip']);

type Tool = 'venv' | 'virtualenv' | 'uv';

/** Walks `python -m venv`, `virtualenv` or `uv venv`: `words` are the arguments after it. */
export function walkVenv(
  running: Running,
  interpreter: string,
  words: Running['invocation']['words'],
  tool: Tool,
): void {
  const { walk, variables, invocation, workingDirectory } = running;
  const options = readOptions(words, valued);
  if (hasOption(options, '--help', '-h', '--version')) return;
  const owner = findEnvironment(interpreter, walk, variables);
  const targets =
    options.operands.length === 0 && tool === 'uv' ? ['.venv'] : options.operands.map((word) => word.text);
  const pip = choosePip(tool, options);
  if (tool === 'venv' && pip !== 'none' && owner !== null && lacksVenvPackage(owner, running)) {
    walk.fail('venv-not-available', invocation.command.range);
    return;
  }
  for (const target of targets) {
    if (/[$`]/.test(target)) {
      walk.doubt('where the virtual environment lies');
      continue;
    }
    const path = resolvePath(workingDirectory, target);
    if (reportUnwritable(running, path)) return;
    createEnvironment(walk, path, owner, {
      pip,
      systemPackages: hasOption(options, '--system-site-packages'),
      copies: hasOption(options, '--copies', '--always-copy'),
    });
    if (tool !== 'uv')
      holdLibraryBytecode(running, owner, pip === 'none' ? 'venv-library-bytecode' : 'library-bytecode');
    if (tool === 'virtualenv') holdVirtualenvCache(running, options);
    walk.spend(readFigure(walk.catalog, pip === 'ensurepip' ? 'venv-seconds' : 'venv-without-pip-seconds'));
  }
}

/** Reports a folder in which the user in force may make no environment; `true` where it did. */
function reportUnwritable(running: Running, path: string): boolean {
  const { walk, invocation } = running;
  const problem = walk.lookUp(path) === 'missing' ? refuse(existingParent(path, running), path, walk) : null;
  if (problem === null) return false;
  walk.fail(problem.kind, invocation.command.range, ...problem.facts);
  return true;
}

/** How an environment comes by its pip: venv runs `ensurepip`, virtualenv unpacks one that it carries. */
type Pip = 'ensurepip' | 'virtualenv' | 'none';

function choosePip(tool: Tool, options: ReturnType<typeof readOptions>): Pip {
  if (hasOption(options, '--without-pip', '--no-pip')) return 'none';
  if (tool === 'uv') return hasOption(options, '--seed') ? 'virtualenv' : 'none';
  return tool === 'virtualenv' ? 'virtualenv' : 'ensurepip';
}

/** virtualenv unpacks pip into its application data first. */
function holdVirtualenvCache({ walk, variables }: Running, options: ReturnType<typeof readOptions>): void {
  if (hasOption(options, '--no-seed', '--without-pip', '--no-pip', '--reset-app-data')) return;
  const folder = variables('VIRTUALENV_OVERRIDE_APP_DATA') ?? `${walk.homeDirectory()}/.cache/virtualenv`;
  walk.hold(folder, 'caches', "virtualenv's cache", readFigure(walk.catalog, 'virtualenv-cache'));
}

/** How a virtual environment is made. */
export interface EnvironmentOptions {
  readonly pip: Pip;
  readonly systemPackages?: boolean;
  /** It copies the interpreter in place of linking to it. */
  readonly copies?: boolean;
}

const figures: Readonly<Record<Pip, string>> = {
  ensurepip: 'venv-with-pip',
  virtualenv: 'virtualenv-with-pip',
  none: 'venv-without-pip',
};

/** Makes a virtual environment; gives it. `owner` is the Python that it links to; `null` where unknown. */
export function createEnvironment(
  walk: StageWalk,
  path: string,
  owner: PythonEnvironment | null,
  { pip, systemPackages = false, copies = false }: EnvironmentOptions,
): PythonEnvironment {
  const bytes = readFigure(walk.catalog, figures[pip]);
  walk.hold(path, 'python', 'virtual environment with its own pip', bytes);
  if (copies)
    walk.hold(`${path}/bin`, 'python', 'copies of the interpreter', readFigure(walk.catalog, 'python-copies'));
  walk.makeDirectory(`${path}/bin`);
  // An environment made by another one links to the Python of that.
  const interpreter = copies ? undefined : owner?.kind === 'virtual' ? owner.interpreter : owner?.path;
  const environment: PythonEnvironment = {
    kind: 'virtual',
    path,
    createdAt: path,
    python: owner?.python ?? null,
    packages: pip === 'none' ? [] : [pipItself(walk.catalog, bytes)],
    ...(interpreter === undefined ? {} : { interpreter }),
    ...(systemPackages ? { systemPackages } : {}),
  };
  walk.putEnvironment(environment);
  return environment;
}

function lacksVenvPackage(owner: PythonEnvironment, { walk }: Running): boolean {
  if (owner.kind !== 'system' || owner.path !== '/usr' || !walk.certain || !walk.packagesCertain) return false;
  if (!['debian', 'ubuntu'].includes(walk.profile.distribution)) return false;
  return ![...walk.state.osPackages].some((name) => /^python3(\.\d+)?-(venv|full)$/.test(name));
}

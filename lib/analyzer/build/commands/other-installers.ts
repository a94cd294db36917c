import { readFigure } from '../../catalog/look-up';
import type { ResolvedWheel } from '../../catalog/wheels';
import { type Estimate, multiply } from '../../estimate';
import { hasOption, lastValue, type Options } from '../invocation';
import { resolvePath } from '../paths';
import { findEnvironment } from '../programs';
import type { StageWalk } from '../stage-walk';
import type { PythonEnvironment } from '../types';
import type { Installer } from './installer';
import type { PipLike } from './pip';
import { totalWheels } from './resolved-wheels';
import { isSwitchedOn, type Running } from './running';
import { reportNoEnvironment } from './uv-environment';

/** uv compiles where it is told to, and keeps the files themselves. */
export const uv: PipLike = {
  name: 'uv',
  cache: { variable: 'UV_CACHE_DIR', folder: 'uv' },
  pace: 'uv',
  compiles: (options, variables) =>
    hasOption(options, '--compile-bytecode', '--compile') || isSwitchedOn(variables('UV_COMPILE_BYTECODE')),
  leavesNoCache: (options, variables) =>
    hasOption(options, '--no-cache', '--no-cache-dir', '-n') || isSwitchedOn(variables('UV_NO_CACHE')),
  measureCache: (wheels) => totalWheels(wheels).installed,
  refuses: reportNoEnvironment,
  findOwner,
};

/** Poetry keeps archives, and what the index says. */
export const poetry: Installer = {
  name: 'poetry',
  cache: { variable: 'POETRY_CACHE_DIR', folder: 'pypoetry' },
  pace: 'pip',
  compiles: (options) => hasOption(options, '--compile'),
  // `-n` of Poetry asks no questions.
  leavesNoCache: (options) => hasOption(options, '--no-cache'),
  measureCache: measurePoetryCache,
};

/** PDM keeps what the index says, and archives only where its cache is switched on. */
export const pdm: Installer = {
  ...poetry,
  name: 'pdm',
  cache: { variable: 'PDM_CACHE_DIR', folder: 'pdm' },
  compiles: () => false,
  measureCache: (wheels, walk) => ({ ...measurePoetryCache(wheels, walk), low: 0 }),
};

function measurePoetryCache(wheels: readonly ResolvedWheel[], { catalog }: StageWalk): Estimate {
  return multiply(totalWheels(wheels).compressed, readFigure(catalog, 'poetry-cache-over-wheels'));
}

/** The environment that is asked for, else the active one, else a Python of the system. */
function findOwner(running: Running, _: string, options: Options): PythonEnvironment | null {
  const { walk, variables } = running;
  const named = lastValue(options, '--python', '-p')?.text;
  if (named !== undefined) {
    const path = resolvePath(running.workingDirectory, named);
    return (
      walk.state.pythonEnvironments.find((entry) => path === entry.path || path.startsWith(`${entry.path}/`)) ??
      findEnvironment(named, walk, variables)
    );
  }
  const active = variables('VIRTUAL_ENV') ?? resolvePath(running.workingDirectory, '.venv');
  const virtual = walk.state.pythonEnvironments.find((entry) => entry.path === active && entry.kind === 'virtual');
  if (virtual !== undefined && !hasOption(options, '--system')) return virtual;
  return findFirstSystem(running);
}

/** Of the system's Pythons, the one that comes first on PATH. */
function findFirstSystem({ walk, variables }: Running): PythonEnvironment | null {
  const folders = (variables('PATH') ?? '').split(':');
  const systems = walk.state.pythonEnvironments.filter((entry) => entry.kind === 'system');
  const onPath = folders.map((folder) => systems.find(({ path }) => `${path}/bin` === folder));
  return onPath.find((entry) => entry !== undefined) ?? systems[0] ?? null;
}

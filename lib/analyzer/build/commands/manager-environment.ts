import { readFigure } from '../../catalog/look-up';
import { resolvePath } from '../paths';
import { findEnvironment } from '../programs';
import type { PythonEnvironment } from '../types';
import type { Tool } from './project-lock';
import { isSwitchedOn, type Running } from './running';
import { holdUnmeasured } from './unmeasured';
import { createEnvironment } from './venv';

/** Where a tool installs: its own environment, or the one that is there; `null` where nobody knows. */
export function chooseEnvironment(running: Running, tool: Tool, folder: string): PythonEnvironment | null {
  const { walk, variables } = running;
  const active = variables('VIRTUAL_ENV');
  const system = findSystem(running);
  if (tool === 'uv') return chooseForUv(running, folder, system);
  if (active !== undefined) return findKnown(running, active);
  if (system?.kind === 'virtual' || system?.kind === 'conda') return system;
  const inProject = resolvePath(folder, '.venv');
  switch (tool) {
    case 'pipenv':
      if (running.invocation.words.some((word) => word.text === '--system')) return system;
      return find(
        running,
        isSwitchedOn(variables('PIPENV_VENV_IN_PROJECT'))
          ? inProject
          : resolvePath(walk.homeDirectory(), '.local/share/virtualenvs/project'),
        system,
        'virtualenv',
      );
    case 'pdm':
      // Without environments PDM puts packages into `__pypackages__`, where its own import hook finds them.
      if (/^(false|0|no|off)$/i.test(walk.settings.get('PDM_PYTHON_USE_VENV') ?? variables('PDM_USE_VENV') ?? ''))
        return null;
      return find(running, inProject, system, 'none');
    default:
      return chooseForPoetry(running, inProject, system);
  }
}

function findSystem({ walk, variables }: Running): PythonEnvironment | null {
  return findEnvironment('python', walk, variables) ?? findEnvironment('python3', walk, variables);
}

function findKnown({ walk }: Running, path: string): PythonEnvironment | null {
  return walk.state.pythonEnvironments.find((entry) => entry.path === path) ?? null;
}

/** The environment at a path, which is made where it is not there yet. */
function find(
  running: Running,
  path: string,
  owner: PythonEnvironment | null,
  pip: 'virtualenv' | 'none',
): PythonEnvironment {
  return findKnown(running, path) ?? createEnvironment(running.walk, path, owner, { pip });
}

function chooseForUv(running: Running, folder: string, system: PythonEnvironment | null): PythonEnvironment {
  const { walk, variables } = running;
  const path = resolvePath(folder, variables('UV_PROJECT_ENVIRONMENT') ?? '.venv');
  const known = findKnown(running, path);
  if (known !== null) return known;
  if (system === null) holdManagedPython(running, null);
  return createEnvironment(walk, path, system, { pip: 'none' });
}

/** A Python that a tool fetches for itself where the image has none that it may use. */
export function holdManagedPython(running: Running, version: string | null): void {
  const { walk, variables } = running;
  const folder =
    variables('UV_PYTHON_INSTALL_DIR') ??
    `${variables('XDG_DATA_HOME') ?? `${walk.homeDirectory()}/.local/share`}/uv/python`;
  const name = version === null ? 'Python' : `Python ${version}`;
  holdUnmeasured(
    walk,
    { path: folder, kind: 'python', label: `${name}, fetched by uv` },
    readFigure(walk.catalog, 'managed-python'),
    `the size of ${name} as uv fetches it`,
  );
  walk.files.doubt(folder);
  walk.spend(readFigure(walk.catalog, 'managed-python-seconds'));
}

function chooseForPoetry(
  running: Running,
  inProject: string,
  system: PythonEnvironment | null,
): PythonEnvironment | null {
  const { walk, variables } = running;
  const read = (name: string) => walk.settings.get(name) ?? variables(name);
  if (/^(false|0|no)$/i.test(read('POETRY_VIRTUALENVS_CREATE') ?? '')) return system;
  const home = resolvePath(walk.homeDirectory(), read('POETRY_CACHE_DIR') ?? '.cache/pypoetry');
  const path = isSwitchedOn(read('POETRY_VIRTUALENVS_IN_PROJECT'))
    ? inProject
    : resolvePath(read('POETRY_VIRTUALENVS_PATH')?.replace('{cache-dir}', home) ?? `${home}/virtualenvs`, 'project');
  // Poetry uses an environment that lies in the project, wherever it would make one.
  const present = findKnown(running, inProject);
  return (
    present ??
    find(running, path, system, isSwitchedOn(read('POETRY_VIRTUALENVS_OPTIONS_NO_PIP')) ? 'none' : 'virtualenv')
  );
}

import { hasOption, type Options } from '../invocation';
import { parentOf, resolvePath } from '../paths';
import { isSwitchedOn, type Running } from './running';

/** Options that say where to install; without them uv looks for a virtual environment. */
const places = ['--system', '--python', '-p', '--target', '-t', '--prefix', '--root', '--dry-run'];

/**
 * `uv pip install` goes into the environment that is active, else into `.venv` in the working directory or one above it; it
 * leaves the Python of the system alone unless it is asked to. Reports where there is none; `true` where it did.
 * Source: docs.astral.sh/uv/pip/environments.
 */
export function reportNoEnvironment(running: Running, options: Options): boolean {
  const { walk, variables, invocation, workingDirectory } = running;
  if (hasOption(options, ...places) || isSwitchedOn(variables('UV_SYSTEM_PYTHON'))) return false;
  if (['VIRTUAL_ENV', 'CONDA_PREFIX', 'UV_PYTHON', 'UV_CONFIG_FILE'].some((name) => (variables(name) ?? '') !== ''))
    return false;
  // Known for certain only of a Python image, with nothing unknown done to it.
  if (!walk.certain || !walk.packagesCertain || walk.profile.python === null) return false;
  for (let folder = workingDirectory; ; folder = parentOf(folder)) {
    if (mayHoldEnvironment(running, folder)) return false;
    if (folder === '/') break;
  }
  walk.fail('no-environment', invocation.command.range);
  return true;
}

/** An environment in a folder, or settings of uv that may ask for the system's Python. */
function mayHoldEnvironment({ walk }: Running, folder: string): boolean {
  if (walk.lookUp(resolvePath(folder, '.venv')) !== 'missing') return true;
  if (walk.lookUp(resolvePath(folder, 'uv.toml')) !== 'missing') return true;
  const project = resolvePath(folder, 'pyproject.toml');
  if (walk.lookUp(project) === 'missing') return false;
  const text = walk.readText(project);
  return text === null || /^\[tool\.uv\.pip\]|^\s*system\s*=/m.test(text);
}

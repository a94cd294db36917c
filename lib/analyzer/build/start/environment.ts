import { baseName } from '../paths';
import { findProgram, isInterpreter } from '../programs';
import type { PythonEnvironment } from '../types';
import type { StartingContainer } from './starting-container';

/** A virtual environment keeps the path and the Python with which it was made; `true` where this one has lost either. */
export function reportMovedEnvironment(container: StartingContainer, environment: PythonEnvironment): boolean {
  const { walk, start } = container;
  if (environment.kind !== 'virtual' || !walk.certain) return false;
  const { program } = start;
  const systems = walk.state.pythonEnvironments.filter((entry) => entry.kind === 'system');
  if (environment.path !== environment.createdAt && !isInterpreter(baseName(program))) {
    const original = walk.state.pythonEnvironments.some((entry) => entry.path === environment.createdAt);
    if (original) return false;
    container.fail('moved-environment', program, environment.createdAt, environment.path);
    return true;
  }
  const versions = systems.map((entry) => entry.python);
  if (environment.python === null || versions.includes(null)) return false;
  if (versions.includes(environment.python)) return reportDanglingLink(container, environment);
  container.fail('environment-without-its-python', environment.path, environment.python, versions);
  return true;
}

/** The `python` of a virtual environment is a link: the same Python at another place leaves it pointing nowhere. */
function reportDanglingLink(container: StartingContainer, environment: PythonEnvironment): boolean {
  const { walk, variables } = container;
  const { interpreter, python, path } = environment;
  if (interpreter === undefined || python === null) return false;
  // The full image has a Python of its distribution as well, of which we have no list.
  if (interpreter === '/usr' && walk.profile.variant === 'full') return false;
  const names = [`python${python}`, 'python3'];
  if (names.some((name) => findProgram(`${interpreter}/bin/${name}`, walk, variables, '/').kind !== 'missing'))
    return false;
  const here = walk.state.pythonEnvironments.find((entry) => entry.kind === 'system' && entry.python === python)?.path;
  container.fail('environment-without-its-python:link', path, interpreter, here);
  return true;
}

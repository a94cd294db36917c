import { baseName } from '../paths';
import { isInterpreter } from '../programs';
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
    container.fail(
      'moved-environment',
      `\`${program}\` names the Python of \`${environment.createdAt}\` in its first line, and the environment now lies at \`${environment.path}\`.`,
      `Copy the environment to \`${environment.createdAt}\`, the path at which it was created.`,
    );
    return true;
  }
  const versions = systems.map((entry) => entry.python);
  if (environment.python === null || versions.includes(null) || versions.includes(environment.python)) return false;
  container.fail(
    'environment-without-its-python',
    systems.length === 0
      ? `The virtual environment \`${environment.path}\` needs the Python ${environment.python} that made it, and this image has no Python.`
      : `The virtual environment \`${environment.path}\` was made with Python ${environment.python}, and this image has ${versions.join(', ')}.`,
    `Start the final stage from an image with Python ${environment.python}.`,
  );
  return true;
}

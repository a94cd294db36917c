import { readFigure } from '../../catalog/look-up';
import { type Estimate, multiply } from '../../estimate';
import { canWrite } from '../permissions';
import type { PythonEnvironment } from '../types';
import { isSwitchedOn, type Running } from './running';

/** Whether Python may write the bytecode of what it imports. */
export function writesBytecode({ variables }: Running): boolean {
  return !isSwitchedOn(variables('PYTHONDONTWRITEBYTECODE'));
}

/**
 * The official images ship without bytecode: the first program that imports much of the standard library, and pip itself,
 * leave theirs. Distributions' packages compile theirs when they are installed.
 */
export function holdLibraryBytecode(
  running: Running,
  environment: PythonEnvironment | null,
  figure: 'library-bytecode' | 'venv-library-bytecode',
): void {
  const { walk } = running;
  if (!writesBytecode(running) || !usesOfficialPython(running, environment)) return;
  // Who may not write beside the sources leaves none.
  if (canWrite('/usr/local/lib', walk) === false) return;
  const key = `library:${environment?.python ?? ''}`;
  if (walk.compiled.has(key)) return;
  walk.compiled.add(key);
  const bytes = readFigure(walk.catalog, figure);
  const folder = `/usr/local/lib/python${environment?.python ?? '3'}/__pycache__`;
  walk.hold(folder, 'python', 'bytecode of the standard library', bytes);
  spendCompiling(running, bytes);
}

function spendCompiling({ walk }: Running, bytes: Estimate): void {
  const perByte = readFigure(walk.catalog, 'compile-seconds-per-byte');
  walk.spend({ ...multiply(bytes, perByte), evidence: perByte.evidence });
}

/** A virtual environment uses the library of the Python that made it; a distribution's is compiled already. */
function usesOfficialPython({ walk }: Running, environment: PythonEnvironment | null): boolean {
  return walk.state.pythonEnvironments.some(
    (entry) =>
      entry.kind === 'system' && entry.path === '/usr/local' && entry.python === (environment?.python ?? entry.python),
  );
}

/** pip's own bytecode, which the first run leaves where pip came without. */
export function holdPipBytecode(running: Running, environment: PythonEnvironment): void {
  const { walk } = running;
  holdLibraryBytecode(running, environment, 'library-bytecode');
  if (!writesBytecode(running) || environment.kind !== 'system' || environment.path !== '/usr/local') return;
  if (canWrite('/usr/local/lib', walk) === false) return;
  const key = `pip:${environment.path}`;
  if (walk.compiled.has(key)) return;
  walk.compiled.add(key);
  const bytes = readFigure(walk.catalog, 'pip-bytecode');
  walk.hold(
    `${environment.path}/lib/python${environment.python ?? '3'}/site-packages/__pycache__/pip`,
    'python',
    'bytecode of pip',
    bytes,
  );
  spendCompiling(running, bytes);
}

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
  if (!usesOfficialPython(running, environment)) return;
  const folder = `/usr/local/lib/python${environment?.python ?? '3'}/__pycache__`;
  compile(running, figure, {
    key: `library:${environment?.python ?? ''}`,
    folder,
    label: 'bytecode of the standard library',
  });
}

/** What is imported is compiled; the next run is spared that only where the bytecode may be written beside the sources. */
function compile(
  running: Running,
  figure: string,
  { key, folder, label }: { readonly key: string; readonly folder: string; readonly label: string },
): void {
  const { walk } = running;
  if (walk.compiled.has(key)) return;
  const bytes = readFigure(walk.catalog, figure);
  spendCompiling(running, bytes);
  if (!writesBytecode(running) || canWrite('/usr/local/lib', walk) === false) return;
  walk.compiled.add(key);
  walk.hold(folder, 'python', label, bytes);
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
  holdLibraryBytecode(running, environment, 'library-bytecode');
  if (environment.kind !== 'system' || environment.path !== '/usr/local') return;
  const folder = `${environment.path}/lib/python${environment.python ?? '3'}/site-packages/__pycache__/pip`;
  compile(running, 'pip-bytecode', { key: `pip:${environment.path}`, folder, label: 'bytecode of pip' });
}

import { readFigure } from '../../catalog/look-up';
import { pipItself } from '../initial-state';
import { hasOption, readOptions } from '../invocation';
import { resolvePath } from '../paths';
import { findEnvironment } from '../programs';
import { refuse } from '../shell/output';
import type { StageWalk } from '../stage-walk';
import type { PythonEnvironment } from '../types';
import { holdLibraryBytecode } from './bytecode';
import { existingParent } from './file-paths';
import type { Running } from './running';

const valued = new Set(['--prompt', '-p', '--python', '--seeder']);

/** Walks `python -m venv`, `virtualenv` or `uv venv`: `words` are the arguments after it. */
export function walkVenv(
  running: Running,
  interpreter: string,
  words: Running['invocation']['words'],
  tool: 'venv' | 'virtualenv' | 'uv',
): void {
  const { walk, variables, invocation, workingDirectory } = running;
  const options = readOptions(words, valued);
  const owner = findEnvironment(interpreter, walk, variables);
  const targets =
    options.operands.length === 0 && tool === 'uv' ? ['.venv'] : options.operands.map((word) => word.text);
  const withPip = tool !== 'uv' && !hasOption(options, '--without-pip', '--no-pip');
  if (tool === 'venv' && withPip && owner !== null && lacksVenvPackage(owner, running)) {
    walk.fail(
      'venv-not-available',
      'Debian and Ubuntu package `venv` apart: without `python3-venv` this command fails because `ensurepip` is not available.',
      'Install `python3-venv` in the same step as `python3`.',
      invocation.command.range,
    );
    return;
  }
  for (const target of targets) {
    if (/[$`]/.test(target)) {
      walk.doubt('where the virtual environment lies');
      continue;
    }
    const path = resolvePath(workingDirectory, target);
    const parent = existingParent(path, running);
    const problem = walk.lookUp(path) === 'missing' ? refuse(parent, path, walk) : null;
    if (problem !== null) {
      walk.fail(problem.code, problem.message, problem.remedy, invocation.command.range);
      return;
    }
    createEnvironment(walk, path, owner, withPip);
    if (tool !== 'uv') holdLibraryBytecode(running, owner, withPip ? 'library-bytecode' : 'venv-library-bytecode');
    walk.spend(readFigure(walk.catalog, withPip ? 'venv-seconds' : 'venv-without-pip-seconds'));
  }
}

/** Makes a virtual environment; gives it. */
export function createEnvironment(
  walk: StageWalk,
  path: string,
  owner: PythonEnvironment | null,
  withPip: boolean,
): PythonEnvironment {
  const bytes = readFigure(walk.catalog, withPip ? 'venv-with-pip' : 'venv-without-pip');
  walk.hold(path, 'python', 'virtual environment with its own pip', bytes, withPip ? 1700 : 10);
  walk.makeDirectory(`${path}/bin`);
  const environment: PythonEnvironment = {
    kind: 'virtual',
    path,
    createdAt: path,
    python: owner?.python ?? null,
    packages: withPip ? [pipItself(walk.catalog, bytes)] : [],
  };
  walk.putEnvironment(environment);
  return environment;
}

function lacksVenvPackage(owner: PythonEnvironment, { walk }: Running): boolean {
  if (owner.kind !== 'system' || owner.path !== '/usr' || !walk.certain || !walk.packagesCertain) return false;
  if (walk.profile.distribution === 'alpine') return false;
  return ![...walk.state.osPackages].some((name) => /^python3(\.\d+)?-(venv|full)$/.test(name));
}

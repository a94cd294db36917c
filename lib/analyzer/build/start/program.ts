import { indexCatalog } from '../../catalog/look-up';
import { findStartProblem } from '../commands/scripts';
import { fault } from '../failures/fault';
import type { Fault } from '../failures/types';
import { resolvePath } from '../paths';
import { canEnter } from '../permissions';
import { findProgram, type ProgramLookup } from '../programs';
import type { StageWalk } from '../stage-walk';
import type { PythonEnvironment } from '../types';
import type { StartingContainer } from './starting-container';

/** A file that is started by its name must be executable and name an interpreter that is there; `true` where it is not. */
export function reportUnstartable(container: StartingContainer): boolean {
  const { walk, start } = container;
  const path = container.findFile(start.program);
  if (path === null) return false;
  const text = walk.readText(path);
  const problem =
    findStartProblem(path, text, walk.isExecutable(path)) ??
    findInterpreterProblem(container, path, text) ??
    findForeignMachine(container, path);
  if (problem === null) return false;
  container.fail(problem.kind, ...problem.facts);
  return true;
}

function findInterpreterProblem(
  { walk, start, variables }: StartingContainer,
  path: string,
  text: string | null,
): Fault | null {
  if (text === null || text === '') return null;
  const line = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(text);
  if (line === null) {
    // A shell runs such a file itself; the system does not.
    if (start.byShell || text.startsWith('\u007f')) return null;
    return fault('no-interpreter:unnamed', path);
  }
  const program = line[1]?.endsWith('/env') ? (line[2] ?? '') : (line[1] ?? '');
  if (findProgram(program, walk, variables, '/').kind !== 'missing') return null;
  return fault('no-interpreter', path, program);
}

/** A program for one architecture does not run on another, which FROM asks for. */
function findForeignMachine({ walk }: StartingContainer, path: string): Fault | null {
  const made = walk.files.architectureOf(path);
  const asked = walk.architecture;
  if (made === undefined || asked === null || made === asked) return null;
  return fault('compiled-for-another-machine:program', path, { made, here: asked });
}

/** `sh start.sh`: the file must be there. */
export function checkShellScript(container: StartingContainer): void {
  const { words, workingDirectory } = container.start;
  const file = words.find((word) => !/^-/.test(word));
  if (file === undefined || /[$\s]/.test(file) || words.some((word) => /^-\w*c$/.test(word))) return;
  const path = resolvePath(workingDirectory, file);
  if (container.walk.lookUp(path) === 'missing') reportMissingScript(container, file, path);
}

/** Nobody but root may look into /root. */
export function reportUnreadable(container: StartingContainer, found: ProgramLookup): boolean {
  const { walk, start } = container;
  const path = found.kind === 'found' ? (found.environment?.path ?? null) : null;
  const file = container.findFile(start.program);
  const place = file ?? path;
  if (place === null || canEnter(place, walk) || !walk.certain) return false;
  if (walk.files.ownerOf('/root') !== 'root') return false;
  container.fail('permission-denied:to-start', start.program, place, walk.state.user);
  return true;
}

export function reportMissingProgram(container: StartingContainer): void {
  const { program } = container.start;
  if (program.includes(' ')) {
    container.fail('command-not-found:one-word', program);
    return;
  }
  const elsewhere = container.findStageWith((environment) => providesScript(environment, program, container.walk));
  container.fail('command-not-found:to-start', program, elsewhere);
}

function providesScript(environment: PythonEnvironment, program: string, walk: StageWalk): boolean {
  const { wheels } = indexCatalog(walk.catalog);
  return environment.packages.some((entry) =>
    wheels.get(entry.name)?.some((record) => record.scripts.includes(program)),
  );
}

export function reportMissingScript(container: StartingContainer, text: string, path: string): void {
  const { walk, start } = container;
  const { files } = walk.state;
  if (walk.isDirectory(path)) container.fail('missing-script:folder', path, text, files);
  else container.fail('missing-script:to-start', path, text, files, start.workingDirectory);
}

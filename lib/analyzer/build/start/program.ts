import { indexCatalog } from '../../catalog/look-up';
import { findStartProblem, type StartProblem } from '../commands/scripts';
import { baseName, parentOf, resolvePath } from '../paths';
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
  container.fail(problem.code, problem.message, problem.remedy);
  return true;
}

function findInterpreterProblem(
  { walk, start, variables }: StartingContainer,
  path: string,
  text: string | null,
): StartProblem | null {
  if (text === null || text === '') return null;
  const line = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(text);
  if (line === null) {
    // A shell runs such a file itself; the system does not.
    if (start.byShell || text.startsWith('\u007f')) return null;
    return {
      code: 'no-interpreter',
      message: `\`${path}\` says in no first line what runs it: "exec format error".`,
      remedy: 'Begin the file with `#!/bin/sh`, or name its interpreter in the command.',
    };
  }
  const program = line[1]?.endsWith('/env') ? (line[2] ?? '') : (line[1] ?? '');
  if (findProgram(program, walk, variables, '/').kind !== 'missing') return null;
  return {
    code: 'no-interpreter',
    message: `The first line of \`${path}\` asks for \`${program}\`, and this image has none: "no such file or directory".`,
    remedy: `Install \`${baseName(program)}\`, or write the script for \`/bin/sh\`.`,
  };
}

/** A program for one architecture does not run on another, which FROM asks for. */
function findForeignMachine({ walk }: StartingContainer, path: string): StartProblem | null {
  const made = walk.files.architectureOf(path);
  const asked = walk.architecture;
  if (made === undefined || asked === null || made === asked) return null;
  return {
    code: 'compiled-for-another-machine',
    message: `\`${path}\` was downloaded for ${made}, and FROM asks for linux/${asked}: "exec format error".`,
    remedy: `Download the program for ${asked}; \`TARGETARCH\` names the architecture of a build.`,
  };
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
  container.fail(
    'permission-denied',
    `\`${start.program}\` lies in \`${place}\`, and \`${walk.state.user}\` may not look into \`/root\`.`,
    'Install into a virtual environment such as `/opt/venv`, or into the home of that user.',
  );
  return true;
}

export function reportMissingProgram(container: StartingContainer): void {
  const { program } = container.start;
  if (program.includes(' ')) {
    container.fail(
      'command-not-found',
      `The container starts a program called \`${program}\`, blanks included, and there is none.`,
      'Write every argument as its own string in the JSON array.',
    );
    return;
  }
  const elsewhere = container.findStageWith((environment) => providesScript(environment, program, container.walk));
  container.fail(
    'command-not-found',
    elsewhere === null
      ? `The image has no \`${program}\` on PATH, so the container does not start.`
      : `\`${program}\` was installed in stage ${elsewhere}, and the final image has none on PATH, so the container does not start.`,
    elsewhere === null
      ? 'Install it in this image, or put the folder that holds it on PATH.'
      : 'Copy the folder into which it was installed from that stage, and put its `bin` on PATH.',
  );
}

function providesScript(environment: PythonEnvironment, program: string, walk: StageWalk): boolean {
  const { wheels } = indexCatalog(walk.catalog);
  return environment.packages.some((entry) =>
    wheels.get(entry.name)?.some((record) => record.scripts.includes(program)),
  );
}

export function reportMissingScript(container: StartingContainer, text: string, path: string): void {
  const { walk, start } = container;
  const { workingDirectory } = start;
  const elsewhere = [...walk.state.files.keys()].find((other) => baseName(other) === baseName(path));
  const swallowed = elsewhere !== undefined && baseName(parentOf(elsewhere)) === baseName(path);
  const inFolder = walk.isDirectory(path);
  container.fail(
    'missing-script',
    inFolder
      ? `\`${path}\` is a folder: a COPY gave the name to the folder into which it copied, so Python finds no program there.`
      : `The container runs \`${text}\` in \`${workingDirectory}\`, and there is no \`${path}\`.`,
    elsewhere === undefined
      ? `Copy \`${baseName(path)}\` into the image.`
      : swallowed
        ? `The COPY that names \`${parentOf(elsewhere)}\` makes a folder of that name: copy to \`${parentOf(parentOf(elsewhere))}/\` and set \`WORKDIR ${parentOf(parentOf(elsewhere))}\`.`
        : text.startsWith('/')
          ? `Name the file as \`${elsewhere}\`.`
          : `Set \`WORKDIR ${parentOf(elsewhere)}\`, or name the file as \`${elsewhere}\`.`,
  );
}

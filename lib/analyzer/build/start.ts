import { baseName, resolvePath } from './paths';
import { findProgram, isInterpreter } from './programs';
import type { StageWalk } from './stage-walk';
import { reportMovedEnvironment } from './start/environment';
import { checkShellScript, reportMissingProgram, reportUnreadable, reportUnstartable } from './start/program';
import { checkScript, checkServer } from './start/python-program';
import { StartingContainer } from './start/starting-container';
import { readCommandAlone, readStart, type StartCommand } from './start-command';
import type { StageDraft } from './walk';

/** Finds why the container would not start, where that is certain; reports at most one reason. */
export function checkStart(stage: StageDraft, stages: readonly StageDraft[]): void {
  const { walk } = stage;
  if (reportNoCommand(stage) || reportMissingUser(stage)) return;
  const start = readStart(walk);
  if (start === null) return;
  checkContainer(new StartingContainer(walk, start, stages));
  // A script of the project that ends in `exec "$@"` starts the CMD in its place.
  if (walk.failed || !handsOver(walk, start)) return;
  const command = readCommandAlone(walk);
  if (command !== null) checkContainer(new StartingContainer(walk, command, stages));
}

/**
 * An image made from nothing has no program to start unless the Dockerfile names one. One that is nothing but files is
 * there to be copied from, or for `docker build --output`.
 */
function reportNoCommand({ walk, plan }: StageDraft): boolean {
  const { command, entrypoint } = walk.state;
  if (plan.base.kind !== 'scratch' || command !== null || entrypoint !== null) return false;
  if (plan.instructions.every(({ keyword }) => filesAlone.has(keyword))) return false;
  walk.failAtStart('no-command', plan.from.range);
  return true;
}

const filesAlone: ReadonlySet<string> = new Set(['ARG', 'COPY', 'ADD', 'LABEL']);

function reportMissingUser({ walk, plan }: StageDraft): boolean {
  const { user } = walk.state;
  if (!walk.certain || walk.users.has(user) !== false) return false;
  const instruction = plan.instructions.findLast((entry) => entry.keyword === 'USER');
  walk.failAtStart('unknown-user:to-start', instruction?.range ?? plan.from.range, user);
  return true;
}

/** Whether the entry point is a script that passes on to what it is given. */
function handsOver(walk: StageWalk, start: StartCommand): boolean {
  if (walk.state.entrypoint === null || walk.state.command === null) return false;
  const first = /(^|\/)(ba|da|a)?sh$/.test(start.program)
    ? start.words.find((word) => !word.startsWith('-'))
    : start.program;
  if (first === undefined || (!first.includes('/') && !first.endsWith('.sh'))) return false;
  const text = walk.readText(resolvePath(start.workingDirectory, first));
  return text !== null && /^\s*exec\s+("\$@"|\$@)\s*$/m.test(text);
}

/** The program, then the environment that brings it, then what it loads. */
function checkContainer(container: StartingContainer): void {
  const { walk, start, variables } = container;
  const { program } = start;
  const found = findProgram(program, walk, variables, start.workingDirectory);
  if (reportUnreadable(container, found) || reportUnstartable(container)) return;
  if (found.kind === 'missing' || (program.includes(' ') && walk.certain && !program.includes('/'))) {
    reportMissingProgram(container);
    return;
  }
  if (/^(ba|da|a)?sh$/.test(baseName(program))) {
    checkShellScript(container);
    return;
  }
  const environment = found.kind === 'found' ? found.environment : null;
  if (environment === null || reportMovedEnvironment(container, environment)) return;
  if (isInterpreter(baseName(program))) checkScript(container, environment);
  else checkServer(container, environment);
}

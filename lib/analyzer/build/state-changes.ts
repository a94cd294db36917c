import { readFigure } from '../catalog/look-up';
import type { AssignmentInstruction, Instruction } from '../syntax/types';
import { checkPorts, checkStopSignal } from './configuration-values';
import { copyMap } from './copy-map';
import { resolvePath } from './paths';
import type { StageWalk } from './stage-walk';
import { expandInstructionWord, readPlatformArgument, type Variables } from './variables';

/** What an instruction other than FROM, RUN, COPY and ADD changes for the steps after it. */
export function applyConfiguration(instruction: Instruction, walk: StageWalk, variables: Variables): void {
  const { state } = walk;
  const { escapeCharacter } = walk.shared;
  switch (instruction.keyword) {
    case 'WORKDIR': {
      const path = resolvePath(
        state.workingDirectory,
        expandInstructionWord(instruction.argument, variables, escapeCharacter),
      );
      walk.changeState({ workingDirectory: path, workingDirectorySet: true });
      walk.makeDirectory(path);
      walk.step.writes.push(path);
      walk.spend(readFigure(walk.catalog, 'working-directory-seconds'));
      return;
    }
    case 'USER': {
      const user = expandInstructionWord(instruction.argument, variables, escapeCharacter).split(':')[0] ?? '';
      walk.changeState({ user: user === '' ? state.user : user });
      return;
    }
    case 'ENV':
      setEnvironment(instruction, walk, variables);
      return;
    case 'ARG':
      declareArguments(instruction, walk, variables);
      return;
    case 'SHELL':
      walk.changeState({ shell: instruction.words.map((word) => word.text) });
      return;
    case 'EXPOSE':
      checkPorts(instruction, walk, variables);
      return;
    case 'STOPSIGNAL':
      checkStopSignal(instruction, walk, variables);
      return;
    case 'CMD':
      walk.commandSetHere = true;
      walk.changeState({ command: instruction });
      return;
    case 'ENTRYPOINT':
      // An ENTRYPOINT forgets the CMD of the base, not one that this stage has set.
      walk.changeState({ entrypoint: instruction, command: walk.commandSetHere ? state.command : null });
      return;
    default:
  }
}

/**
 * Variables that the walk keeps of a stage, and as many build arguments. Every step has a map of its own, so that a
 * Dockerfile of nothing but ENV would fill the memory; real ones have some dozens.
 */
export const mostVariables = 400;

/** Sets a variable, unless there are too many of them: then its value is not known. */
function keep<Value>(kept: Map<string, Value>, name: string, value: Value, walk: StageWalk): void {
  if (kept.size < mostVariables || kept.has(name)) kept.set(name, value);
  else walk.unknown.add(`variables beyond the first ${mostVariables}`);
}

/** All values of one ENV are expanded with the variables in force before it. */
function setEnvironment(instruction: AssignmentInstruction, walk: StageWalk, variables: Variables): void {
  const environment = copyMap(walk.state.environment);
  for (const { name, value } of instruction.assignments) {
    const expanded = value === null ? '' : expandInstructionWord(value, variables, walk.shared.escapeCharacter);
    keep(environment, expandInstructionWord(name, variables, walk.shared.escapeCharacter), expanded, walk);
  }
  walk.changeState({ environment });
}

/** A value given to the build goes before the default, the default before the ARG of that name above the first FROM. */
function declareArguments(instruction: AssignmentInstruction, walk: StageWalk, variables: Variables): void {
  const { options, globalArguments, escapeCharacter } = walk.shared;
  const buildArguments = copyMap(walk.state.buildArguments);
  for (const { name, value } of instruction.assignments) {
    const fallback =
      value === null
        ? (globalArguments.get(name.text) ?? readPlatformArgument(name.text) ?? null)
        : expandInstructionWord(value, (other) => buildArguments.get(other) ?? variables(other), escapeCharacter);
    keep(buildArguments, name.text, options.buildArguments?.[name.text] ?? fallback, walk);
  }
  walk.changeState({ buildArguments });
}

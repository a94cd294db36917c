import type { Build } from '../../build/types';
import type { Instruction } from '../../syntax/types';
import { readPip } from '../pip';
import { isCalled, type PlacedRun, placed, runs } from '../steps';

const flagsOfStages = new Set(['from', 'mount', 'platform']);

/** Whether an instruction names a stage, takes from one, mounts something, or says where Python or the shell look. */
function isOfStages(instruction: Instruction): boolean {
  if (instruction.flags.some(({ name }) => flagsOfStages.has(name))) return true;
  switch (instruction.keyword) {
    case 'FROM':
      return instruction.asKeyword !== null || instruction.image.text.includes('$');
    case 'COPY':
    case 'ADD':
      return (
        /^(?:\/usr\/local\/lib\/python|["']?~)/.test(instruction.destination.text) ||
        instruction.sources.some(({ text }) => text.includes('..'))
      );
    case 'ENV':
      return instruction.assignments.some(({ name }) => /^(?:PYTHON|LD_LIBRARY_)?PATH$/.test(name.text));
    default:
      return false;
  }
}

/** Whether a RUN gathers wheels, installs as another user than root, or sets a variable that is meant for a mount. */
function isApart({ commands, step }: PlacedRun): boolean {
  const isOfUser = !/^(?:root|0+)(?::|$)/.test(step.before.user);
  return commands.some((command) => {
    const pip = readPip(command);
    return pip !== null && (isOfUser || pip.action === 'wheel' || pip.action === 'download');
  });
}

/** Whether a build has more than one stage, mounts, or packages of Python apart from those of its base. */
export function usesStages(build: Build, instructions: readonly Instruction[]): boolean {
  const environments = build.target?.after.pythonEnvironments ?? [];
  return (
    build.stages.length > 1 ||
    instructions.some(isOfStages) ||
    environments.some(({ kind }) => kind !== 'system') ||
    build.failures.some(({ code }) => code === 'externally-managed') ||
    isCalled(build, 'venv', 'virtualenv', 'source', '.', 'uv') ||
    runs(build, 'pip').some(isApart) ||
    runs(build).some(({ commands }) => commands[0]?.assignments.some(({ name }) => name === 'mount') === true) ||
    placed(build, 'COPY').some(({ step }) => step.contextPaths[0]?.endsWith('.whl') === true)
  );
}

import { copyFromStage } from '../copy-from';
import type { ProgramWalk, StageTools } from '../tools';
import { walkVenv } from './venv';

const programs: ReadonlyMap<string, ProgramWalk> = new Map<string, ProgramWalk>([
  [
    'virtualenv',
    (running) => {
      walkVenv(running, 'python3', running.invocation.words, 'virtualenv');
      return true;
    },
  ],
]);

/** All that is known of several stages and of virtual environments. */
export const stageTools: StageTools = { programs, copyFromStage, walkVenv };

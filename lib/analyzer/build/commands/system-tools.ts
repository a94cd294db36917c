import type { ProgramWalk, SystemTools } from '../tools';
import { walkApk } from './apk';
import { walkApt } from './apt';
import { fileCommands } from './files';
import type { Running } from './running';

/** Whatever it is told, the walk knows what it does. */
function understood(walk: (running: Running) => void): ProgramWalk {
  return (running) => {
    walk(running);
    return true;
  };
}

const programs: ReadonlyMap<string, ProgramWalk> = new Map<string, ProgramWalk>([
  ...['apt-get', 'apt', 'aptitude'].map((name) => [name, understood(walkApt)] as const),
  ['apk', understood(walkApk)],
  ...fileCommands.map(([name, walk]) => [name, understood(walk)] as const),
]);

/** All that is known of programs of the system. */
export const systemTools: SystemTools = { programs };

import type { DownloadTools, ProgramWalk } from '../tools';
import { downloadCommands } from './downloads';
import { outputCommands } from './named-outputs';

const programs: ReadonlyMap<string, ProgramWalk> = new Map<string, ProgramWalk>(
  [...downloadCommands, ...outputCommands].map(([name, walk]) => [
    name,
    (running) => {
      walk(running);
      return true;
    },
  ]),
);

/** All that is known of programs that fetch, unpack and write what they are told to. */
export const downloadTools: DownloadTools = { programs };

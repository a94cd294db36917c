import { writeFailure } from '../failures/texts';
import { joinTools } from '../join-tools';
import { scriptTools } from '../shell/script-tools';
import type { ToolParts, Tools } from '../tools';
import { downloadTools } from './download-tools';
import { managerTools } from './manager-tools';
import { packageTools } from './package-tools';
import { projectTools } from './project-tools';
import { stageTools } from './stage-tools';
import { systemTools } from './system-tools';

/** Every part of the tools. */
export const allParts: ToolParts = {
  downloads: downloadTools,
  failures: { writeFailure },
  managers: managerTools,
  packages: packageTools,
  projects: projectTools,
  scripts: scriptTools,
  stages: stageTools,
  system: systemTools,
};

/** All that is known of programs, scripts and stages. */
export const allTools: Tools = joinTools(allParts, () => {});

import { projectTools } from '../build/commands/project-tools';
import type { Knowledge } from '../knowledge';
import { rules } from '../rules/projects.generated';

export const part: Knowledge = { rules, tools: { projects: projectTools } };

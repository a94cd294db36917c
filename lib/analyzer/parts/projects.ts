import { projectTools } from '../build/commands/project-tools';
import { rules } from '../rules/projects.generated';
import type { PartOfKnowledge } from './types';

export const part: PartOfKnowledge = { rules, tools: { projects: projectTools } };

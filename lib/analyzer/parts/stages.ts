import { stageTools } from '../build/commands/stage-tools';
import type { Knowledge } from '../knowledge';
import { rules } from '../rules/stages.generated';

export const part: Knowledge = { rules, tools: { stages: stageTools } };

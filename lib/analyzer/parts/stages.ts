import { stageTools } from '../build/commands/stage-tools';
import { rules } from '../rules/stages.generated';
import type { PartOfKnowledge } from './types';

export const part: PartOfKnowledge = { rules, tools: { stages: stageTools } };

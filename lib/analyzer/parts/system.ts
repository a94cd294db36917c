import { systemTools } from '../build/commands/system-tools';
import { rules } from '../rules/system.generated';
import type { PartOfKnowledge } from './types';

export const part: PartOfKnowledge = { rules, tools: { system: systemTools } };

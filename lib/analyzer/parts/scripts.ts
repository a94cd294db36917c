import { scriptTools } from '../build/shell/script-tools';
import { rules } from '../rules/scripts.generated';
import type { PartOfKnowledge } from './types';

export const part: PartOfKnowledge = { rules, tools: { scripts: scriptTools } };

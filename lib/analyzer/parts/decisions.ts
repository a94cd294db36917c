import { rules } from '../rules/decisions.generated';
import type { PartOfKnowledge } from './types';

export const part: PartOfKnowledge = { rules, tools: {} };

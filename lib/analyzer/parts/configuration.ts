import { rules } from '../rules/configuration.generated';
import type { PartOfKnowledge } from './types';

export const part: PartOfKnowledge = { rules, tools: {} };

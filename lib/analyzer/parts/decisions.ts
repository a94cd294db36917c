import type { Knowledge } from '../knowledge';
import { rules } from '../rules/decisions.generated';

export const part: Knowledge = { rules, tools: {} };

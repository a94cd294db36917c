import type { Knowledge } from '../knowledge';
import { rules } from '../rules/bases.generated';

export const part: Knowledge = { rules, tools: {} };

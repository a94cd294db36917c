import type { Knowledge } from '../knowledge';
import { rules } from '../rules/configuration.generated';

export const part: Knowledge = { rules, tools: {} };

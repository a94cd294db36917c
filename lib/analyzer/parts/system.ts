import { systemTools } from '../build/commands/system-tools';
import type { Knowledge } from '../knowledge';
import { rules } from '../rules/system.generated';

export const part: Knowledge = { rules, tools: { system: systemTools } };

import { scriptTools } from '../build/shell/script-tools';
import type { Knowledge } from '../knowledge';
import { rules } from '../rules/scripts.generated';

export const part: Knowledge = { rules, tools: { scripts: scriptTools } };

import { managerTools } from '../build/commands/manager-tools';
import type { Knowledge } from '../knowledge';

export const part: Knowledge = { rules: [], tools: { managers: managerTools } };
